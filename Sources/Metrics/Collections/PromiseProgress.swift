import Ledger

/// How far a promise has come by a day: what was paid of it, and whether it is judged yet.
public struct PromiseProgress: Hashable, Sendable {
    /// Where a promise is on its way from made to judged.
    public enum State: String, CaseIterable, Sendable {
        /// Judged: due day and tolerance have passed, and nothing, a part or all was paid.
        case broken, partial, kept
        /// The due day has passed, its tolerance has not or there are no postings to judge it by, and something is missing.
        case pending
        case dueToday = "due-today"
        /// Due after D in D's week, Monday to Sunday.
        case dueThisWeek = "due-this-week"
        case later
        /// Paid in full before it is judged.
        case paid
    }

    public let promise: PaymentPromise
    /// Minor units of the promise's currency; at most what was promised.
    public let paidMinor: Int64
    /// The due day with its tolerance: the last day on which a payment keeps the promise.
    public let lastDay: Day
    public let state: State

    /// What is missing, in minor units of the promise's currency.
    public var missingMinor: Int64 { promise.amountMinor - paidMinor }

    /// Whether the promise still binds: made, not judged, not paid in full.
    public var isOpen: Bool { [.pending, .dueToday, .dueThisWeek, .later].contains(state) }

    /// Whether due day and tolerance have passed.
    public var isJudged: Bool { [.broken, .partial, .kept].contains(state) }

    init(_ judgement: PromiseJudgement, asOf: Day) {
        promise = judgement.promise
        paidMinor = judgement.paidMinor
        lastDay = judgement.lastDay
        let due = judgement.promise.dueOn
        switch judgement.standing(on: asOf) {
        case .judged(.broken): state = .broken
        case .judged(.partial): state = .partial
        case .judged(.kept): state = .kept
        case .withinTolerance, .open:
            state =
                judgement.outcome == .kept
                ? .paid
                : due < asOf ? .pending : due == asOf ? .dueToday : due.days(since: asOf) <= 7 - asOf.weekday ? .dueThisWeek : .later
        }
    }

    /// The same progress of a promise that was cut.
    func of(_ promise: PaymentPromise) -> PromiseProgress {
        PromiseProgress(promise: promise, paidMinor: paidMinor, lastDay: lastDay, state: state)
    }

    private init(promise: PaymentPromise, paidMinor: Int64, lastDay: Day, state: State) {
        self.promise = promise
        self.paidMinor = paidMinor
        self.lastDay = lastDay
        self.state = state
    }
}
