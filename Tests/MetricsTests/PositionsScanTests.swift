import Ledger
import LedgerColumns
import LedgerFixtures
import MetricsOracle
import Testing

@testable import Metrics

/// Snapshots of many rows, so that the scan has many cells of accounts and several threads.
struct PositionsScanTests {
    private static let day = Day(iso: "2026-10-31")!

    /// What a rollup says of one group, by texts.
    private struct Sums: Hashable {
        var buckets = [Int64](repeating: 0, count: AgingLimits.standard.bucketCount)
        var creditBuckets = [Int64](repeating: 0, count: AgingLimits.standard.bucketCount)
        var netDocument: Int64 = 0
        var minorDays: Int128 = 0
        var dueInMonth: Int64 = 0
        var counts = [Int64](repeating: 0, count: 3)
        var oldest = Int32.max
        /// Month, amount and number, ascending.
        var months: [Int32: [Int128]] = [:]
    }

    private static let euro = Currency(code: "EUR")!
    private static let rates = RateTable(
        reporting: euro,
        rates: [
            ExchangeRate(day: Day(iso: "2020-01-01")!, currency: Currency(code: "USD")!, rate: Decimal64(text: "0.91253")!),
            ExchangeRate(day: Day(iso: "2020-01-01")!, currency: Currency(code: "GBP")!, rate: Decimal64(text: "1.16437")!),
            ExchangeRate(day: Day(iso: "2020-01-01")!, currency: Currency(code: "JPY")!, rate: Decimal64(text: "0.0061")!),
        ])

    /// Random items of many accounts; the lists of values have some that no row uses.
    private static func items(seed: UInt64, count: Int, customers: Int, companies: Int) -> ItemColumns {
        var random = OracleRandom(seed: seed)
        var items = ItemColumns()
        items.companies = StringDictionary(values: (0...companies).map { "C\(($0 * 7919) % 10_007)" })
        items.customers = StringDictionary(values: (0...customers).map { "customer-\(($0 &* 48_271) % 1_000_003)" })
        items.lines = StringDictionary(values: [""])
        items.currencies = ["USD", "GBP", "EUR", "JPY"].map { Currency(code: $0)! }
        for row in 0..<count {
            items.company.append(UInt32.random(in: 0..<UInt32(companies), using: &random))
            items.customer.append(UInt32.random(in: 0..<UInt32(customers), using: &random))
            items.currency.append([0, 2, 2, 3].randomElement(using: &random)!)
            items.kind.append(ItemKind.allCases.randomElement(using: &random)!.rawValue)
            let document = Self.day.adding(days: -Int.random(in: -20..<500, using: &random)).daysSinceEpoch
            items.documentDay.append(row % 11 == 0 ? ItemColumns.noDay : document)
            items.dueDay.append(row % 13 == 0 ? ItemColumns.noDay : document + Int32.random(in: 0..<90, using: &random))
            items.openMinor.append(Int64.random(in: -900_000...2_000_000, using: &random))
            items.amountMinor.append(ItemColumns.noAmount)
            items.line.append(0)
            items.document.append("D\(row)")
            items.reference.append("")
        }
        return items
    }

    /// The sums by another road: a dictionary of texts, one row after the other.
    private static func expected(_ items: ItemColumns, on day: Day = day) -> [[String]: Sums] {
        let conversions = items.currencies.map { rates.conversion(of: $0, on: day) ?? .identity }
        var found: [[String]: Sums] = [:]
        for row in 0..<items.count {
            let key = [
                items.companies[items.company[row]], items.customers[items.customer[row]],
                items.currencies[Int(items.currency[row])].code, String(items.kind[row]),
            ]
            add(items, row, conversions[Int(items.currency[row])], on: day, to: &found[key, default: Sums()])
        }
        return found
    }

    private static func add(_ items: ItemColumns, _ row: Int, _ conversion: Conversion, on day: Day, to sums: inout Sums) {
        let open = items.openMinor[row]
        let converted = conversion.convert(open)!
        let (document, due) = (items.documentDay[row], items.dueDay[row])
        let today = day.daysSinceEpoch
        sums.netDocument += open
        if open < 0 {
            let own = due == ItemColumns.noDay ? document : due
            sums.creditBuckets[AgingLimits.standard.bucket(daysPastDue: own == ItemColumns.noDay ? 0 : Int(today - own))] += converted
            sums.counts[1] += 1
        } else if open > 0 {
            let late = due == ItemColumns.noDay ? 0 : Int(today - due)
            sums.buckets[AgingLimits.standard.bucket(daysPastDue: late)] += converted
            sums.counts[0] += 1
            sums.counts[2] += due == ItemColumns.noDay ? 1 : 0
            if due != ItemColumns.noDay, due <= day.adding(days: 1).month.lastDay.daysSinceEpoch { sums.dueInMonth += converted }
            if late > 0 {
                sums.minorDays += Int128(converted) * Int128(late)
                sums.oldest = min(sums.oldest, due)
            }
            let isDated = document != ItemColumns.noDay
            let month = isDated ? Int32(Day(daysSinceEpoch: document).month.index) : DocumentMonths.noMonth
            let days = isDated ? Int128(today - document) : 0
            let before = sums.months[month] ?? [0, 0, 0]
            sums.months[month] = [before[0] + Int128(converted), before[1] + 1, before[2] + Int128(converted) * days]
        }
    }

    /// A rollup by texts.
    private static func sums(_ rollup: PositionsRollup) -> [[String]: Sums] {
        var found: [[String]: Sums] = [:]
        var keys: [[String]] = []
        for row in 0..<rollup.count {
            let groups = rollup.groups
            let key = [
                groups.companies[Int(groups.company[row])], groups.customers[Int(groups.customer[row])],
                groups.currencies[Int(groups.currency[row])].code, String(groups.kind[row]),
            ]
            keys.append(key)
            var sums = Sums()
            let width = rollup.bucketCount
            sums.buckets = Array(rollup.bucketsMinor[row * width..<(row + 1) * width])
            sums.creditBuckets = Array(rollup.creditsByDateMinor[row * width..<(row + 1) * width])
            sums.netDocument = rollup.netDocumentMinor[row]
            sums.minorDays = rollup.pastDueMinorDays[row]
            sums.dueInMonth = rollup.dueInOpenedMonthMinor[row]
            sums.counts = [rollup.debitCount[row], rollup.creditCount[row], rollup.undatedCount[row]]
            sums.oldest = rollup.oldestDueDay[row] == ItemColumns.noDay ? Int32.max : rollup.oldestDueDay[row]
            found[key] = sums
        }
        for entry in rollup.documentMonths.entries {
            found[keys[Int(entry.row)]]?.months[entry.month] = [Int128(entry.openMinor), Int128(entry.count), entry.minorDays]
        }
        return found
    }

    @Test(
        "the sums are those of one row after the other, whatever the number of accounts and threads",
        arguments: [(1, 3, 1), (2, 900, 3), (3, 20_000, 60), (4, 25_000, 1)])
    func sums(seed: UInt64, customers: Int, companies: Int) throws {
        let items = Self.items(seed: seed, count: 30_000, customers: customers, companies: companies)
        let rollup = try PositionsRollup.scan(items, day: Self.day, aging: .standard, rates: Self.rates)
        let found = Self.sums(rollup)
        let expected = Self.expected(items)
        #expect(found.count == rollup.count)
        #expect(found == expected)
        #expect(rollup.groups.companies.count == companies && rollup.groups.customers == rollup.groups.customers.sorted())
        #expect(rollup.creditsMinor == (0..<rollup.count).map { row in rollup.creditsOfDates(row) })
        for threads in [2, 7] {
            let other = try PositionsRollup.scan(items, day: Self.day, aging: .standard, rates: Self.rates, threads: threads)
            #expect(other == rollup)
        }
        #expect(try PositionsRollup(archive: rollup.archive) == rollup)
    }

    @Test(
        "what is due in the month that a day opens is told on every day",
        arguments: ["2026-10-30", "2026-11-01", "2026-11-15", "2026-02-27"])
    func everyDay(day: String) throws {
        let day = Day(iso: day)!
        let items = Self.items(seed: 9, count: 20_000, customers: 90, companies: 2)
        let rollup = try PositionsRollup.scan(items, day: day, aging: .standard, rates: Self.rates, threads: 2)
        let expected = Self.expected(items, on: day)
        #expect(Self.sums(rollup) == expected)
        let due = expected.values.reduce(0) { $0 + $1.dueInMonth }
        #expect(due > 0)
    }

    @Test("packed items give the bytes of the rollup's archive", arguments: [1, 2, 7])
    func packed(threads: Int) throws {
        let items = Self.items(seed: 5, count: 40_000, customers: 2_000, companies: 3)
        let expected = try PositionsRollup.scan(items, day: Self.day, aging: .standard, rates: Self.rates).archive
        for segmentRowCount in [999, 65_536] {
            let packed = PackedItems(items, segmentRowCount: segmentRowCount)
            let bytes = try PositionsRollup.archive(
                scanning: packed, day: Self.day, aging: .standard, rates: Self.rates, threads: threads)
            #expect(bytes == expected)
        }
    }

    @Test(
        "items as a store has them, of one part or of several with lists of values of their own, give the same rollup",
        arguments: [1, 2, 7])
    func encoded(threads: Int) throws {
        let items = Self.items(seed: 6, count: 40_000, customers: 2_000, companies: 3)
        let expected = try PositionsRollup.scan(items, day: Self.day, aging: .standard, rates: Self.rates)
        for parts in [[items], Self.parts(items)] {
            let encoded = EncodedItems(parts, segmentRowCount: 5_000)
            #expect(encoded.count == items.count)
            #expect(try PositionsRollup.scan(encoded, day: Self.day, aging: .standard, rates: Self.rates, threads: threads) == expected)
        }
    }

    /// Every second item, and the others under lists of values in another order: the last companies and customers have rows in one part only.
    private static func parts(_ items: ItemColumns) -> [ItemColumns] {
        (0..<2).map { part in
            var found = ItemColumns()
            if part == 0 { (found.companies, found.customers, found.currencies) = (items.companies, items.customers, items.currencies) }
            let (companyLimit, customerLimit) = (UInt32(items.companies.count / 2), UInt32(items.customers.count / 2))
            for row in 0..<items.count {
                let isLate = items.company[row] >= companyLimit || items.customer[row] >= customerLimit
                guard part == (isLate ? 1 : row % 2) else { continue }
                let currency = items.currencies[Int(items.currency[row])]
                if !found.currencies.contains(currency) { found.currencies.append(currency) }
                found.company.append(found.companies.code(adding: items.companies[items.company[row]]))
                found.customer.append(found.customers.code(adding: items.customers[items.customer[row]]))
                found.currency.append(UInt8(found.currencies.firstIndex(of: currency)!))
                found.line.append(found.lines.code(adding: ""))
                found.kind.append(items.kind[row])
                found.documentDay.append(items.documentDay[row])
                found.dueDay.append(items.dueDay[row])
                found.openMinor.append(items.openMinor[row])
                found.amountMinor.append(items.amountMinor[row])
                found.document.append(items.document[row])
                found.reference.append(items.reference[row])
            }
            return found
        }
    }

    @Test("days far away and amounts that no word holds count like others", arguments: [1, 2])
    func wide(threads: Int) throws {
        var items = Self.items(seed: 7, count: 30_000, customers: 300, companies: 2)
        var random = OracleRandom(seed: 8)
        let far = [-40_000, -4_097, -4_096, -4_095, -4_094, 4_094, 4_095, 4_096, 4_097, 40_000]
        for row in 0..<items.count {
            let (document, due) = (far.randomElement(using: &random)!, far.randomElement(using: &random)!)
            if row % 3 == 0 { items.documentDay[row] = Self.day.adding(days: document).daysSinceEpoch }
            if row % 5 == 0 { items.dueDay[row] = Self.day.adding(days: due).daysSinceEpoch }
            if row % 7 == 0 { items.openMinor[row] *= 1 << Int64.random(in: 0..<20, using: &random) }
        }
        let rollup = try PositionsRollup.scan(items, day: Self.day, aging: .standard, rates: Self.rates, threads: threads)
        #expect(Self.sums(rollup) == Self.expected(items))
        #expect(try PositionsRollup(archive: rollup.archive) == rollup)
    }

    @Test("a word gives back what it was made of, up to the last amount and the last days that fit", arguments: [0, 1, 12, 31, 32])
    func words(codeBitCount: Int) throws {
        let today = Self.day.daysSinceEpoch
        for (documents, dues) in [(-4095...4095, -4095...4095), (-700...0, -7...90), (-3...(-3), 0...0), (nil, -9...9), (nil, nil)]
            as [(ClosedRange<Int32>?, ClosedRange<Int32>?)]
        {
            let spans = [documents, dues].map { span in span.map { today + $0.lowerBound...today + $0.upperBound } }
            let days = PositionDays(asOf: Self.day, aging: .standard, documents: spans[0], dues: spans[1])
            let words = PositionWords(codeBitCount: codeBitCount, days: days)
            let dayBitCount = [documents, dues].reduce(0) { $0 + Int.bitWidth - ($1?.count ?? 0).leadingZeroBitCount }
            let largest = Int64.max >> Int64(codeBitCount + dayBitCount)
            let amounts = [0, -1, largest, -largest - 1, largest &+ 1, -largest &- 2, Int64.min, Int64.max]
            let codes = [UInt64(0), UInt64(1) << UInt64(codeBitCount) - 1, (UInt64(1) << UInt64(codeBitCount) - 1) & 0x5555_5555]
            for (open, code) in amounts.flatMap({ open in codes.map { (open, UInt32($0)) } }) {
                for (document, due) in [documents, dues].map({ Self.distances($0) }).pairs {
                    let item = PositionItem(code: code, documentDay: Self.day(document), dueDay: Self.day(due), openMinor: open)
                    let hasPlaces = [(document, documents), (due, dues)].allSatisfy { day, span in
                        day.map { span?.contains($0) ?? false } ?? true
                    }
                    guard hasPlaces, (-largest - 1...largest).contains(open) else {
                        #expect(words.word(item) == nil)
                        continue
                    }
                    let word = try #require(words.word(item))
                    #expect(words.code(word) == code && words.openMinor(word) == open)
                    #expect((words.document(word) == 0) == (document == nil) && (words.due(word) == 0) == (due == nil))
                    #expect(days.document.daysPast(words.document(word)) == -Int(document ?? 0))
                    #expect(Int(days.due.bucket[words.due(word)]) == AgingLimits.standard.bucket(daysPastDue: -Int(due ?? 0)))
                    #expect(days.month(Int(days.monthNumber[words.document(word)])) == Self.month(document))
                }
            }
        }
    }

    /// Days around the ends of a span, as they are apart from the snapshot's day, and none.
    private static func distances(_ span: ClosedRange<Int32>?) -> [Int32?] {
        [nil, 0, -4096, 4096] + (span.map { [$0.lowerBound - 1, $0.lowerBound, $0.upperBound, $0.upperBound + 1] } ?? [])
    }

    private static func day(_ distance: Int32?) -> Int32 { distance.map { Self.day.daysSinceEpoch + $0 } ?? ItemColumns.noDay }

    private static func month(_ distance: Int32?) -> Int32 {
        distance.map { Int32(Day(daysSinceEpoch: day($0)).month.index) } ?? DocumentMonths.noMonth
    }

    @Test("a span is of the days that are near, and missing days are none")
    func spans() {
        let today = Self.day.daysSinceEpoch
        var span = DaySpan(around: Self.day)
        #expect(span.days == nil)
        for far in [ItemColumns.noDay, today - 4096, today + 4096, Int32.max] {
            let days = [far]
            span.add(days.span)
        }
        #expect(span.days == nil)
        let near = [today + 4095, ItemColumns.noDay, today - 7]
        span.add(near.span)
        #expect(span.days == today - 7...today + 4095)
        var other = DaySpan(around: Self.day)
        let early = [today - 4095]
        other.add(early.span)
        span.add(other)
        #expect(span.days == today - 4095...today + 4095)
    }

    @Test("lists of values without items give no rows")
    func listsWithoutItems() throws {
        var items = ItemColumns()
        (items.companies, items.customers) = (StringDictionary(values: ["IT01"]), StringDictionary(values: ["C1", "C2"]))
        items.currencies = [Self.euro]
        let rollup = try PositionsRollup.scan(items, day: Self.day, aging: .standard, rates: Self.rates, threads: 2)
        #expect(rollup.count == 0 && rollup.groups.companies.isEmpty && rollup.groups.customers.isEmpty && rollup.groups.currencies.isEmpty)
        let archive = try PositionsRollup.archive(scanning: PackedItems(items), day: Self.day, aging: .standard, rates: Self.rates)
        #expect(archive == rollup.archive)
    }

    @Test("an empty snapshot has no rows")
    func empty() throws {
        let rollup = try PositionsRollup.scan(ItemColumns(), day: Self.day, aging: .standard, rates: Self.rates, threads: 2)
        #expect(rollup.count == 0)
        #expect(rollup.groups.companies.isEmpty)
        let archive = try PositionsRollup.archive(
            scanning: PackedItems(ItemColumns()), day: Self.day, aging: .standard, rates: Self.rates, threads: 2)
        #expect(archive == rollup.archive)
    }

    @Test("texts are put in order by all their bytes")
    func textOrder() {
        let lists = [
            ["b", "a", "", "a\0", "customer-00000017", "customer-00000016", "customer-0000001", "città", "citta", "z", "株式会社"],
            // All begin alike.
            [
                "customer-", "customer-\0", "customer-10", "customer-1", "customer-000000000000017", "customer-000000000000016",
                "customer-00000000000001600000000000000002", "customer-00000000000001600000000000000001", "customer-ü",
            ],
            ["città", "cittü"], ["alone"], [],
        ]
        for texts in lists {
            let order = utf8Order(texts)
            let ordered = order.map { texts[$0] }
            #expect(ordered == texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
            #expect(ranks(of: order, count: order.count).enumerated().allSatisfy { order[Int($1)] == $0 })
        }
    }
}

extension PositionsRollup {
    fileprivate func creditsOfDates(_ row: Int) -> Int64 {
        creditsByDateMinor[row * bucketCount..<(row + 1) * bucketCount].reduce(0, +)
    }
}

extension [[Int32?]] {
    /// Each of the first list with each of the second.
    fileprivate var pairs: [(Int32?, Int32?)] { self[0].flatMap { first in self[1].map { (first, $0) } } }
}
