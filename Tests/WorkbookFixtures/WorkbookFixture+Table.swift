extension WorkbookFixture {
    /// The workbook of a canonical file: dates and amounts as numbers with formats, everything else as text.
    public init(canonical text: String, sheet: String = "Data") {
        let lines = text.split(separator: "\n").map { line in
            (line.hasSuffix("\r") ? line.dropLast() : line).split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let header = lines.first ?? []
        let numbers: Set<String> = ["amount", "open_amount", "credit_limit", "rate", "value"]
        let rows = lines.dropFirst().map { fields in
            zip(header, fields).map { name, field -> Cell in
                if field.isEmpty { return .empty }
                if let serial = daySerial(field) { return .date(String(serial)) }
                return numbers.contains(name) ? .number(field, style: 2) : .text(field)
            }
        }
        self.init(Sheet(sheet, [header.map { .text($0) }] + rows))
    }
}

/// The day number of `YYYY-MM-DD` since 30 December 1899; nil for another text. Counts by hand, as an oracle of the reader.
public func daySerial(_ text: String) -> Int? {
    let parts = text.split(separator: "-")
    guard text.utf8.count == 10, parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
        year >= 1901, (1...12).contains(month)
    else { return nil }
    func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
    // 1 January 1901 is day 367.
    var serial = 366
    for other in 1901..<year { serial += isLeap(other) ? 366 : 365 }
    let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return serial + lengths[..<(month - 1)].reduce(0, +) + day
}
