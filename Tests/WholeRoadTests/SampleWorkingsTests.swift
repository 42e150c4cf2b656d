import Foundation
import Ledger
import LedgerImport
import LedgerStore
import Metrics
import RenderedFiles
import Testing

@testable import IncassoCommands

/// What `explain --rows` prints of the sample, for every figure and scope, added up by whoever reads it.
@Suite("Explained figures of the sample")
struct SampleWorkingsTests {
    private static let sample = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "sample-data").path

    @Test(
        "have rows whose printed shares reduce to the printed figure, for every id and scope", .tags(.slow),
        arguments: ["2026-10-31", "2026-11-06"])
    func everyFigure(day: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.sample).filter {
            $0.hasSuffix(".csv") && !$0.hasPrefix("sap-")
        }
        try TemporaryFolder.with { folder in
            var policy = Policy()
            policy.lossRates = [5, 20, 50, 150, 500].map { Rational($0, 1000) }
            let road = try Road(in: folder, policy)
            try road.take(paths: names.sorted().map { Self.sample + "/" + $0 })
            let engine = try road.engine()
            let figures = try engine.figures(asOf: try #require(Day(iso: day)))
            let net = try WorkingBuilder(engine: engine, figures: figures).working(of: .arNet)
            let sources = try WorkingSources(of: net, in: road.store)
            var checked: [Scope: Int] = [:]
            for scope in Scope.allCases {
                // Of many keys some; the last ones are the house and what is unknown.
                let keys = figures.keys(scope)
                for key in keys.prefix(2) + keys.dropFirst(2).suffix(1) {
                    let check = try ExplainedCheck(engine, figures, sources, scope, key)
                    #expect(check.differences.isEmpty, "\(scope) \(key): \(check.differences.prefix(5))")
                    checked[scope, default: 0] += check.checked
                }
            }
            // Fewer of companies and currencies, which disputes, promises and contacts do not tell apart.
            #expect(checked.values.allSatisfy { $0 > 60 }, "\(checked)")
        }
    }
}

/// The base figures of one scope key, each against what is printed of its rows and inputs. The others are formulas over these.
private struct ExplainedCheck {
    private(set) var differences: [String] = []
    private(set) var checked = 0

    init(_ engine: MetricsEngine, _ figures: DayFigures, _ sources: WorkingSources, _ scope: Scope, _ key: String) throws {
        let aging = figures.frame.policy.aging
        let builder = WorkingBuilder(engine: engine, figures: figures, scope: scope, key: key)
        for metric in Metric.catalogue(aging) + Metric.allInputs(aging) {
            guard case .base = metric.definition(figures.frame) else { continue }
            let working = try builder.working(of: metric)
            guard working.value.rational != nil else { continue }
            var explained = ExplainedFigure(
                working: working, place: FigurePlace(grouping: .scope(scope), key: key), frame: figures.frame, language: .english,
                sources: sources)
            explained.rows = working.evidence.isEmpty ? [] : [(metric, try builder.rows(of: metric))]
            let text = Data(explained.json.text.utf8)
            let object = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
            let figure = try #require(object["figure"] as? [String: Any])
            let value = try #require((figure["value"] as? NSNumber)?.doubleValue)
            let rows = object["rows"] as? [[String: Any]] ?? []
            guard let reduced = Self.reduced(working, figure, rows) else { continue }
            checked += 1
            // Ratios, days and indices are printed with twelve digits; a mean of money and a weighted sum are rounded to the cent.
            let tolerance = max(abs(value) * 1e-10, metric == .landingError || working.weights != nil ? 0.0051 : 1e-9)
            if abs(reduced - value) > tolerance { differences.append("\(metric.id(aging)): \(reduced) instead of \(value)") }
        }
    }

    /// The figure made anew from what is printed; nil for figures of the calendar.
    private static func reduced(_ working: FigureWorking, _ figure: [String: Any], _ rows: [[String: Any]]) -> Double? {
        func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }
        let inputs = figure["inputs"] as? [[String: Any]] ?? []
        if working.metric == .dsoCountback {
            return (figure["months"] as? [[String: Any]] ?? []).map { number($0["days"]) }.reduce(0, +)
        }
        if let weights = working.weights {
            return zip(inputs, weights).map { number($0["value"]) * $1.doubleValue }.reduce(0, +)
        }
        if working.metric == .targetDaily {
            let parts = inputs.map { number($0["value"]) }
            return max(0, (parts[0] - parts[1]) / parts[2] * 100).rounded(.toNearestOrEven) / 100
        }
        guard !working.evidence.isEmpty else { return nil }
        let divisors = rows.compactMap { $0["denominator"] as? NSNumber }
        let sum = rows.map { number($0["numerator"]) }.reduce(0, +)
        return divisors.isEmpty ? sum : sum / divisors.map(\.doubleValue).reduce(0, +)
    }
}
