import Ledger
import Metrics
import Reports
import StrictYAML

extension ReportSpec {
    /// Refuses lists of analysts that neither the table of analysts nor the day's portfolios know; `house` is always known.
    ///
    /// - Throws: 78 with the place in the spec and the nearest id, for each of them.
    func checkAnalysts(_ tables: ReferenceTables, portfolios: [String], asOf: Day) throws {
        let ids = Set(tables.analysts.keys).union(portfolios).subtracting([PortfolioIndex.house])
        let known = ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } + [PortfolioIndex.house]
        let faults = sections.flatMap(\.blocks).compactMap { block -> Diagnostic? in
            guard case .list(let list) = block, let analyst = list.analyst, let place = list.analystPlace, !known.contains(analyst) else {
                return nil
            }
            return place.fault(
                "unknown-analyst", "there is no analyst \"\(analyst)\" on \(asOf.isoText)",
                advice: NearestWord.advice(for: analyst, in: known))
        }
        if !faults.isEmpty { throw CommandError(.wrongConfiguration, faults) }
    }
}
