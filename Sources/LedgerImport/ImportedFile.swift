import Ledger
import LedgerColumns

/// A file that was read whole: its content and what was found on the way.
public struct ImportedFile: Sendable {
    /// What the import tells about the file.
    public let report: ImportReport
    /// The validated content.
    public let content: ImportedContent

    /// A file as it was read.
    public init(report: ImportReport, content: ImportedContent) {
        self.report = report
        self.content = content
    }
}

/// The validated content of one file, by kind.
public enum ImportedContent: Hashable, Sendable {
    /// The open items on a day.
    case ledger(day: Day, PackedItems)
    /// Movements.
    case postings(PostingColumns)
    /// Invoices with clearing dates, and what is rebuilt from them.
    case history(RebuiltHistory)
    case customers([Customer])
    case analysts([Analyst])
    case portfolios([PortfolioAssignment])
    /// Contacts, by id.
    case activities(ActivityColumns)
    case promises([PaymentPromise])
    case disputes([Dispute])
    case targets([Target])
    case rates([ExchangeRate])
    case interest([InterestRate])
}

extension ImportedContent {
    /// The customers of the open items of its days, each once; none of postings and small tables. Linear in the items.
    public var openCustomers: [String] {
        switch self {
        case .ledger(_, let items): items.usedCustomers
        case .history(let history): Array(history.snapshots.reduce(into: Set()) { $0.formUnion($1.items.usedCustomers) })
        default: []
        }
    }
}

extension ItemColumns {
    /// The customers that items are of, each once: a dictionary may have others, of rows that were not taken.
    public var usedCustomers: [String] {
        var isUsed = [Bool](repeating: false, count: customers.values.count)
        for code in customer { isUsed[Int(code)] = true }
        return isUsed.indices.filter { isUsed[$0] }.map { customers.values[$0] }
    }
}
