/// Reads delimited text as RFC 4180 says.
public enum DelimitedRecords {
    public static func parse(_ text: String, separator: Unicode.Scalar) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var field = String.UnicodeScalarView()
        var isQuoted = false
        let scalars = Array(text.unicodeScalars)
        var position = scalars.first == "\u{FEFF}" ? 1 : 0
        while position < scalars.count {
            let scalar = scalars[position]
            let next = position + 1 < scalars.count ? scalars[position + 1] : nil
            if isQuoted {
                if scalar == "\"", next == "\"" {
                    field.append(scalar)
                    position += 1
                } else if scalar == "\"" {
                    isQuoted = false
                } else {
                    field.append(scalar)
                }
            } else if scalar == "\"" {
                isQuoted = true
            } else if scalar == separator {
                record.append(String(field))
                field = .init()
            } else if scalar == "\r", next == "\n" {
                record.append(String(field))
                records.append(record)
                (record, field) = ([], .init())
                position += 1
            } else {
                field.append(scalar)
            }
            position += 1
        }
        return records
    }
}
