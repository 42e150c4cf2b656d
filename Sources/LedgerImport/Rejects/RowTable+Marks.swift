import Ledger

extension HeaderMatch {
    /// Whether the file has the columns of a file of rejected rows.
    var hasRejectedRows: Bool { texts.contains { RejectedRow.ownColumns.contains(trimmed($0)) } }

    /// The known fields of a file of rejected rows, with what they are; none of any other file.
    var markedFields: [(field: Int, role: FileSchema.Role)] {
        hasRejectedRows ? fields.map { ($0.value, FileSchema.Role.of($0.key)) }.sorted { $0.field < $1.field } : []
    }
}

extension RowTable {
    /// Notes the fields that ``RejectedRow/unreadableMark`` stands in, with the reason they were rejected for. Linear in the fields looked at.
    mutating func noteMarks(_ text: RawSpan, _ fields: [(field: Int, role: FileSchema.Role)]) {
        guard !fields.isEmpty else { return }
        let mark = Array(RejectedRow.unreadableMark.utf8)
        for row in 0..<count {
            for (field, role) in fields {
                let bounds = self.fields[row * columnCount + field]
                guard bounds.count >= mark.count, mark.indices.allSatisfy({ text.byte(Int(bounds.start) + $0) == mark[$0] }) else {
                    continue
                }
                let first = bounds.count > mark.count ? text.byte(Int(bounds.start) + mark.count) : nil
                addCellFault(row: row, field: field, reason: Self.reason(first, role))
            }
        }
    }

    /// Why a value was rejected whose first byte stands behind a mark: nothing is a formula without value, and errors of cells begin with `#`.
    private static func reason(_ first: UInt8?, _ role: FileSchema.Role) -> FaultReason {
        guard let first else { return .formulaWithoutValue }
        if first == UInt8(ascii: "#") { return .cellError }
        return switch role {
        case .day: .badDate
        case .amount, .number: .badNumber
        case .value: .impreciseId
        }
    }
}
