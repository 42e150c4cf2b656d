import ReportDocument

/// Cell addresses as Excel writes them.
enum A1 {
    /// `C7` for row 6, column 2; `$C$7` when absolute.
    static func cell(row: Int, column: Int, absolute: Bool = false) -> String {
        let mark = absolute ? "$" : ""
        return mark + columnName(column) + mark + String(row + 1)
    }

    /// A, …, Z, AA, … for 0, …, 25, 26, …
    static func columnName(_ column: Int) -> String {
        var name = ""
        var rest = column + 1
        while rest > 0 {
            name = String(UnicodeScalar(UInt8(0x41 + (rest - 1) % 26))) + name
            rest = (rest - 1) / 26
        }
        return name
    }

    /// Whether the library would write a sheet name bare, in charts and defined names, where Excel needs quotes: `Q3` and `R` read as cells,
    /// `2026` as a number. It quotes every name that has anything but ASCII letters, digits, underscores and points.
    static func lacksQuotesInLibrary(_ sheet: String) -> Bool {
        func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
        let isBare = sheet.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || isDigit($0) || $0 == "_" || $0 == ".")
        }
        return isBare && (sheet.unicodeScalars.contains(where: isDigit) || ["R", "C", "RC"].contains(sheet.uppercased()))
    }

    /// A sheet name as formulas and links quote it.
    static func quoted(_ sheet: String) -> String {
        "'" + sheet.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}

/// Some rows of one column of a sheet.
struct ColumnRange {
    let sheet: String
    let firstRow: Int
    let lastRow: Int
    let column: Int

    /// `'DSO'!$E$8:$E$20`: always quoted, since names such as `Q3` would read as cells.
    var text: String {
        A1.quoted(sheet) + "!" + A1.cell(row: firstRow, column: column, absolute: true) + ":"
            + A1.cell(row: lastRow, column: column, absolute: true)
    }
}

/// Writes document formulas as workbook formulas.
struct FormulaText {
    let layout: WorkbookLayout
    /// The sheet the formula stands on: cells of other sheets get their sheet's name.
    let sheet: Int

    /// The text with a leading `=`; throws when a cell is not in the document.
    func text(_ formula: Formula) throws(RenderError) -> String { "=" + (try term(formula, above: 0)) }

    /// Binding strength: 1 for sums and differences, 2 for products and quotients; brackets where a part binds less than its surroundings.
    private func term(_ formula: Formula, above strength: Int) throws(RenderError) -> String {
        switch formula {
        case .whole(let whole): return whole < 0 ? "(\(whole))" : String(whole)
        case .cell(let reference): return try address(reference)
        case .sum(let table, let column, let firstRow, let lastRow):
            let first = try address(CellReference(table: table, row: firstRow, column: column))
            let end = try layout.position(CellReference(table: table, row: lastRow, column: column))
            return "SUM(\(first):\(A1.cell(row: end.row, column: end.column)))"
        case .add(let left, let right): return try infix(left, "+", right, own: 1, right: 1, above: strength)
        case .subtract(let left, let right): return try infix(left, "-", right, own: 1, right: 2, above: strength)
        case .multiply(let left, let right): return try infix(left, "*", right, own: 2, right: 2, above: strength)
        case .divide(let left, let right): return try infix(left, "/", right, own: 2, right: 3, above: strength)
        case .rounded(let rounded, let places): return "ROUND(\(try term(rounded, above: 0)),\(places))"
        }
    }

    private func infix(
        _ left: Formula, _ sign: String, _ right: Formula, own: Int, right rightStrength: Int, above: Int
    ) throws(RenderError) -> String {
        let text = try term(left, above: own) + sign + term(right, above: rightStrength)
        return own < above ? "(" + text + ")" : text
    }

    private func address(_ reference: CellReference) throws(RenderError) -> String {
        let position = try layout.position(reference)
        let cell = A1.cell(row: position.row, column: position.column)
        return position.sheet == sheet ? cell : A1.quoted(layout.sheets[position.sheet].name) + "!" + cell
    }
}
