import Ledger
import WorkbookReader

/// A sheet of a workbook, and the profile that its header fits.
struct SheetChoice {
    let head: SheetHead
    let profile: ImportProfile

    /// The sheet to read: the one that is named, or else the one visible sheet whose header fits.
    ///
    /// - Parameter fit: The profile that fits a sheet's head, or why none does.
    static func find(
        in file: WorkbookFile, named name: String?, _ fit: (FileBytes) throws(ImportError) -> ImportProfile
    ) throws(ImportError) -> SheetChoice {
        var choices: [SheetChoice] = []
        var faults: [ImportError] = []
        for sheet in try candidates(file, name) {
            let head = try SheetHead(sheet, of: file)
            guard let text = head.text else { continue }
            do throws(ImportError) {
                choices.append(SheetChoice(head: head, profile: try fit(text)))
            } catch {
                faults.append(error.inSheet(head))
            }
        }
        if choices.count > 1 {
            let found = choices.map { "'\($0.head.sheet.name)' (\($0.profile.kind.rawValue))" }.joined(separator: ", ")
            throw ImportError(
                .severalSheets, file: file.path, "more than one sheet fits: " + found,
                advice: "name the sheet with --sheet, or say the kind: incasso import KIND FILE")
        }
        if let choice = choices.first { return choice }
        guard let first = faults.first else {
            throw ImportError(
                .empty, file: file.path, name == nil ? "no visible sheet has a value" : "the sheet has no value",
                advice: "export it again, or name a hidden sheet with --sheet")
        }
        throw ImportError(code: first.code, diagnostics: faults.flatMap(\.diagnostics))
    }

    /// The sheet of a name, whatever its case when there is only one; without a name the visible ones.
    static func candidates(_ file: WorkbookFile, _ name: String?) throws(ImportError) -> [Workbook.Sheet] {
        guard let name else { return file.sheets.filter(\.isVisible) }
        if let sheet = file.sheets.first(where: { $0.name == name })
            ?? only(file.sheets.filter { $0.name.lowercased() == name.lowercased() })
        {
            return [sheet]
        }
        throw ImportError(
            .unknownSheet, file: file.path, "the workbook has no sheet '\(name)'",
            advice: "its sheets are " + file.sheets.map { "'\($0.name)'" }.joined(separator: ", "))
    }

    private static func only(_ sheets: [Workbook.Sheet]) -> Workbook.Sheet? { sheets.count == 1 ? sheets[0] : nil }
}

extension ImportError {
    /// The findings with the sheet they are about.
    fileprivate func inSheet(_ head: SheetHead) -> ImportError {
        ImportError(
            code: code, diagnostics: diagnostics.map { $0.inSheet(head.sheet.name, firstColumn: head.firstColumn) }, report: report)
    }
}

extension Diagnostic {
    /// The finding with a row or cell of a sheet as its place, the first field being in a column; as it is when it has no place.
    func inSheet(_ name: String, firstColumn: Int) -> Diagnostic {
        guard line != nil, sheet == nil else { return self }
        var placed = self
        placed.sheet = name
        placed.column = column.map { $0 + firstColumn }
        return placed
    }
}

extension ImportReport {
    /// Puts rows and cells of a sheet in place of lines and fields.
    mutating func placeInSheet(_ name: String, firstColumn: Int) {
        diagnostics = diagnostics.map { $0.inSheet(name, firstColumn: firstColumn) }
        rejectedRows = rejectedRows.map { row in
            RejectedRow(line: row.line, column: row.column.map { $0 + firstColumn }, reason: row.reason, text: row.text)
        }
    }
}
