import Ledger

/// A customer of the simulated group: who it is, how it buys and how it pays.
struct SimulatedCustomer {
    var record: Customer
    var country: Country
    var habit: PaymentHabit
    /// No payments from this day on; nil for all but two customers of the story.
    var stopsPayingOn: Day?
    /// The day everything it owes is written off, after an insolvency.
    var writtenOffOn: Day?
    /// Indices of its accounts.
    var accounts: [Int] = []
}

/// What a customer buys from one company.
struct Account {
    var customer: Int
    /// Index into ``SellingCompany/all``.
    var company: Int
    var currency: Currency
    var term: SellingCompany.Term
    /// Invoices a month, in thousandths.
    var invoicesPerMonthMilli: Int
    /// A middling invoice in minor units.
    var invoiceMinor: Int
    /// Indices of its open items, oldest first.
    var open: [Int] = []
}

/// Draws the customers and their accounts.
struct CustomerBook {
    var customers: [SimulatedCustomer] = []
    var accounts: [Account] = []

    private static let segments: [(element: (name: String, invoiceMinor: Int, limit: Int), weight: Int)] = [
        (("Enterprise", 940_000, 150_000), 11), (("Mid-Market", 360_000, 45_000), 38), (("SMB", 92_000, 9_000), 45),
        (("Distribution", 510_000, 80_000), 6),
    ]

    init(options: SimulatorOptions) {
        var generator = Generator(seed: options.seed, stream: 1)
        var names = CustomerNames()
        // Terms and delays together keep a tenth less than twice a month's invoices open.
        let invoicesMilli = options.openItemsPerSnapshot * 1000 / (options.customers * 2)
        for _ in 0..<options.customers { addCustomer(buying: invoicesMilli, &names, &generator) }
        for index in customers.indices where index > 20 && generator.chance(perMille: 40) {
            customers[index].record.parent = customers[generator.below(20)].record.customer
        }
        addStory(options)
    }

    private mutating func addCustomer(buying invoicesMilli: Int, _ names: inout CustomerNames, _ generator: inout Generator) {
        let index = customers.count
        let shares = SellingCompany.all.indices.map { (element: $0, weight: SellingCompany.all[$0].customerShare) }
        let company = generator.pick(weighted: shares)
        let country = generator.pick(weighted: SellingCompany.all[company].countries)
        let segment = generator.pick(weighted: Self.segments)
        let limit = segment.limit * generator.within(60...160) / 100 / 500 * 500
        let record = Customer(
            customer: "C\(10_000 + index * 7)", name: names.next(of: country, from: &generator), country: country.rawValue,
            language: country.language, segment: segment.name, creditLimitMinor: Int64(limit) * 100, creditLimitCurrency: .eur)
        customers.append(SimulatedCustomer(record: record, country: country, habit: .draw(from: &generator)))
        addAccount(index, company, segment.invoiceMinor, invoicesMilli, &generator)
        guard company < 2, generator.chance(perMille: 120) else { return }
        addAccount(index, 1 - company, segment.invoiceMinor, invoicesMilli / 3, &generator)
    }

    private mutating func addAccount(
        _ customer: Int, _ company: Int, _ invoiceMinor: Int, _ invoicesMilli: Int, _ generator: inout Generator
    ) {
        let country = customers[customer].country
        customers[customer].accounts.append(accounts.count)
        accounts.append(
            Account(
                customer: customer, company: company, currency: generator.chance(perMille: 850) ? country.currency : .eur,
                term: generator.pick(weighted: SellingCompany.all[company].terms),
                invoicesPerMonthMilli: invoicesMilli * generator.within(25...175) / 100,
                invoiceMinor: invoiceMinor * generator.within(60...140) / 100))
    }

    /// Two customers with a story: one stops paying and goes to law, one becomes insolvent and is written off.
    private mutating func addStory(_ options: SimulatorOptions) {
        let british = customers.indices.first { customers[$0].country == .unitedKingdom } ?? 0
        let irish = customers.indices.last { customers[$0].country == .ireland } ?? customers.count - 1
        tell(british, name: "Calderwick Stores plc", invoiceMinor: 690_000, invoicesMilli: 4_000)
        customers[british].stopsPayingOn = options.lastMonth.adding(months: -3).firstDay.adding(days: 9)
        tell(irish, name: "Tobarmore Fit-Out Ltd", invoiceMinor: 560_000, invoicesMilli: 3_000)
        customers[irish].stopsPayingOn = options.lastMonth.adding(months: -7).firstDay
        customers[irish].writtenOffOn = WorkingCalendar.onOrAfter(options.lastMonth.adding(months: -3).firstDay.adding(days: 20))
    }

    private mutating func tell(_ customer: Int, name: String, invoiceMinor: Int, invoicesMilli: Int) {
        customers[customer].record.name = name
        customers[customer].record.segment = "Enterprise"
        customers[customer].record.creditLimitMinor = 60_000_00
        customers[customer].habit = PaymentHabit(
            lateness: 2...12, partPayment: 0, unadvised: 0, dispute: 0, keepsPromise: 500, reachable: 600)
        for account in customers[customer].accounts {
            accounts[account].invoiceMinor = invoiceMinor
            accounts[account].invoicesPerMonthMilli = invoicesMilli
        }
    }
}
