import Ledger

extension OracleLedger {
    /// A small ledger full of awkward cases. The same seed always gives the same ledger.
    public static func random(seed: UInt64) -> OracleLedger {
        var builder = OracleBuilder(seed: seed)
        builder.addMasterData()
        builder.addDocuments()
        builder.addSnapshots()
        if builder.random.chance(35) { builder.distort() }
        var contacts = OracleContactsBuilder(seed: seed, ledger: builder.ledger, customers: builder.customers)
        contacts.addDisputes()
        contacts.addPromises()
        contacts.addActivities()
        var ledger = contacts.ledger
        ledger.choosePolicies(seed: seed)
        return ledger
    }
}

extension OracleLedger {
    /// Where credits stand, what is lost of each bucket and what late money costs, from draws of their own, so that the rows of a seed stay what they are.
    private mutating func choosePolicies(seed: UInt64) {
        var random = OracleRandom(seed: seed ^ 0xC0FF_EE00)
        creditsPolicy = random.pick([.separate, .byOwnDate, .oldestFirst, .current])
        if random.chance(60) {
            let own = random.chance(50) ? [random.pick(OracleBuilder.allCurrencies)] : []
            for year in 2004...2040 {
                for half in ["H1", "H2"] {
                    for currency in [nil] + own {
                        let rate = Decimal64(mantissa: Int64(random.int(0...900)), scale: random.pick([0, 2, 2, 3]))
                        interestRates.append(
                            InterestRate(halfYear: HalfYear(iso: "\(year)-\(half)")!, currency: currency, ratePercent: rate))
                    }
                }
            }
        }
        guard limits == [30, 60, 90] || random.chance(60) else { return }
        lossRates = (0...limits.count + 1).map { _ in Rational(Int128(random.int(0...1000)), 1000) }
    }
}

extension OracleLedger {
    /// The same ledger, now and then without a file of what collectors recorded.
    public func losingFiles(seed: UInt64) -> OracleLedger {
        var (ledger, random) = (self, OracleRandom(seed: seed ^ 0x10_57F1))
        if random.chance(12) { ledger.activities = [] }
        if random.chance(12) { ledger.disputes = [] }
        if random.chance(12) { ledger.promises = [] }
        return ledger
    }
}

/// An item while it lives: its open amount on a day is the sum of its movements up to then.
struct OracleLine {
    var item: OracleItem
    var movements: [(day: Day, amountMinor: Int64)]
    /// The due day is another one from this day on.
    var amendment: (from: Day, dueDate: Day?)?
    /// Stays in the snapshots with nothing open.
    var isKept: Bool

    func open(on day: Day) -> Int64 { movements.filter { $0.day <= day }.map(\.amountMinor).reduce(0, +) }
}

/// Builds a random ledger: master data first, then documents and what happens to them, then the snapshots that follow from it.
struct OracleBuilder {
    var random: OracleRandom
    var ledger = OracleLedger()
    let firstMonth: Month
    let monthCount: Int
    let companies: [String]
    let currencies: [Currency]
    let customers: [String]
    let snapshotDays: [Day]
    let documentPrefix: String
    /// A month without invoices.
    let quietMonth: Month?
    var lines: [OracleLine] = []
    var usedNumbers: [String: Int] = [:]
    /// By company: invoice numbers that may stand for one more invoice.
    var reusableNumbers: [String: [String]] = [:]

    static let allCurrencies = ["EUR", "GBP", "USD", "JPY", "KWD"].map { Currency(code: $0)! }

    var firstDay: Day { firstMonth.firstDay }
    var lastDay: Day { firstMonth.adding(months: monthCount - 1).lastDay }

    init(seed: UInt64) {
        var random = OracleRandom(seed: seed)
        let firstMonth = Month(year: 2023, month: 9).adding(months: random.int(0...30))
        let monthCount = random.int(4...14)
        self.firstMonth = firstMonth
        self.monthCount = monthCount
        companies = Array(["IT01", "IE01", "GB 02"].prefix(random.int(1...3)))
        currencies = Array(random.shuffled(OracleBuilder.allCurrencies).prefix(random.int(1...5)))
        let names = ["C-%", "k%", "Ö %", "00%", "Z_%"]
        customers = (1...random.int(5...40)).map { number in
            random.pick(names).replacing("%", with: String(100 + number))
        }
        documentPrefix = random.pick(["D", "00", "INV/"])
        quietMonth = random.chance(40) ? firstMonth.adding(months: random.int(1...monthCount - 1)) : nil
        var days: Set<Day> = [firstMonth.adding(months: monthCount - 1).lastDay]
        for month in -1..<monthCount - 1 where random.chance(88) { days.insert(firstMonth.adding(months: month).lastDay) }
        for _ in 0..<random.int(0...5) {
            let month = firstMonth.adding(months: random.int(0...monthCount - 1))
            days.insert(month.firstDay.adding(days: random.int(0...month.dayCount - 1)))
        }
        snapshotDays = days.sorted()
        ledger.reportingCurrency = random.pick([.eur, .eur, .eur, random.pick(OracleBuilder.allCurrencies)])
        if random.chance(35) { ledger.limits = random.pick([[15, 45], [30], [1], [1, 2, 3], [7, 14, 30, 60, 90, 180], [365]]) }
        ledger.salesPolicy = random.chance(30) ? .net : .gross
        ledger.isExplained = true
        self.random = random
    }

    mutating func day() -> Day { firstDay.adding(days: random.int(0...lastDay.days(since: firstDay))) }

    /// Mostly small amounts, some of one minor unit, a few very large.
    mutating func amount(_ currency: Currency) -> Int64 {
        let draw = random.int(1...1000)
        if draw <= 30 { return Int64(random.int(1...5)) }
        if draw <= 45 { return Int64(random.int(1...1_000_000_000)) }
        if draw <= 48 && currency.exponent == 2 { return Int64(random.int(1...10_000_000_000_000)) }
        return Int64(random.int(1...random.pick([1_000, 10_000, 100_000, 100_000, 1_000_000, 1_000_000, 10_000_000])))
    }

    /// The next unused number of a company: companies count on their own, so that numbers repeat between them.
    mutating func nextNumber(_ prefix: String, _ company: String) -> String {
        let number = usedNumbers[company + "\n" + prefix, default: 0] + 1
        usedNumbers[company + "\n" + prefix] = number
        return prefix + String(number)
    }
}
