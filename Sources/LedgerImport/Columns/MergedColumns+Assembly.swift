import Ledger
import LedgerColumns

extension MergedColumns {
    /// The columns as open items; for ledger files.
    func itemColumns() -> ItemColumns {
        var items = ItemColumns()
        items.companies = dictionaries[0]
        items.company = wide[0]
        items.customers = dictionaries[1]
        items.customer = wide[1]
        items.lines = dictionaries[2]
        items.line = wide[2]
        items.currencies = currencies
        items.currency = narrow[0]
        items.kind = narrow[1]
        items.documentDay = days[0]
        items.dueDay = days[1]
        items.openMinor = amounts[0]
        items.amountMinor = amounts[1]
        items.document = texts[0]
        items.reference = texts[1]
        return items
    }

    /// The columns as postings; for postings files.
    func postingColumns() -> PostingColumns {
        var postings = PostingColumns()
        postings.companies = dictionaries[0]
        postings.company = wide[0]
        postings.customers = dictionaries[1]
        postings.customer = wide[1]
        postings.lines = dictionaries[2]
        postings.line = wide[2]
        postings.currencies = currencies
        postings.currency = narrow[0]
        postings.kind = narrow[1]
        postings.documentDay = days[0]
        postings.dueDay = days[1]
        postings.postingDay = days[2]
        postings.amountMinor = amounts[0]
        postings.document = texts[0]
        postings.clears = texts[1]
        return postings
    }

    /// The columns as invoices of a history; for history files. A file without any company has the one company `unknown`.
    func historyColumns() -> HistoryColumns {
        var history = HistoryColumns()
        history.companies = dictionaries[0].values == [""] ? StringDictionary(values: ["unknown"]) : dictionaries[0]
        history.company = wide[0]
        history.customers = dictionaries[1]
        history.customer = wide[1]
        history.currencies = currencies
        history.currency = narrow[0]
        history.disputed = narrow[1]
        history.documentDay = days[0]
        history.dueDay = days[1]
        history.clearedDay = days[2]
        history.amountMinor = amounts[0]
        history.document = texts[0]
        return history
    }

    /// Takes out rows. The dictionaries keep their values.
    mutating func remove(rows removed: Set<Int>) {
        func kept<Value>(_ values: [Value]) -> [Value] {
            values.enumerated().filter { !removed.contains($0.offset) }.map(\.element)
        }
        texts = texts.map { column in
            var shortened = StringColumn()
            for row in 0..<column.count where !removed.contains(row) { shortened.append(column[row]) }
            return shortened
        }
        lines = kept(lines)
        wide = wide.map(kept)
        narrow = narrow.map(kept)
        days = days.map(kept)
        amounts = amounts.map(kept)
    }
}
