import Ledger

/// How rejected rows of a sheet are written: as delimited text, which the same profile reads.
struct SheetRejects {
    let separator: String
    private let hasQuotes: Bool
    private let decimalMark: DecimalMark
    /// How the texts of a field are written, by field: days and numbers with a type are written alike.
    private var orders: [Int: ImportProfile.DateOrder] = [:]
    private var marks: [Int: DecimalMark] = [:]
    /// Fields in which day and month of days with a type are exchanged.
    private var swapped: Set<Int> = []

    init(_ profile: ImportProfile) {
        let dialect = profile.dialect
        separator = String(Unicode.Scalar(dialect.separator ?? FieldSyntax.canonical.separator))
        hasQuotes = dialect.hasQuotes ?? true
        decimalMark = dialect.decimalMark ?? .point
    }

    /// The same for columns that are written in some styles.
    func written(_ styles: ColumnStyles, _ header: HeaderMatch) -> SheetRejects {
        var rejects = self
        for (name, decision) in styles.orders { if let field = header.fields[name] { rejects.orders[field] = decision.style } }
        rejects.swapped = Set(styles.swapped.compactMap { header.fields[$0] })
        for (name, decision) in styles.marks { if let field = header.fields[name] { rejects.marks[field] = decision.style } }
        return rejects
    }

    /// A row of a table. What a cell without a value shows stands behind a mark that is no value either, so that the row is rejected again until somebody
    /// has filled it in.
    func line(_ text: RawSpan, _ rows: borrowing RowTable, row: Int) -> String {
        let unreadable = rows.cellFaultFields(ofRow: row)
        return line(
            (0..<rows.columnCount).map { field in
                let value = text.text(rows.fields[row * rows.columnCount + field].range)
                if unreadable.contains(field) { return RejectedRow.unreadableMark + value }
                switch rows.type(row: row, field: field) {
                case .number: return value.replacing(".", with: (marks[field] ?? decimalMark).text)
                case .day:
                    guard let day = Day(iso: value) else { return value }
                    let meant = swapped.contains(field) ? SheetDay.swapped(day) ?? day : day
                    return meant.written(orders[field] ?? .iso)
                case .text: return value
                }
            })
    }

    /// Fields as a line. Line ends in a field would make two rows of one and become blanks.
    func line(_ fields: [String]) -> String {
        fields.map { field in
            let line = field.split(omittingEmptySubsequences: false) { $0.isNewline }.joined(separator: " ")
            guard line.contains(separator) || line.contains("\"") else { return line }
            return hasQuotes ? "\"" + line.replacing("\"", with: "\"\"") + "\"" : line.replacing(separator, with: " ")
        }.joined(separator: separator)
    }
}

extension Day {
    /// The day as text in an order.
    fileprivate func written(_ order: ImportProfile.DateOrder) -> String {
        let parts = components
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        switch order {
        case .iso, .yearMonthDay, .serial: return isoText
        case .dayMonthYear: return "\(two(parts.day)).\(two(parts.month)).\(parts.year)"
        case .monthDayYear: return "\(two(parts.month))/\(two(parts.day))/\(parts.year)"
        case .monthNamed:
            let names = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
            return "\(two(parts.day))-\(names[parts.month - 1])-\(parts.year)"
        }
    }
}
