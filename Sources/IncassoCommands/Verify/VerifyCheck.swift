import EmbeddedEngine
import Ledger
import LedgerStore
import Metrics

/// A named check of `verify`. One file a check in this folder.
struct VerifyCheck: Sendable {
    /// What is compared: `bridge`.
    let name: String
    /// The breaks found, first things first; empty when all is well.
    let breaks: @Sendable (VerifyInput) throws -> [Diagnostic]

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
