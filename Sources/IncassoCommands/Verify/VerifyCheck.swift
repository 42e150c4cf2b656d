import EmbeddedEngine
import Ledger
import LedgerStore
import Metrics

/// A named check of `verify`. One file a check in this folder.
struct VerifyCheck: Sendable {
    /// What is compared: `bridge`.
    let name: String
    /// Checks a day.
    let outcome: @Sendable (VerifyInput) throws -> Outcome

    /// What a check found.
    enum Outcome: Sendable {
        /// The breaks, first things first; empty when all is well.
        case checked([Diagnostic])
        /// There was nothing to check it with, and why.
        case notAvailable(UnavailableReason)
    }

    /// A check that every day has what it takes for.
    init(name: String, breaks: @escaping @Sendable (VerifyInput) throws -> [Diagnostic]) {
        self.init(name: name, outcome: { .checked(try breaks($0)) })
    }

    init(name: String, outcome: @escaping @Sendable (VerifyInput) throws -> Outcome) { (self.name, self.outcome) = (name, outcome) }

    /// The checks of every current snapshot, in order.
    static let ofSnapshot: [VerifyCheck] = [controlTotals, buckets, scopes, bridge]
}

/// What the checks of a day look at.
struct VerifyInput: Sendable {
    let snapshot: SnapshotInfo
    let store: LedgerStore
    let engine: EmbeddedEngine
    let figures: DayFigures
    let policy: Policy

    /// The day of the snapshot.
    var day: Day { snapshot.day }

    /// A break: an error with the check's name in its code.
    func broken(_ check: String, _ message: String) -> Diagnostic {
        Diagnostic(
            code: "break-" + check, message: "\(day.isoText): \(message)",
            advice: "`incasso snapshots` names the files of the day; import corrected ones")
    }
}
