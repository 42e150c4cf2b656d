/// What a document is known by where lines do not matter: its company and number.
public struct DocumentKey: Hashable, Sendable {
    public let company: String
    public let document: String

    public init(company: String, document: String) {
        self.company = company
        self.document = document
    }

    /// `IT01/4711`.
    public var text: String { company + "/" + document }
}

extension ItemColumns {
    /// The document of an item.
    public func documentKey(_ row: Int) -> DocumentKey { DocumentKey(company: companies[company[row]], document: document[row]) }
}

extension HistoryColumns {
    /// The document of an invoice.
    public func documentKey(_ row: Int) -> DocumentKey { DocumentKey(company: companies[company[row]], document: document[row]) }
}

extension PostingColumns {
    /// The document that a posting is of.
    public func documentKey(_ row: Int) -> DocumentKey { DocumentKey(company: companies[company[row]], document: document[row]) }

    /// The document that a posting is applied to; nil when it names none.
    public func clearedKey(_ row: Int) -> DocumentKey? {
        clears.range(row).isEmpty ? nil : DocumentKey(company: companies[company[row]], document: clears[row])
    }
}
