import Ledger
import LedgerColumns

extension ChunkParser {
    /// Takes titles out of the misshapen rows: those with one field, or text in their first field alone, and lines drawn with dashes. Returns their number.
    /// Where headings name customers, they are headings of groups, but for lines and the titles that stand above the header too.
    mutating func dropTitles(_ text: RawSpan) -> Int {
        let separator = plan.layout.separator
        var headings: [(heading: FieldBounds, line: Int)] = []
        let count = rows.removeShapeFaults { fault in
            guard let count = fault.fieldCount else { return false }
            let row = Array(rawRow(text, from: Int(fault.start), hasQuotes: plan.layout.hasQuotes).utf8)
            let isDrawn = row.allSatisfy { $0 == 0x2D || $0 == 0x3D || $0 == 0x5F || $0 == 0x7C || $0 == 0x2B || $0 == Ascii.space }
            let first = count == 1 ? row[...] : row.prefix { $0 != separator }
            guard isDrawn || row.dropFirst(first.count).allSatisfy({ $0 == separator || $0 == Ascii.space }) else { return false }
            guard plan.rowRules.groupField != nil, !isDrawn else { return true }
            let isQuoted = plan.layout.hasQuotes && first.count > 2 && first.first == Ascii.quote && first.last == Ascii.quote
            let start = Int(fault.start) + (isQuoted ? 1 : 0)
            let bounds = trimmedBounds(text, start, start + first.count - (isQuoted ? 2 : 0))
            if bounds.count > 0, !plan.rowRules.titles.contains(text.text(bounds.range)) { headings.append((bounds, Int(fault.line))) }
            return true
        }
        bareHeadings = headings.sorted { $0.line < $1.line }
        return count - headings.count
    }

    /// Takes rows that are no items out of the table: subtotals, headings of groups, repeated headers, and rows the profile leaves out.
    mutating func sortOutRows(_ text: RawSpan, _ batch: inout Batch) {
        var isKept = [Bool](repeating: true, count: rows.count)
        // Headings stand in one another: a customer, and its projects below.
        var groups: [Group] = []
        var bare = bareHeadings[...]
        batch.drop("group", bare.count)
        for row in 0..<rows.count {
            while let next = bare.first, next.line < rows.lines[row] {
                groups.append(Group(heading: next.heading, line: next.line))
                bare.removeFirst()
            }
            if isRepeatedHeader(text, row) {
                batch.drop("repeated-header", 1)
                isKept[row] = false
            } else if isNoItem(row) {
                isKept[row] = false
                if isHeading(row) || isHeadingWithSum(text, row, groups) {
                    batch.drop("group", 1)
                    if let heading = firstText(row) { groups.append(Group(heading: heading, line: Int(rows.lines[row]))) }
                    continue
                }
                var groupLine: Int?
                if let total = firstText(row), let closed = group(groups, closedBy: total, text) {
                    groupLine = groups[closed].line
                    batch.totalledHeadings += 1
                    // What stands by itself within a group that its total closes is no heading of another one.
                    for inner in groups[(closed + 1)...] where !inner.rows.isEmpty {
                        batch.innerTexts.append(inner.line)
                        for item in inner.rows { setGroup(item, groups[closed].heading) }
                    }
                    groups.removeSubrange(closed...)
                }
                // A total of other amounts than those that are read is held against nothing, and words in the column of amounts are none.
                guard var amount = controlRow(text, row) else {
                    batch.drop(hasWordForAmount(text, row) ? "title" : "subtotal", 1)
                    continue
                }
                batch.drop("subtotal", 1)
                amount.groupLine = groupLine
                (amount.customer, amount.naming) = customer(text, row)
                batch.controlRows.append(amount)
            } else {
                if let group = groups.indices.last, let field = plan.rowRules.groupField, self.field(row, field).count == 0 {
                    setGroup(row, groups[group].heading)
                    groups[group].rows.append(row)
                }
                if let reason = leftOutReason(text, row) {
                    batch.drop(reason, 1)
                    if let amount = controlRow(text, row) { batch.leftOutRows.append(amount) }
                    isKept[row] = false
                }
            }
        }
        batch.openHeadings += groups.map(\.line)
        if plan.rowRules.groupField == nil { batch.openHeadings = [] }
        if isKept.contains(false) { rows.filter(isKept) }
    }

    /// Marks the items that were cleared up to the as-of day: they are no open items, but in the totals that a file states. Counts those of which no day
    /// is known.
    ///
    /// - Returns: One flag a row; empty when there are none.
    func clearedRows(_ text: RawSpan, _ batch: inout Batch) -> [Bool] {
        guard plan.meaning.leavesOutCleared, let index = plan.clearingIndex else {
            guard let document = plan.meaning.clearingDocumentField, plan.clearingIndex == nil else { return [] }
            batch.undatedClearings = (0..<rows.count).count { field($0, document).count > 0 }
            return []
        }
        var isCleared = [Bool](repeating: false, count: rows.count)
        for row in 0..<rows.count {
            let day = batch.days[index][row]
            guard day != ItemColumns.noDay else {
                if let document = plan.meaning.clearingDocumentField, field(row, document).count > 0 { batch.undatedClearings += 1 }
                continue
            }
            guard let through = plan.meaning.clearedThrough ?? plan.asOfIndex.map({ batch.days[$0][row] }), day <= through else { continue }
            isCleared[row] = true
            if let amount = controlRow(text, row) { batch.leftOutRows.append(amount) }
        }
        return isCleared
    }

    private func field(_ row: Int, _ index: Int) -> FieldBounds { rows.fields[row * rows.columnCount + index] }

    private func isNoItem(_ row: Int) -> Bool {
        !plan.rowRules.itemFields.isEmpty && plan.rowRules.itemFields.allSatisfy { field(row, $0).count == 0 }
    }

    private func isRepeatedHeader(_ text: RawSpan, _ row: Int) -> Bool {
        let header = plan.rowRules.header
        guard !header.isEmpty else { return false }
        func equals(_ index: Int) -> Bool {
            let bounds = field(row, index)
            return bounds.count == header[index].count
                && (0..<bounds.count).allSatisfy { text.byte(Int(bounds.start) + $0) == header[index][$0] }
        }
        return equals(plan.rowRules.headerField) && header.indices.allSatisfy(equals)
    }

    /// Whether a row that is no item names a group: it has one text, which is no amount, and nothing else.
    private func isHeading(_ row: Int) -> Bool {
        let filled = (0..<rows.columnCount).lazy.filter { field(row, $0).count > 0 }.prefix(2)
        return filled.count == 1 && filled.first != plan.amounts[0].fieldIndex
    }

    /// Whether a row names a group with its sum beside it: the rows below have no customer of their own, and its words are those of no total.
    private func isHeadingWithSum(_ text: RawSpan, _ row: Int, _ groups: [Group]) -> Bool {
        guard let group = plan.rowRules.groupField, let first = firstText(row), field(row, group).start == first.start,
            field(row, group).count > 0,
            row + 1 < rows.count, field(row + 1, group).count == 0, !isNoItem(row + 1)
        else { return false }
        let word = text.text(first.range).lowercased()
        return !Self.totalWords.contains(where: word.contains)
            && !groups.contains { ends(text, first, with: $0.heading) }
    }

    /// Whether a text without a digit stands in the column of amounts.
    private func hasWordForAmount(_ text: RawSpan, _ row: Int) -> Bool {
        guard let amount = plan.amounts[0].fieldIndex else { return false }
        let bounds = field(row, amount)
        return bounds.count > 0 && !bounds.range.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text.byte($0)) }
    }

    /// What stands in the column of customers in a row that is no item, and what that may be.
    private func customer(_ text: RawSpan, _ row: Int) -> (String?, ControlRow.Naming) {
        guard let customer = plan.wide[1].fieldIndex, field(row, customer).count > 0 else { return (nil, .open) }
        let own = fieldText(text, row, customer)
        let before = (0..<customer).filter { field(row, $0).count > 0 }.map { fieldText(text, row, $0) }
        if before.contains(where: { $0.allSatisfy { $0 == "*" } }) { return (nil, .open) }
        func hasWords(_ text: String) -> Bool {
            let words = text.lowercased()
            return Self.totalWords.contains(where: words.contains)
        }
        // A name may have them too: Total Gas, Sommer.
        if before.contains(where: hasWords) { return (own, .total) }
        if hasWords(own) { return (own, .open) }
        // Totals begin with their words.
        return (own, customer > 0 ? .customer : own.contains(where: \.isLetter) ? .creditor : .open)
    }

    /// Words that totals have in their texts.
    private static let totalWords = ["total", "gesamt", "summe", "somme", "somma", "sum of", "overall"]

    /// The first field of a row that is not empty.
    private func firstText(_ row: Int) -> FieldBounds? {
        (0..<rows.columnCount).lazy.map { field(row, $0) }.first { $0.count > 0 }
    }

    /// Whether the words of a total end with a heading, as a word of its own and in any case of ASCII letters.
    private func ends(_ text: RawSpan, _ total: FieldBounds, with heading: FieldBounds) -> Bool {
        guard heading.count <= total.count else { return false }
        let start = Int(total.end) - heading.count
        func letter(_ byte: UInt8) -> UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte }
        if heading.count < total.count {
            let before = letter(text.byte(start - 1))
            let isPartOfWord =
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(before) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(before)
            if isPartOfWord { return false }
        }
        return (0..<heading.count).allSatisfy { letter(text.byte(start + $0)) == letter(text.byte(Int(heading.start) + $0)) }
    }

    /// Gives a row the customer of a heading.
    private mutating func setGroup(_ row: Int, _ heading: FieldBounds) {
        guard let field = plan.rowRules.groupField else { return }
        rows.fields[row * rows.columnCount + field] = heading
        filledGroups[rows.starts[row]] = heading
    }

    /// A heading of a customer, and the rows that have their customer from it.
    private struct Group {
        let heading: FieldBounds
        let line: Int
        var rows: [Int] = []
    }

    /// The group that the words of a total close: the one with the longest heading that they end with, of several the last.
    private func group(_ groups: [Group], closedBy total: FieldBounds, _ text: RawSpan) -> Int? {
        var found: Int?
        for index in groups.indices.reversed() where ends(text, total, with: groups[index].heading) {
            if found.map({ groups[$0].heading.count < groups[index].heading.count }) ?? true { found = index }
        }
        return found
    }

    private func leftOutReason(_ text: RawSpan, _ row: Int) -> String? {
        plan.rowRules.leftOut.first { rule in
            let bounds = field(row, rule.field)
            guard let values = rule.values else { return bounds.count > 0 }
            return values.contains(text.text(bounds.range).lowercased())
        }?.reason
    }

    /// The amount of a row that is no item; nil when the row has none.
    private func controlRow(_ text: RawSpan, _ row: Int) -> ControlRow? {
        guard let amount = plan.amounts[0].fieldIndex else { return nil }
        guard field(row, amount).count > 0, !hasWordForAmount(text, row) else { return nil }
        let bounds = field(row, amount)
        let line = Int(rows.lines[row])
        let code: String
        switch plan.narrow[0].column.source {
        case .field(let index): code = plan.narrow[0].column.canonical(fieldText(text, row, index))
        case .constant(let constant): code = constant
        case .absent: code = ""
        }
        // A number with a type has a decimal point.
        let mark = rows.type(row: row, field: amount) == .number ? .point : plan.styles.mark(plan.amounts[0].name)
        let scan = AmountScan(text, Int(bounds.start), bounds.count, mark: mark.byte, otherMark: mark.otherByte)
        var isCredit: Bool?
        if let words = plan.meaning.indicator {
            switch words.meaning(fieldText(text, row, words.field), isNegative: scan.isNegative) {
            case .credit: isCredit = true
            case .debit: isCredit = false
            case .asWritten, .unknown: break
            }
        }
        return ControlRow(line: line, currency: code, amount: scan, isCredit: isCredit, groupLine: nil)
    }
}

extension ColumnPlan {
    /// The canonical value of a value of the file.
    func canonical(_ value: String) -> String { valueMap[value] ?? value }
}
