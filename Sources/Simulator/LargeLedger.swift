import Ledger

extension Simulator {
    /// Streams one ledger snapshot of `items` open items into a canonical file, for benchmarks.
    ///
    /// Rows are 80–100 bytes in no useful order, documents are unique, customers are a fiftieth of the items and at most 100,000. The file with
    /// `previousMonth` is the snapshot of the month-end before `asOf`: of its items, 70 % are in both files, some of them part paid since.
    /// The same arguments give the same bytes. Constant memory; throws `bad-option` for a count outside 1...1,000,000,000 and `cannot-write`.
    public static func writeLargeLedger(
        items: Int, to path: String, seed: UInt64 = 1, asOf: Day = Month(year: 2026, month: 10).lastDay, previousMonth: Bool = false
    ) throws(SimulatorError) {
        guard (1...1_000_000_000).contains(items) else {
            throw SimulatorError(code: .badOption, message: "items is \(items); it must be 1 to 1000000000")
        }
        let ledger = LargeLedger(items: items, seed: seed, asOf: asOf, previousMonth: previousMonth)
        var file = try ByteWriter(path: path)
        file.text("company,document,line,kind,customer,document_date,due_date,currency,amount,open_amount,reference")
        try file.endRow()
        for position in 0..<items {
            ledger.write(position, to: &file)
            try file.endRow()
        }
        try file.finish()
    }
}

/// The items of a large ledger: each is a function of seed and number alone.
///
/// The first seven tenths of the numbers are open at both month-ends; the rest were settled in the last month or are new in it.
private struct LargeLedger {
    private let shared: Int
    private let firstOther: Int
    private let previousMonth: Bool
    private let customers: Int
    private let seed: UInt64
    /// The last day documents that are open at both month-ends can have.
    private let previousAsOf: Day
    private let daysInMonth: Int
    /// `YYYY-MM-DD` of the days from ``firstText`` on, ten bytes each.
    private let dayTexts: [UInt8]
    private let firstText: Day

    private static let companies = ["IT01", "IT02", "IE01", "GB01", "US01"].map { Array($0.utf8) }
    private static let currencies = ["EUR", "EUR", "EUR", "GBP", "USD"].map { Array($0.utf8) }
    private static let kinds = [ItemKind.invoice, .creditNote, .payment, .debitNote].map { Array($0.name.utf8) }
    private static let prefixes = ["INV", "CRN", "PAY", "DBN"].map { Array($0.utf8) }
    private static let terms = [14, 30, 30, 30, 45, 60, 60, 90]
    /// Days documents reach back behind the earlier month-end: with the last month, 18 months.
    private static let daysBack = 517

    init(items: Int, seed: UInt64, asOf: Day, previousMonth: Bool) {
        shared = items * 7 / 10
        // Settled items are numbered right after the shared ones, new items after the settled.
        firstOther = previousMonth ? shared : items
        self.previousMonth = previousMonth
        customers = min(max(items / 50, 1), 100_000)
        self.seed = seed
        previousAsOf = asOf.month.firstDay.adding(days: -1)
        daysInMonth = asOf.days(since: previousAsOf)
        firstText = previousAsOf.adding(days: -Self.daysBack)
        var texts: [UInt8] = []
        for offset in 0..<(Self.daysBack + 31 + 91) { texts += Array(firstText.adding(days: offset).isoText.utf8) }
        dayTexts = texts
    }

    func write(_ position: Int, to file: inout ByteWriter) {
        let isShared = position < shared
        let number = isShared ? position : firstOther + position - shared
        var generator = Generator(seed: seed, stream: UInt64(number))
        let mix = generator.below(100)
        let kind = mix < 92 ? 0 : mix < 96 ? 1 : mix < 99 ? 2 : 3
        let customer = min(generator.below(customers), generator.below(customers))
        let company = (customer + (generator.below(10) == 0 ? 1 : 0)) % Self.companies.count
        let currency = generator.below(12) == 0 ? generator.below(5) : company

        file.raw(Self.companies[company])
        file.comma()
        file.raw(Self.prefixes[kind])
        // A step of 37 a number keeps documents unique; turned low bits keep them from being sorted.
        file.integer(Int64(10_000_000 + (number ^ 0x2B5) * 37))
        file.comma()
        file.integer(Int64(generator.below(20) == 0 ? 2 : 1))
        file.comma()
        file.raw(Self.kinds[kind])
        file.comma()
        file.byte(0x43)
        file.integer(Int64(10_000_000 + customer))
        file.comma()
        writeDays(isNew: !isShared && !previousMonth, kind, &generator, to: &file)
        file.raw(Self.currencies[currency])
        file.comma()
        writeAmounts(isShared, isCredit: kind == 1 || kind == 2, &generator, to: &file)
        guard generator.below(100) < 30 else { return }
        file.text("PO-")
        file.integer(Int64(100_000_000 + generator.below(900_000_000)))
    }

    private func writeDays(isNew: Bool, _ kind: Int, _ generator: inout Generator, to file: inout ByteWriter) {
        let age = min(generator.below(Self.daysBack), generator.below(Self.daysBack))
        let offset = isNew ? Self.daysBack + 1 + generator.below(daysInMonth) : Self.daysBack - age
        writeDay(offset, to: &file)
        let term = Self.terms[generator.below(Self.terms.count)]
        let hasDue = kind == 0 || kind == 3 ? generator.below(100) > 0 : generator.below(100) < 30
        if hasDue { writeDay(offset + term, to: &file) } else { file.comma() }
    }

    private func writeDay(_ offset: Int, to file: inout ByteWriter) {
        for index in (offset * 10)..<(offset * 10 + 10) { file.byte(dayTexts[index]) }
        file.comma()
    }

    private func writeAmounts(_ isShared: Bool, isCredit: Bool, _ generator: inout Generator, to file: inout ByteWriter) {
        var amount = Int64((generator.below(1000) + 1) * (generator.below(1000) + 1) * 5 + generator.below(100))
        if generator.below(200) == 0 { amount *= 12 }
        var open = amount
        let part = generator.below(100)
        let percent = Int64(generator.within(5...95))
        // Seven in a hundred were part paid before; of those open at both month-ends, four more since.
        if part < 7 || (part < 11 && isShared && !previousMonth) { open = max(1, amount * percent / 100) }
        file.money(isCredit ? -amount : amount)
        file.comma()
        file.money(isCredit ? -open : open)
        file.comma()
    }
}
