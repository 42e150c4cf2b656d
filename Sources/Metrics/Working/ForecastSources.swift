import Ledger
import LedgerColumns

/// What the landing forecast and its re-runs look at besides the items of a portfolio: promises, payments and disputes of everybody. May be shared by threads.
final class ForecastSources: Sendable {
    /// Of the whole ledger.
    private let reader: EvidenceReader
    private let convertsHabits = MadeOnce<Bool>()
    private let convertsRuns = MadeOnce<Bool>()

    /// - Parameter figures: Of the engine, of the whole ledger.
    init(_ engine: MetricsEngine, _ figures: DayFigures) {
        reader = EvidenceReader(engine: engine, figures: figures, scope: .all, key: "")
    }

    /// Kind, tables and postings of the rows behind a figure of a forecast, which are not counted; rates are named as a table, not one by one. nil for other rows.
    ///
    /// - Parameter own: Reads the portfolio's items.
    /// - Throws: what the engine's source throws.
    func evidence(_ rows: Basis.Rows, _ measure: Basis.Measure, own: EvidenceReader) throws -> Evidence? {
        let isConverted: Bool
        switch rows {
        case .landing:
            let converts = try convertsHabits.value { try !reader.rates(behind: rows).isEmpty }
            isConverted = try converts || own.convertsDebitItems()
        case .hindcasts: isConverted = try convertsRuns.value { try !reader.rates(behind: rows).isEmpty }
        default: return nil
        }
        var evidence = Evidence(kind: try reader.kind(rows, firstMonth: reader.asOf.month), measure: measure)
        (evidence.tables, evidence.postings) = try reader.sources(rows, firstMonth: reader.asOf.month)
        if isConverted { evidence.tables.insert(.rates) }
        return evidence
    }
}

extension EvidenceReader {
    /// Whether a debit item of the day in the scope key is in another currency than the figures. Linear in the items.
    fileprivate func convertsDebitItems() throws -> Bool {
        guard let items = try items(on: asOf) else { return false }
        let isForeign = items.currencies.map { $0 != tables.rates.reporting }
        let belongs = membership(items)
        return (0..<items.count).contains { items.openMinor[$0] > 0 && isForeign[Int(items.currency[$0])] && belongs($0) }
    }
}
