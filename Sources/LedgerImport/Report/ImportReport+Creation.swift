import Ledger

extension ImportReport {
    /// A report of nothing read yet.
    init(path: String, profile: ImportProfile, encoding: DetectedEncoding, syntax: FieldSyntax) {
        self.init(
            file: path, byteCount: 0, sha256: "", encoding: encoding.encoding, encodingConfidence: encoding.confidence,
            separator: String(Unicode.Scalar(syntax.separator)), hasQuotes: syntax.hasQuotes, profile: profile.name, kind: profile.kind,
            rejectsSeparator: String(Unicode.Scalar(syntax.separator)))
    }

    /// Notes how the date and amount columns are written.
    mutating func note(_ styles: ColumnStyles, _ header: HeaderMatch) {
        let orders = styles.orders.map { name, decision in
            ColumnStyle(
                column: name, header: header.names[name] ?? name, dateOrder: decision.style, decimalMark: nil, basis: decision.basis)
        }
        let marks = styles.marks.map { name, decision in
            ColumnStyle(
                column: name, header: header.names[name] ?? name, dateOrder: nil, decimalMark: decision.style, basis: decision.basis)
        }
        columnStyles = (orders + marks).sorted { header.fields[$0.column] ?? 0 < header.fields[$1.column] ?? 0 }
    }
}
