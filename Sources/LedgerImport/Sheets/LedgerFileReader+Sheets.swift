import Ledger

extension LedgerFileReader {
    /// Reads the sheet of a workbook that is named, or else the one whose header fits the profile.
    static func readSheet(
        of workbook: WorkbookFile, _ profile: ImportProfile, _ options: ImportOptions
    ) throws(ImportError) -> ImportedFile {
        let path = workbook.path
        let choice = try SheetChoice.find(in: workbook, named: options.sheet) { text throws(ImportError) in
            _ = try matchHeader(text, path, profile.ofSheets, options)
            return profile
        }
        guard let text = choice.head.text else { preconditionFailure("a sheet that fits has a header") }
        let (header, syntax) = try matchHeader(text, path, profile.ofSheets, options)
        let rows = SheetRows(workbook, choice.head, header, profile)
        let sheet = choice.head.sheet.name
        do throws(ImportError) {
            let read = try readRows(.sheet(rows), path, header, profile, .ofSheets, syntax, options)
            var report = read.report
            note(rows, in: &report)
            return ImportedFile(report: report, content: read.content)
        } catch {
            var report = error.report
            if report != nil { note(rows, in: &report!) }
            throw ImportError(
                code: error.code, diagnostics: error.diagnostics.map { $0.inSheet(sheet, firstColumn: rows.firstColumn) }, report: report)
        }
    }

    /// Puts into a report which sheet it is about, with rows and cells of it as places.
    private static func note(_ rows: SheetRows, in report: inout ImportReport) {
        report.sheet = rows.sheet.name
        report.countsFrom1904 = rows.file.countsFrom1904
        report.rejectsHeader = rows.rejects.line(rows.header.texts)
        report.rejectsSeparator = rows.rejects.separator
        report.placeInSheet(rows.sheet.name, firstColumn: rows.firstColumn)
    }
}
