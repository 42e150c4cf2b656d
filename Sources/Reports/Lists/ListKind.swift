import Ledger
import Metrics
import StrictYAML

/// The lists there are; raw values are the words of specs and of `incasso list`.
public enum ListKind: String, CaseIterable, Sendable {
    case highRisk = "high-risk"
    case worklist, promises, disputes, unapplied, reconciliation

    /// The ids of the list's columns, in their order.
    public func columnIds(_ aging: AgingLimits) -> [String] {
        let context = ListContext(words: words(.english), currency: .eur, aging: aging, imported: .all)
        return switch self {
        case .highRisk: HighRiskList.columns(context).map(\.id)
        case .worklist: Worklist.columns(context).map(\.id)
        case .promises: PromiseList.columns(context).map(\.id)
        case .disputes: DisputeList.columns(context).map(\.id)
        case .unapplied: UnappliedList.columns(context).map(\.id)
        case .reconciliation: ReconciliationList.columns(context).map(\.id)
        }
    }

    /// The records that are its rows; nil for rows of the ledger.
    var record: RecordKind? {
        switch self {
        case .promises: .promises
        case .disputes: .disputes
        case .highRisk, .worklist, .unapplied, .reconciliation: nil
        }
    }

    /// The columns of a narrow table; the other facts stand in "because" or in the full table.
    public var narrowColumnIds: [String] {
        switch self {
        case .highRisk: ["customer", "name", "portfolio", "risk-score", "ar-net", "ar-past-due", "next-step", "because"]
        case .worklist: ["customer", "name", "language", "portfolio", "points", "ar-past-due", "next-step", "because"]
        case .promises: ["state", "promise", "customer", "due", "promised", "paid", "currency", "because"]
        case .disputes: ["dispute", "customer", "document", "opened", "amount", "currency", "department", "because"]
        case .unapplied: ["customer", "document", "document-day", "age", "open", "currency", "clears", "because"]
        case .reconciliation: ["company", "customer", "currency", "opening", "postings", "closing", "unexplained", "because"]
        }
    }
}

/// What a list shows.
public struct ListSpec: Hashable, Sendable {
    /// The id of its table.
    public var id: String
    public var of: ListKind
    /// Rows shown; the rest is counted.
    public var rows: Int
    /// The table's title; nil: the list's name.
    public var title: LocalizedText?
    /// Only the portfolio of this analyst (or `house`); nil: all.
    public var analyst: String?
    /// Where a spec names the analyst, for messages; nil where none does.
    public var analystPlace: YAMLNode.Location?
    /// Ids of the columns shown, in this order; nil: all.
    public var columns: [String]?
    /// Reasons told of a row at most, without their points; nil: all, with points.
    public var reasons: Int?

    public init(
        id: String, of: ListKind, rows: Int, title: LocalizedText? = nil, analyst: String? = nil, columns: [String]? = nil,
        reasons: Int? = nil, analystPlace: YAMLNode.Location? = nil
    ) {
        self.id = id
        self.of = of
        self.rows = rows
        self.title = title
        self.analyst = analyst
        self.columns = columns
        self.reasons = reasons
        self.analystPlace = analystPlace
    }
}

/// What the cells of a list are made with.
struct ListContext {
    let words: any Words
    let currency: Currency
    let aging: AgingLimits
    /// The kinds of records the store knows.
    let imported: ImportedRecords
    /// Reasons told of a row at most, without their points; nil: all, with points.
    var reasons: Int?

    /// The reasons of a row, those of the most points first.
    func because<Reason>(_ found: [Reason], _ text: (Reason) -> (text: String, points: Int)) -> String {
        found.prefix(reasons ?? found.count).map { reason in
            let (text, points) = text(reason)
            return reasons == nil ? words.points(text, points) : text
        }.joined(separator: "; ")
    }

    func columnId(_ metric: Metric) -> String { metric.id(aging).replacing(".", with: "-") }
}
