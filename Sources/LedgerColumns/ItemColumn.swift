/// A column of items that can be asked for by itself. Raw values are the names in the store.
public enum ItemColumn: String, CaseIterable, Hashable, Sendable {
    case document, company, customer, currency, kind, line, reference
    case documentDay = "document_day"
    case dueDay = "due_day"
    case amountMinor = "amount_minor"
    case openMinor = "open_minor"
}
