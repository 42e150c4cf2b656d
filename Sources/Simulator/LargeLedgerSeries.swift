import Ledger

extension Simulator {
    /// Streams month-end snapshots of about `items` open items each, with the postings between them and the small tables, into canonical files, for benchmarks.
    ///
    /// Files: `ledger-YYYY-MM-DD.csv` a month, `postings.csv` from the first month's first day to the last month's end, `customers.csv`, `analysts.csv`,
    /// `portfolios.csv`, `targets.csv`, `rates.csv`. From the second month on the bridge of every month is explained to the cent. Customers are a hundredth of the
    /// items and at most 100,000. The same arguments give the same bytes. Constant memory; throws `bad-option` for counts out of range, `cannot-write`.
    public static func writeLargeLedgerSeries(
        items: Int, months: Int, to folder: String, seed: UInt64 = 1, lastMonth: Month = Month(year: 2026, month: 10)
    ) throws(SimulatorError) {
        guard (100...100_000_000).contains(items) else {
            throw SimulatorError(code: .badOption, message: "items is \(items); with months it must be 100 to 100000000")
        }
        guard (1...60).contains(months) else {
            throw SimulatorError(code: .badOption, message: "months is \(months); it must be 1 to 60")
        }
        let series = LargeLedgerSeries(items: items, months: months, seed: seed, lastMonth: lastMonth)
        try ByteWriter.createFolder(folder)
        for month in series.months { try series.writeLedger(month.lastDay, to: folder + "/ledger-\(month.lastDay.isoText).csv") }
        try series.writePostings(to: folder + "/postings.csv")
        try series.writeTeam(to: folder)
    }
}

/// The items of a series: each is a function of seed and number alone.
private struct LargeLedgerSeries {
    let months: [Month]
    private let total: Int
    private let customers: Int
    private let analysts: Int
    private let seed: UInt64
    private let firstDay: Day
    private let dayCount: Int

    private static let companies = ["IT01", "IT02", "IE01", "GB01", "US01"]
    private static let currencies = ["EUR", "EUR", "EUR", "GBP", "USD"]
    private static let countries = ["IT", "IT", "IE", "GB", "US", "FR", "DE"]
    private static let segments = ["Retail", "Industry", "Public", "Services"]
    private static let terms = [14, 30, 30, 30, 45, 60, 60, 90]
    /// Days an item is open: `shortest` + two draws below `spread`; on average 94.
    private static let (shortest, spread) = (5, 90)

    init(items: Int, months: Int, seed: UInt64, lastMonth: Month) {
        self.months = (1 - months...0).map { lastMonth.adding(months: $0) }
        self.seed = seed
        // Business starts as long before the first month-end as an item can be open, so that the first snapshot is as full as the last.
        firstDay = self.months[0].lastDay.adding(days: -(Self.shortest + 2 * Self.spread))
        dayCount = lastMonth.lastDay.days(since: firstDay) + 1
        total = items * dayCount / (Self.shortest + Self.spread - 1)
        customers = min(max(items / 100, 1), 100_000)
        analysts = min(max(customers / 100, 2), 200)
    }

    /// An item's whole life.
    private struct Life {
        var isCredit: Bool
        var customer: Int
        var company: Int
        var opened: Day
        var due: Day
        var closed: Day
        var isWrittenOff: Bool
        var amountMinor: Int64
        /// What was paid halfway; 0 for most.
        var partMinor: Int64
        var partPaidOn: Day
    }

    private func life(_ number: Int) -> Life {
        var generator = Generator(seed: seed, stream: UInt64(number))
        let customer = min(generator.below(customers), generator.below(customers))
        let opened = firstDay.adding(days: generator.below(dayCount))
        let daysOpen = Self.shortest + generator.below(Self.spread) + generator.below(Self.spread)
        let amountMinor = Int64((generator.below(1000) + 1) * (generator.below(1000) + 1) * 5 + generator.below(100))
        let isCredit = generator.below(25) == 0
        let isPartPaid = !isCredit && amountMinor > 1 && generator.below(10) == 0
        return Life(
            isCredit: isCredit, customer: customer, company: (customer + (generator.below(10) == 0 ? 1 : 0)) % Self.companies.count,
            opened: opened, due: opened.adding(days: Self.terms[generator.below(Self.terms.count)]), closed: opened.adding(days: daysOpen),
            isWrittenOff: !isCredit && generator.below(100) == 0, amountMinor: amountMinor, partMinor: isPartPaid ? amountMinor / 2 : 0,
            partPaidOn: opened.adding(days: daysOpen / 2))
    }

    func writeLedger(_ day: Day, to path: String) throws(SimulatorError) {
        var file = try ByteWriter(path: path)
        file.text("company,document,line,kind,customer,document_date,due_date,currency,amount,open_amount,reference")
        try file.endRow()
        for number in 0..<total {
            let life = life(number)
            guard life.opened <= day, day < life.closed else { continue }
            let sign: Int64 = life.isCredit ? -1 : 1
            let open = life.amountMinor - (life.partPaidOn <= day ? life.partMinor : 0)
            file.fields(Self.companies[life.company])
            writeDocument(number, life, to: &file)
            file.text(life.isCredit ? ",1,credit_note," : ",1,invoice,")
            writeCustomer(life.customer, to: &file)
            file.comma()
            file.day(life.opened)
            file.comma()
            file.day(life.due)
            file.comma()
            file.fields(Self.currencies[life.company])
            file.money(sign * life.amountMinor)
            file.comma()
            file.money(sign * open)
            file.comma()
            try file.endRow()
        }
        try file.finish()
    }

    func writePostings(to path: String) throws(SimulatorError) {
        var file = try ByteWriter(path: path)
        file.text("posting_date,company,document,line,kind,customer,document_date,due_date,currency,amount,clears")
        try file.endRow()
        for number in 0..<total {
            let life = life(number)
            let rest = life.amountMinor - life.partMinor
            if life.isCredit {
                try writePosting(number, life, .creditNote, on: life.opened, -life.amountMinor, line: 1, to: &file)
                try writePosting(number, life, .adjustment, on: life.closed, life.amountMinor, line: 2, to: &file)
                continue
            }
            try writePosting(number, life, .invoice, on: life.opened, life.amountMinor, line: 1, to: &file)
            if life.partMinor > 0 { try writePosting(number, life, .payment, on: life.partPaidOn, -life.partMinor, line: 2, to: &file) }
            try writePosting(number, life, life.isWrittenOff ? .writeOff : .payment, on: life.closed, -rest, line: 3, to: &file)
        }
        try file.finish()
    }

    private func writePosting(
        _ number: Int, _ life: Life, _ kind: PostingKind, on day: Day, _ amountMinor: Int64, line: Int64, to file: inout ByteWriter
    ) throws(SimulatorError) {
        guard day >= months[0].firstDay, day <= months[months.count - 1].lastDay else { return }
        file.day(day)
        file.comma()
        file.fields(Self.companies[life.company])
        writeDocument(number, life, to: &file)
        file.comma()
        file.integer(line)
        file.comma()
        file.fields(kind.name)
        writeCustomer(life.customer, to: &file)
        file.comma()
        file.day(life.opened)
        file.comma()
        file.day(life.due)
        file.comma()
        file.fields(Self.currencies[life.company])
        file.money(amountMinor)
        file.comma()
        if kind == .payment || kind == .writeOff { writeDocument(number, life, to: &file) }
        try file.endRow()
    }

    private func writeDocument(_ number: Int, _ life: Life, to file: inout ByteWriter) {
        file.text(life.isCredit ? "CRN" : "INV")
        file.integer(Int64(10_000_000 + (number ^ 0x2B5) * 37))
    }

    private func writeCustomer(_ customer: Int, to file: inout ByteWriter) {
        file.byte(0x43)
        file.integer(Int64(10_000_000 + customer))
    }

    func writeTeam(to folder: String) throws(SimulatorError) {
        let opened = firstDay.isoText
        try write("customer,name,country,language,segment", to: folder + "/customers.csv", count: customers) { customer in
            let (country, segment) = (Self.countries[customer % Self.countries.count], Self.segments[customer % Self.segments.count])
            return "C\(10_000_000 + customer),Customer \(customer),\(country),\(country == "IT" ? "it" : "en"),\(segment)"
        }
        try write("analyst,name,team,language", to: folder + "/analysts.csv", count: analysts) { analyst in
            "AN\(1000 + analyst),Analyst \(analyst),Team \(analyst % 10),\(analyst % 2 == 0 ? "it" : "en")"
        }
        // Every fiftieth customer belongs to the house.
        try write("customer,analyst,valid_from,valid_to", to: folder + "/portfolios.csv", count: customers) { customer in
            customer % 50 == 49 ? nil : "C\(10_000_000 + customer),AN\(1000 + customer % analysts),\(opened),"
        }
        try write("month,scope,key,metric,value,currency", to: folder + "/targets.csv", count: months.count) { month in
            "\(months[month].isoText),all,,cash.collected,1000000,EUR"
        }
        try write("date,currency,rate", to: folder + "/rates.csv", count: months.count * 2 + 2) { row in
            let day = row < 2 ? firstDay : months[row / 2 - 1].firstDay
            return "\(day.isoText),\(row % 2 == 0 ? "GBP" : "USD"),\(row % 2 == 0 ? "1.1\(60 + row)" : "0.9\(10 + row)")"
        }
    }

    private func write(_ header: String, to path: String, count: Int, row: (Int) -> String?) throws(SimulatorError) {
        var file = try ByteWriter(path: path)
        file.text(header)
        try file.endRow()
        for number in 0..<count {
            guard let text = row(number) else { continue }
            file.text(text)
            try file.endRow()
        }
        try file.finish()
    }
}
