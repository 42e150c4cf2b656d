/// The kind of an open item. Raw values are the column codes of stored snapshots and never change.
public enum ItemKind: UInt8, CaseIterable, Sendable {
    case invoice = 0
    case creditNote = 1
    case payment = 2
    case debitNote = 3
    case other = 4

    /// The word used in canonical files.
    public var name: String {
        switch self {
        case .invoice: "invoice"
        case .creditNote: "credit_note"
        case .payment: "payment"
        case .debitNote: "debit_note"
        case .other: "other"
        }
    }
}

/// The kind of a posting. Raw values are the column codes of stored postings and never change.
public enum PostingKind: UInt8, CaseIterable, Sendable {
    case invoice = 0
    case payment = 1
    case creditNote = 2
    case writeOff = 3
    case adjustment = 4

    /// The word used in canonical files.
    public var name: String {
        switch self {
        case .invoice: "invoice"
        case .payment: "payment"
        case .creditNote: "credit_note"
        case .writeOff: "write_off"
        case .adjustment: "adjustment"
        }
    }
}

/// The kinds of input file. Raw values are the words of the command line.
public enum FileKind: String, CaseIterable, Sendable {
    case ledger, postings, history, customers, analysts, portfolios, activities, promises, disputes, targets, rates, interest
}

/// A language reports are written in. Raw values are ISO 639-1 codes.
public enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case italian = "it"
}

/// The dimension a figure is given by.
public enum Scope: String, CaseIterable, Sendable {
    case all, company, currency, country, segment, team, analyst, customer
}
