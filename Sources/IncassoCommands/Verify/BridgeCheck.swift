import Ledger
import Metrics

extension VerifyCheck {
    /// Opening + postings = closing, for every company, customer and currency; only for days whose month has an opening snapshot and postings.
    static let bridge = VerifyCheck(
        name: "bridge",
        outcome: { input in
            switch try Reconciliation.of(input.day, input.engine) {
            case .failure(let missing): return .notAvailable(missing.reason)
            case .success(let reconciliation): return .checked(reconciliation.breaks.map { input.broken($0, reconciliation.period) })
            }
        })
}

extension VerifyInput {
    fileprivate func broken(_ line: Reconciliation.Line, _ period: Period) -> Diagnostic {
        broken(
            "bridge",
            "company \(line.company), customer \(line.customer ?? ""), \(line.currency.code): opening and postings since "
                + "\(period.first.isoText) do not give the closing balance")
    }
}
