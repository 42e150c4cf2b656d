import EmbeddedEngine
import Foundation
import Ledger
import LedgerStore
import Metrics
import Synchronization

// `metrics-benchmark STORE THREADS MONTHS SCOPES [ANSWER]`: every metric of the catalogue for every key of the scopes (comma-separated, or `every`) on the latest MONTHS
// month-ends of a store, from the kept rollups. Prints JSON: days, figures, how many are available, seconds, and a hash of all values that depends on neither threads nor
// order. With ANSWER it writes instead the amounts that the other side of the benchmark is compared on, a line a day, scope and key.

/// What the days add up to; additions wrap, so that order does not matter.
struct Tally {
    var figures = 0
    var available = 0
    var hash: UInt64 = 0

    mutating func add(_ value: FigureValue, seed: UInt64) {
        figures += 1
        let bits: UInt64
        switch value {
        case .money(let number), .count(let number): bits = UInt64(bitPattern: number)
        // As the cell of a workbook gets it; the same for equal fractions.
        case .ratio(let number), .days(let number), .index(let number): bits = number.doubleValue.bitPattern
        case .unavailable: return
        }
        available += 1
        hash &+= (bits &* 0x9E37_79B9_7F4A_7C15 ^ seed) &* 0xD6E8_FEB8_6659_FD93
    }

    mutating func add(_ other: Tally) {
        figures += other.figures
        available += other.available
        hash &+= other.hash
    }
}

/// The amounts both sides are compared on.
let comparedIds = [
    "ar.net", "ar.gross", "ar.credits", "ar.past-due", "aging.current", "aging.1-30", "aging.31-60", "aging.61-90", "aging.over-90",
    "sales",
    "bridge.opening", "bridge.cash", "bridge.credit-notes", "bridge.write-offs", "bridge.adjustments", "collect.cash",
    "collect.collectable",
    "collect.on-collectable",
]

func fail(_ message: String, status: Int32) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(status)
}

/// Writes the compared amounts, a line a day, scope and key.
func writeAnswer(_ engine: EmbeddedEngine, _ days: [Day], _ scopes: [Scope], _ policy: Policy, threads: Int, to path: String) throws {
    let metrics = comparedIds.map { id in
        guard let metric = Metric(id: id, aging: policy.aging) else { fail("there is no metric \(id)", status: 1) }
        return metric
    }
    let lines = Mutex([String]())
    try engine.metrics.forEachDay(days, scopes: { _ in scopes }, threads: threads) { day, figures in
        var found: [String] = []
        for scope in scopes {
            figures.forEachKey(scope, EvaluationPlan(metrics, frame: figures.frame)) { key, values in
                // A month without an opening snapshot has no such figures; the other side writes 0.
                let amounts = values.map { value in if case .money(let minor) = value { String(minor) } else { "0" } }
                found.append("\(day.isoText),\(scope.rawValue),\(key),\(amounts.joined(separator: ","))")
            }
        }
        lines.withLock { $0 += found }
    }
    try Data((lines.withLock { $0.sorted() }.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
}

/// Every metric of the catalogue for every key of the scopes.
func tally(_ engine: EmbeddedEngine, _ days: [Day], _ scopes: [Scope], _ policy: Policy, threads: Int) throws -> Tally {
    let total = Mutex(Tally())
    try engine.metrics.forEachDay(days, scopes: { _ in scopes }, threads: threads) { _, figures in
        var tally = Tally()
        let plan = EvaluationPlan(Metric.catalogue(policy.aging), frame: figures.frame)
        for scope in scopes {
            figures.forEachKey(scope, plan) { _, values in
                for (metric, value) in values.enumerated() { tally.add(value, seed: UInt64(metric)) }
            }
        }
        total.withLock { $0.add(tally) }
    }
    return total.withLock { $0 }
}

let arguments = CommandLine.arguments
guard arguments.count >= 5, let threads = Int(arguments[2]), let months = Int(arguments[3]) else {
    fail("usage: metrics-benchmark STORE THREADS MONTHS SCOPES [ANSWER]", status: 64)
}
let scopes = arguments[4] == "every" ? Scope.allCases : arguments[4].split(separator: ",").compactMap { Scope(rawValue: String($0)) }
let policy = Policy()
do {
    let started = ContinuousClock.now
    let store = try LedgerStore.open(at: arguments[1], readOnly: true)
    let days = Array(Set(try store.snapshots().map(\.day)).sorted().suffix(months))
    let engine = try EmbeddedEngine(store: store, policy: policy, threads: threads)
    if arguments.count > 5 {
        try writeAnswer(engine, days, scopes, policy, threads: threads, to: arguments[5])
    } else {
        let result = try tally(engine, days, scopes, policy, threads: threads)
        let elapsed = (ContinuousClock.now - started).components
        let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
        print(
            """
            {"days": \(days.count), "figures": \(result.figures), "available": \(result.available), "seconds": \(seconds), \
            "hash": "\(String(result.hash, radix: 16))"}
            """)
    }
} catch {
    fail("\(error)", status: 1)
}
