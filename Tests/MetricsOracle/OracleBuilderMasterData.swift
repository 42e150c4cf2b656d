import Ledger

extension OracleBuilder {
    mutating func addMasterData() {
        addCustomers()
        addAnalysts()
        addPortfolios()
        addTargets()
        addRates()
    }

    private mutating func addCustomers() {
        let names = [
            "Alfa S.p.A.", "Beta, Sons & Co", "The \"Gamma\" Group", "Delta\nTrading", "Épsilon; Ltd", "\"", "O'Zeta, \"1\"\nHouse",
        ]
        for customer in customers where !random.chance(10) {
            var record = Customer(customer: customer, name: random.pick(names))
            record.country = random.pick(["IT", "IE", "GB", "DE", nil])
            record.language = random.pick(["it", "en", nil])
            record.segment = random.pick(["Enterprise", "SMB", "Public, other", nil])
            if random.chance(40) {
                let currency = random.pick(currencies)
                record.creditLimitMinor = amount(currency)
                record.creditLimitCurrency = currency
            }
            ledger.customers.append(record)
        }
    }

    /// The last analyst of the file owns nobody.
    private mutating func addAnalysts() {
        for number in 1...random.int(2...6) {
            let team = random.pick(["North", "South", "South", nil])
            ledger.analysts.append(Analyst(analyst: "AN\(number)", name: "Analyst, \(number)", team: team))
        }
    }

    private mutating func addPortfolios() {
        let owners = ledger.analysts.dropLast().map(\.analyst) + (random.chance(25) ? ["AN-gone"] : [])
        for customer in customers where !random.chance(15) {
            var from = random.chance(70) ? firstDay.adding(days: -random.int(100...500)) : day()
            let count = random.pick([1, 1, 2, 3])
            for position in 1...count {
                var assignment = PortfolioAssignment(customer: customer, analyst: random.pick(owners), validFrom: from)
                if position < count || random.chance(20) {
                    let earliest = max(from, firstDay)
                    let validTo = earliest.adding(days: random.int(0...150))
                    assignment.validTo = validTo
                    from = validTo.adding(days: random.chance(80) ? 1 : random.int(2...40))
                }
                ledger.portfolios.append(assignment)
            }
        }
    }

    private mutating func addTargets() {
        var keys: [(scope: Scope, key: String)] = [(.all, ""), (.team, "North"), (.team, "South")]
        keys += companies.map { (.company, $0) } + ledger.analysts.map { (.analyst, $0.analyst) }
        for month in 0..<monthCount {
            for (scope, key) in keys where random.chance(50) {
                let currency = random.pick(currencies)
                let minor = random.chance(10) ? 0 : amount(currency)
                let value = Decimal64(mantissa: minor, scale: currency.exponent)
                ledger.targets.append(
                    Target(
                        month: firstMonth.adding(months: month), scope: scope, key: key, metric: "cash.collected", value: value,
                        currency: currency))
            }
        }
        ledger.targets.append(
            Target(month: firstMonth, scope: .all, key: "", metric: "cei", value: Decimal64(mantissa: 805, scale: 1)))
    }

    /// Rates change every few days, on and around snapshot days too, and go on after the last day.
    private mutating func addRates() {
        let microEuros: [String: Int128] = ["EUR": 1_000_000, "GBP": 1_170_000, "USD": 920_000, "JPY": 6_100, "KWD": 3_020_000]
        let halves = ["0.5", "1.5", "2.5", "0.25", "0.125", "1.005"]
        for currency in OracleBuilder.allCurrencies where currency != ledger.reportingCurrency {
            var days: Set<Day> = [firstDay.adding(days: -random.int(40...90)), random.pick(snapshotDays)]
            for _ in 0..<random.int(0...monthCount * 3) { days.insert(day()) }
            days.insert(lastDay.adding(days: 1))
            let hasHalves = random.chance(30)
            for day in days.sorted() {
                var rate = Decimal64(text: random.pick(halves))!
                if !hasHalves || random.chance(50) {
                    let scale = random.pick([2, 4, 6, 10])
                    let exact = microEuros[currency.code]! * Rational.powerOfTen(scale) * Int128(random.int(9_000...11_000))
                    let mantissa = exact / (microEuros[ledger.reportingCurrency.code]! * 10_000)
                    rate = Decimal64(mantissa: max(1, Int64(mantissa)), scale: scale)
                }
                ledger.rates.append(ExchangeRate(day: day, currency: currency, rate: rate))
            }
        }
    }
}
