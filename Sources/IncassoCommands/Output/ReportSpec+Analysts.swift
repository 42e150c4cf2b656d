import Ledger
import Metrics
import Reports
import StrictYAML

extension ReportSpec {
    /// Refuses lists of analysts, and names of those who agreed to be named, that neither the table of analysts nor the day's portfolios know. Lists always know
    /// `house`, which is nobody to be named.
    ///
    /// - Throws: 78 with the place in the spec and the nearest id, for each of them.
    func checkAnalysts(_ tables: ReferenceTables, portfolios: [String], asOf: Day) throws {
        let ids = Set(tables.analysts.keys).union(portfolios).subtracting([PortfolioIndex.house])
        let people = ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let faults = sections.flatMap(\.blocks).flatMap { block -> [Diagnostic] in
            let known = if case .list = block { people + [PortfolioIndex.house] } else { people }
            return block.writtenAnalysts.filter { !known.contains($0.id) }.map { analyst in
                analyst.place.fault(
                    "unknown-analyst", "there is no analyst \"\(analyst.id)\" on \(asOf.isoText)",
                    advice: NearestWord.advice(for: analyst.id, in: known))
            }
        }
        if !faults.isEmpty { throw CommandError(.wrongConfiguration, faults) }
    }
}

extension BlockSpec {
    /// The analysts that the block names by their ids, and where.
    fileprivate var writtenAnalysts: [(id: String, place: YAMLNode.Location)] {
        switch self {
        case .list(let list):
            if let analyst = list.analyst, let place = list.analystPlace { [(id: analyst, place: place)] } else { [] }
        case .accolades(let rules): zip(rules.named, rules.namedPlaces).map { (id: $0, place: $1) }
        default: []
        }
    }
}
