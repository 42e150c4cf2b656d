import EmbeddedEngine
import Foundation
import Ledger
import LedgerColumns
import LedgerStore
import Metrics

// `rollup-benchmark STORE positions|kept|migration THREADS [ANSWER]`: computes the positions of the latest snapshot from the columns of the store (or takes the kept ones),
// or the migration between the latest two, every currency at a rate of 1. Prints the seconds from opening the store to the rollup as JSON. With ANSWER it writes the sums
// that the other side is compared on.

func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(64)
}

let arguments = CommandLine.arguments
guard arguments.count >= 4, let threads = Int(arguments[3]) else {
    fail("usage: rollup-benchmark STORE positions|kept|migration THREADS [ANSWER]")
}
let answerPath = arguments.count > 4 ? arguments[4] : nil

do {
    let started = ContinuousClock.now
    let store = try LedgerStore.open(at: arguments[1], readOnly: true)
    let snapshots = try store.snapshots().sorted { $0.day < $1.day }
    guard let latest = snapshots.last else { fail("the store has no snapshot") }
    let lines: [String]
    switch arguments[2] {
    case "positions":
        let rollup = try store.withEncodedItems(of: [latest.id], columns: PositionsRollup.scannedColumns) { items in
            try PositionsRollup.scan(
                items[0], day: latest.day, aging: .standard, rates: evenRates(items[0].parts.flatMap(\.currencies), on: latest.day),
                threads: threads)
        }
        report(started, rows: rollup.count)
        lines = answerPath == nil ? [] : positionLines(rollup)
    case "kept":
        let engine = try EmbeddedEngine(store: store, policy: Policy(), threads: threads)
        guard let rollup = try engine.positions(on: latest.day) else { fail("the latest day has no positions") }
        report(started, rows: rollup.count)
        lines = answerPath == nil ? [] : positionLines(rollup)
    case "migration":
        guard let opening = snapshots.dropLast().last else { fail("the store has only one snapshot") }
        let columns: Set<ItemColumn> = [.company, .customer, .currency, .document, .line, .dueDay, .openMinor]
        let rollup = try store.withEncodedItems(of: [opening.id, latest.id], columns: columns) { items in
            try MigrationRollup.scan(
                opening: items[0], on: opening.day, closing: items[1], on: latest.day, postings: PostingColumns(), aging: .standard,
                rates: evenRates(items[1].parts.flatMap(\.currencies), on: opening.day), threads: threads)
        }
        report(started, rows: rollup.groups.count)
        lines = answerPath == nil ? [] : migrationLines(rollup)
    default: fail("there is no rollup \(arguments[2])")
    }
    if let answerPath { try Data((lines.sorted().joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: answerPath)) }
} catch {
    fail("\(error)")
}

/// A rate of 1 for each currency, so that both sides add up the same numbers.
func evenRates(_ currencies: [Currency], on day: Day) -> RateTable {
    let euro = Currency(code: "EUR")!
    let rates = currencies.filter { $0 != euro }.map {
        ExchangeRate(day: day, currency: $0, rate: Decimal64(mantissa: 1, scale: 0))
    }
    return RateTable(reporting: euro, rates: rates)
}

func report(_ started: ContinuousClock.Instant, rows: Int) {
    let elapsed = (ContinuousClock.now - started).components
    print("{\"rows\": \(rows), \"seconds\": \(Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18)}")
}

/// Company, customer and currency of a row.
func accountText(_ groups: AccountGroups, _ row: Int) -> String {
    [
        groups.companies[Int(groups.company[row])], groups.customers[Int(groups.customer[row])],
        groups.currencies[Int(groups.currency[row])].code,
    ].joined(separator: ",")
}

/// A line a group: account, kind, buckets, credits, open × days, number.
func positionLines(_ rollup: PositionsRollup) -> [String] {
    (0..<rollup.count).map { row in
        let buckets = rollup.bucketsMinor[row * rollup.bucketCount..<(row + 1) * rollup.bucketCount].map(String.init)
        let rest = [
            String(rollup.creditsMinor[row]), String(rollup.pastDueMinorDays[row]),
            String(rollup.debitCount[row] + rollup.creditCount[row]),
        ]
        return ([accountText(rollup.groups, row), ItemKind(rawValue: rollup.groups.kind[row])!.name] + buckets + rest)
            .joined(separator: ",")
    }
}

/// A line a group and pair of buckets with an amount: account, bucket at the opening day or `new`, bucket now or `settled`, amount.
func migrationLines(_ rollup: MigrationRollup) -> [String] {
    var lines: [String] = []
    for row in 0..<rollup.groups.count {
        let account = accountText(rollup.groups, row)
        for from in 0..<rollup.bucketCount {
            for to in 0...rollup.bucketCount where rollup.movedMinor(row, from: from, to: to) != 0 {
                let target = to == rollup.bucketCount ? "settled" : String(to)
                lines.append("\(account),\(from),\(target),\(rollup.movedMinor(row, from: from, to: to))")
            }
            let new = rollup.newMinor[row * rollup.bucketCount + from]
            if new != 0 { lines.append("\(account),new,\(from),\(new)") }
        }
    }
    return lines
}
