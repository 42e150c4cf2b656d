import Ledger
import Metrics

/// The words of lists.
public protocol ListWords: Sendable {
    /// The title of a list.
    func name(_ list: ListKind) -> String
    /// How a list's rows come about; nil when the title says it all. `withPoints`: whether reasons carry their points.
    func caption(_ list: ListKind, _ policy: Policy, withPoints: Bool) -> String?
    func heading(_ heading: ListColumnHeading) -> String
    /// "12 more accounts".
    func more(_ count: Int, in list: ListKind) -> String
    /// "12 more": keys of a scope that have no row of their own.
    func moreKeys(_ count: Int) -> String
    /// "3 more are not shown": keys of a scope without a column.
    func moreKeysNotShown(_ count: Int) -> String
    /// The name of the row with the keys that have none of their own: "12 others".
    func otherKeys(_ count: Int) -> String
    /// Why that row lacks a figure, without a full stop.
    var notOfOtherKeys: String { get }
    /// What stands in place of a list without rows.
    func nothing(in list: ListKind) -> String

    /// Why a rule of the risk score fires, without its points.
    func because(_ reason: RiskReason, _ currency: Currency) -> String
    /// Why a rule of the worklist fires, without its points.
    ///
    /// - Parameter imported: Of other records the text says nothing.
    func because(_ reason: WorkReason, _ currency: Currency, _ imported: ImportedRecords) -> String
    func because(_ promise: PromiseProgress) -> String
    func because(_ dispute: DisputeRow) -> String
    func because(_ unapplied: UnappliedRow) -> String
    func because(_ line: Reconciliation.Line) -> String
    /// A reason with the points it gives.
    func points(_ reason: String, _ points: Int) -> String

    func step(_ step: NextStep) -> String
    /// No rule of the worklist asks for anything.
    var noStep: String { get }
    /// What is being done already: the account was escalated lately.
    func underWay(escalatedOn day: Day) -> String
    /// Whether an account is to be escalated, and when it last was.
    func escalation(isDue: Bool, last: Day?) -> String
    func state(_ state: PromiseProgress.State) -> String
    func kind(_ kind: ItemKind) -> String
    /// An item for the call: document, due day, days late, amount.
    func item(_ item: OpenItem) -> String
    /// A document with its line.
    func document(_ item: OpenItem) -> String
    func contact(_ activity: Activity) -> String
    func dispute(_ dispute: DisputeRow) -> String
    func promise(_ promise: PromiseProgress) -> String
    func proposal(_ proposal: ClearingProposal) -> String

    var allCustomers: String { get }
    func stamp(_ reconciliation: Reconciliation) -> String
    /// Whether the balances are what was counted at import; the currencies in which they are not.
    func controlTotals(differing: [Currency]) -> String
    func notReconciled(_ reason: UnavailableReason) -> String

    /// A rule of the risk score and of the worklist, as Method names it and says what it does.
    func name(_ rule: RiskRules.Rule) -> String
    func value(_ rule: RiskRules.Rule, _ policy: Policy) -> String
    func name(_ rule: WorklistRules.Rule) -> String
    func value(_ rule: WorklistRules.Rule, _ policy: Policy) -> String
    /// That columns by age have credits in them, and the rest of a row counts debit items only.
    var creditsInColumns: String { get }
    /// That the credit limits of so many accounts are not judged, and why; without a full stop in the reason.
    func unjudgedLimits(_ limits: [UnjudgedLimits]) -> String
    /// That a rule is not judged; why follows.
    var notJudged: String { get }
    /// That some rules are not judged, since no records of these kinds were imported; at least one kind.
    func unjudged(without kinds: [RecordKind]) -> String
}

/// Headings of list columns.
public enum ListColumnHeading: Hashable, CaseIterable, Sendable {
    case customer, name, portfolio, creditLimit, oldestDaysLate, lastContact, nextStep, escalation, because, points, language, askable
    case pastDueItems, oldestItem, dispute, promise, state, document, madeOn, dueOn, promised, paid, missing, currency, openedOn, age,
        amount
    case converted, openOfDocument, reason, department, company, kind, documentDay, open, clears, opening, postings, closing, unexplained
    case debits, credits
}

extension OpenItem {
    /// The document with its line.
    var label: String { line.isEmpty ? document : document + "/" + line }
}
