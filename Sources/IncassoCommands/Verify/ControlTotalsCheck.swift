import Ledger
import LedgerStore
import Metrics

extension VerifyCheck {
    /// The balances that figures are made from against the totals that were counted when the files were stored: net and number of items per currency.
    static let controlTotals = VerifyCheck(name: "control-totals") { input in
        guard let positions = try input.engine.positions(on: input.day) else {
            return [input.broken("control-totals", "the snapshot cannot be read")]
        }
        return try ControlTotals.differing(input.snapshot, positions, store: input.store).map { currency in
            input.broken("control-totals", "items in \(currency.code) differ from what was imported")
        }
    }
}

/// What was counted at import, against the balances that figures are made from.
enum ControlTotals {
    /// The currencies whose net balance or number of items differs, ascending.
    static func differing(_ snapshot: SnapshotInfo, _ positions: PositionsRollup, store: LedgerStore) throws -> [Currency] {
        var counted: [Currency: (net: Int128, items: Int)] = [:]
        for row in 0..<positions.count {
            let currency = positions.groups.currencies[Int(positions.groups.currency[row])]
            counted[currency, default: (0, 0)].net += Int128(positions.netDocumentMinor[row])
            counted[currency, default: (0, 0)].items += Int(positions.debitCount[row] + positions.creditCount[row])
        }
        let totals = try snapshot.totals()
        if totals.contains(where: { counted[$0.currency]?.items != $0.itemCount }) {
            // Items with nothing open are neither debits nor credits: balances do not count them, an import does.
            let items = try store.items(of: snapshot.id, columns: [.currency, .openMinor])
            for row in 0..<items.count where items.openMinor[row] == 0 {
                counted[items.currencies[Int(items.currency[row])], default: (0, 0)].items += 1
            }
        }
        var differing: [Currency] = []
        for total in totals {
            let found = counted.removeValue(forKey: total.currency) ?? (0, 0)
            if found.net != Int128(total.debitMinor) + Int128(total.creditMinor) || found.items != total.itemCount {
                differing.append(total.currency)
            }
        }
        return (differing + counted.keys).sorted()
    }
}
