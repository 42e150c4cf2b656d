import Ledger
import LedgerColumns

/// The parts of past-due items that were paid, and when: each part earns interest up to the day of its payment (readings: “Late-payment interest”).
///
/// What of an item is no longer open (its original less its open amount) is filled with the payments that clear its document in its currency, the latest first. Of
/// several lines the one due last takes first. A reversed payment takes the latest payments before it away. What no payment fills (credit notes, write-offs) earns nothing.
struct LatePayments {
    /// A part of an item.
    struct Part {
        let day: Int32
        var minor: Int64
    }

    /// By row of the items.
    private(set) var parts: [Int: [Part]] = [:]

    private struct Pool: Hashable {
        let document: Int
        let currency: Currency
    }

    /// Linear in items and postings.
    init(of items: ItemColumns, rows: [Int], history: PostingHistory, day: Day) {
        let reduced = rows.filter { items.amountMinor[$0] != ItemColumns.noAmount && items.amountMinor[$0] > items.openMinor[$0] }
        guard !reduced.isEmpty else { return }
        let numbers = history.documents.numbers(of: items, rows: reduced)
        var pools = Self.pools(numbers, history, day).mapValues(Self.latestFirst)
        let ordered = zip(reduced, numbers).sorted { left, right in
            if items.dueDay[left.0] != items.dueDay[right.0] { return items.dueDay[left.0] > items.dueDay[right.0] }
            return items.lines[items.line[right.0]].utf8.lexicographicallyPrecedes(items.lines[items.line[left.0]].utf8)
        }
        for (row, number) in ordered where number != PostingDocuments.none {
            let pool = Pool(document: Int(number), currency: items.currencies[Int(items.currency[row])])
            guard var left = pools[pool] else { continue }
            var rest = items.amountMinor[row] - items.openMinor[row]
            while rest > 0, let next = left.last {
                let taken = min(rest, next.minor)
                parts[row, default: []].append(Part(day: next.day, minor: taken))
                rest -= taken
                left[left.count - 1].minor -= taken
                if left[left.count - 1].minor == 0 { left.removeLast() }
            }
            pools[pool] = left
        }
    }

    /// Payments up to a day that clear one of some documents, with their sign as they move the balance.
    private static func pools(_ wanted: [UInt32], _ history: PostingHistory, _ day: Day) -> [Pool: [Part]] {
        let (postings, documents) = (history.postings, history.documents)
        var isWanted = [Bool](repeating: false, count: documents.count)
        for number in wanted where number != PostingDocuments.none { isWanted[Int(number)] = true }
        var pools: [Pool: [Part]] = [:]
        for row in 0..<postings.count
        where postings.kind[row] == PostingKind.payment.rawValue && postings.postingDay[row] <= day.daysSinceEpoch
            && documents.cleared[row] != PostingDocuments.none
        {
            let number = Int(documents.cleared[row])
            guard isWanted[number] else { continue }
            pools[Pool(document: number, currency: postings.currencies[Int(postings.currency[row])]), default: []].append(
                Part(day: postings.postingDay[row], minor: postings.amountMinor[row]))
        }
        return pools
    }

    /// What was paid by day, ascending, so that the latest stands last; reversals are taken off the days before.
    private static func latestFirst(_ postings: [Part]) -> [Part] {
        var paid: [Part] = []
        let byDay = Dictionary(grouping: postings, by: \.day).mapValues { $0.reduce(Int128(0)) { $0 - Int128($1.minor) } }
        for (day, net) in byDay.sorted(by: { $0.key < $1.key }) {
            if net > 0 {
                paid.append(Part(day: day, minor: Int64(clamping: net)))
                continue
            }
            var reversed = -net
            while reversed > 0, let last = paid.last {
                let taken = min(reversed, Int128(last.minor))
                reversed -= taken
                paid[paid.count - 1].minor -= Int64(taken)
                if paid[paid.count - 1].minor == 0 { paid.removeLast() }
            }
        }
        return paid
    }
}
