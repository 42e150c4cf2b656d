import Ledger
import Metrics

extension VerifyCheck {
    /// Opening + postings = closing, for every company, customer and currency; only for days whose month has an opening snapshot and postings.
    static let bridge = VerifyCheck(name: "bridge") { input in
        guard case .success(let reconciliation) = try Reconciliation.of(input.day, input.engine) else { return [] }
        return reconciliation.breaks.map { line in
            input.broken(
                "bridge",
                "company \(line.company), customer \(line.customer ?? ""), \(line.currency.code): opening and postings since "
                    + "\(reconciliation.period.first.isoText) do not give the closing balance")
        }
    }
}
