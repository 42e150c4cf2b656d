import Ledger
import LedgerColumns

extension EvidenceReader {
    typealias Visitor = (Share, ExchangeRate?, () -> WorkingRow) -> Void

    /// Open items of a day. Linear in them.
    func visitItems(_ day: Day, _ share: (ItemView, FactsFrame) -> Share?, _ body: Visitor) throws {
        try visitItems(day, { share($1, frame) }, body)
    }

    /// The same for what depends on the row besides.
    ///
    /// - Parameter note: What shaped a row.
    func visitItems(
        _ day: Day, _ share: (Int, ItemView) -> Share?, note: @escaping (Int) -> RowNote? = { _ in nil }, _ body: Visitor
    ) throws {
        guard let items = try self.items(on: day) else { return }
        let belongs = membership(items)
        let rates = items.currencies.map { rate(of: $0, on: day) }
        let conversions = try tables.rates.conversions(of: items.currencies, on: day)
        let monthEnd = asOf.month.lastDay.daysSinceEpoch
        for row in 0..<items.count where belongs(row) {
            let currency = Int(items.currency[row])
            guard let converted = conversions[currency].convert(items.openMinor[row]) else {
                throw MetricsError.amountsTooLarge("open items of \(day.isoText)")
            }
            let due = items.dueDay[row]
            let daysPastDue = due == ItemColumns.noDay ? 0 : Int(day.daysSinceEpoch) - Int(due)
            let view = ItemView(
                openMinor: items.openMinor[row], convertedMinor: converted, daysPastDue: daysPastDue,
                bucket: frame.policy.aging.bucket(daysPastDue: daysPastDue), isDueInMonth: due != ItemColumns.noDay && due <= monthEnd)
            guard let share = share(row, view) else { continue }
            body(share, rates[currency]) {
                var item = WorkingRow(items, row, on: day, convertedMinor: converted, share: share)
                item.note = note(row)
                return item
            }
        }
    }

    /// Postings of a period. Linear in all postings.
    func visitPostings(_ period: Period, _ share: (PostingView, FactsFrame) -> Share?, _ body: Visitor) throws {
        let history = try engine.source.history()
        let postings = history.postings
        let belongs = membership(postings)
        var conversions = DailyConversions(currencies: postings.currencies, rates: tables.rates)
        var rates = DailyRates(postings.currencies, self)
        let (first, last) = (period.first.daysSinceEpoch, period.last.daysSinceEpoch)
        let monthEnd = asOf.month.lastDay.daysSinceEpoch
        for row in history.rows(in: period)
        where postings.postingDay[row] >= first && postings.postingDay[row] <= last && belongs(row) {
            let converted = try self.converted(postings, row, &conversions)
            let due = postings.dueDay[row]
            guard let kind = PostingKind(rawValue: postings.kind[row]) else { continue }
            let view = PostingView(
                kind: kind, convertedMinor: converted, isDueInMonth: due != ItemColumns.noDay && due <= monthEnd)
            guard let share = share(view, frame) else { continue }
            body(share, rates.rate(postings, row)) { WorkingRow(postings, row, convertedMinor: converted, share: share) }
        }
    }

    /// Payments of the period with what they clear.
    func visitPayments(_ share: (Facts) -> Share?, _ body: Visitor) throws {
        let postings = try self.postings()
        var conversions = DailyConversions(currencies: postings.currencies, rates: tables.rates)
        var rates = DailyRates(postings.currencies, self)
        for payment in try payments() {
            let row = payment.row
            guard let share = share(payment.facts) else { continue }
            let converted = try self.converted(postings, row, &conversions)
            body(share, rates.rate(postings, row)) {
                var working = WorkingRow(postings, row, convertedMinor: converted, share: share)
                working.note = payment.facts.cleared(postings.clears[row], on: postings.postingDay[row]).map(RowNote.cleared)
                return working
            }
        }
    }

    /// Payments of the period, under the owner of the posting day in scopes analyst and team.
    func visitAttributed(_ body: Visitor) throws {
        let history = try engine.source.history()
        let postings = history.postings
        let attribution = CashAttribution(policy: frame.policy, tables: tables)
        let (credits, owners) = (attribution.credits(postings, asOf: asOf), attribution.owners(of: postings.customers))
        var conversions = DailyConversions(currencies: postings.currencies, rates: tables.rates)
        var rates = DailyRates(postings.currencies, self)
        let belongs = membership(postings)
        for row in history.rows(in: frame.period) where postings.kind[row] == PostingKind.payment.rawValue {
            let day = Day(daysSinceEpoch: postings.postingDay[row])
            guard frame.period.contains(day) else { continue }
            let converted = try self.converted(postings, row, &conversions)
            var cash = -Int128(converted)
            var credited: [CashCredit] = []
            if scope == .analyst || scope == .team {
                let parts = credits.of(
                    row: row, customer: postings.customers[postings.customer[row]],
                    owner: owners.owner(of: postings.customer[row], on: day), day: day, amountMinor: postings.amountMinor[row],
                    cashMinor: -converted
                ).filter { (scope == .analyst ? $0.analyst : ScopeKey.team(of: $0.analyst, tables: tables)) == key }
                guard !parts.isEmpty else { continue }
                cash = parts.reduce(0) { $0 + Int128($1.minor) }
                credited = parts.filter { $0.minor != 0 }
            } else {
                guard belongs(row) else { continue }
            }
            let share = Share(cash)
            body(share, rates.rate(postings, row)) {
                var payment = WorkingRow(postings, row, convertedMinor: converted, share: share)
                payment.note = credited.isEmpty ? nil : .credited(credited)
                return payment
            }
        }
    }

    /// Opening and closing debit items, each matched with its counterpart.
    func visitMigration(_ share: (Facts) -> Share?, _ body: Visitor) throws {
        guard let opening = try items(on: frame.openingDay), let closing = try items(on: asOf) else { return }
        let (before, now) = (DescribedItems(opening, on: frame.openingDay, self), DescribedItems(closing, on: asOf, self))
        try matchedItems(opening, closing).forEach { isOpening, row, facts in
            guard let share = share(facts) else { return }
            let items = isOpening ? before : now
            body(share, items.rate(row)) { items.workingRow(row, share) }
        }
    }

    /// Accounts whose closing balance differs from opening + flows in document currency, converted at D.
    func visitUnexplained(_ body: Visitor) throws {
        guard let opening = try engine.source.positions(on: frame.openingDay), let closing = try engine.source.positions(on: asOf) else {
            return
        }
        var accounts = Accounts()
        var left: [Int128] = []
        func add(_ groups: AccountGroups, _ minor: (Int) -> Int128) {
            for (row, account) in accounts.numbers(of: groups).enumerated() {
                while left.count <= account { left.append(0) }
                left[account] += minor(row)
            }
        }
        add(closing.groups) { Int128(closing.netDocumentMinor[$0]) }
        add(opening.groups) { -Int128(opening.netDocumentMinor[$0]) }
        for flows in try engine.source.flows([frame.period]) {
            let kinds = FlowsRollup.kindCount
            add(flows.groups) { row in -(0..<kinds).reduce(Int128(0)) { $0 + Int128(flows.documentMinor[row * kinds + $1]) } }
        }
        for (account, minor) in left.enumerated() where minor != 0 {
            let code = accounts.codes[account]
            let (company, customer) = (accounts.companies.values[Int(code.company)], accounts.customers.values[Int(code.customer)])
            let currency = accounts.currencies[Int(code.currency)]
            guard isInKey(company: company, customer: customer, currency: currency) else { continue }
            guard let conversion = tables.rates.conversion(of: currency, on: asOf),
                let amount = Int64(exactly: minor), let converted = conversion.convert(amount)
            else { throw MetricsError.missingRate(currency, asOf, reporting: tables.rates.reporting) }
            let share = Share(converted)
            body(share, rate(of: currency, on: asOf)) {
                var row = WorkingRow(.account, share: share)
                (row.company, row.customer, row.currency) = (company, customer, currency)
                (row.day, row.amountMinor, row.convertedMinor) = (asOf, amount, converted)
                return row
            }
        }
    }

    private func converted(_ postings: PostingColumns, _ row: Int, _ conversions: inout DailyConversions) throws -> Int64 {
        let day = postings.postingDay[row]
        guard let converted = try conversions.conversion(currency: postings.currency[row], day: day).convert(postings.amountMinor[row])
        else { throw MetricsError.amountsTooLarge("postings of \(Day(daysSinceEpoch: day).isoText)") }
        return converted
    }

    /// The rate that amounts of a currency are converted with; nil for the reporting currency.
    func rate(of currency: Currency, on day: Day) -> ExchangeRate? {
        currency == tables.rates.reporting ? nil : tables.rates.rate(of: currency, on: day)
    }
}

/// The rates of postings, each looked up once for a run of equal days.
private struct DailyRates {
    private let reader: EvidenceReader
    /// By currency code.
    private var known: [(day: Int32, rate: ExchangeRate?)]

    init(_ currencies: [Currency], _ reader: EvidenceReader) {
        self.reader = reader
        known = currencies.map { _ in (ItemColumns.noDay, nil) }
    }

    mutating func rate(_ postings: PostingColumns, _ row: Int) -> ExchangeRate? {
        let (code, day) = (Int(postings.currency[row]), postings.postingDay[row])
        if known[code].day != day {
            known[code] = (day, reader.rate(of: postings.currencies[code], on: Day(daysSinceEpoch: day)))
        }
        return known[code].rate
    }
}

/// Items that are described where somebody asks for it. They are held by reference: what describes one is made for each of them, and columns are many to copy.
private final class DescribedItems {
    private let items: ItemColumns
    private let day: Day
    /// By currency.
    private let conversions: [Conversion?]
    private let rates: [ExchangeRate?]

    init(_ items: ItemColumns, on day: Day, _ reader: EvidenceReader) {
        (self.items, self.day) = (items, day)
        conversions = items.currencies.map { reader.tables.rates.conversion(of: $0, on: day) }
        rates = items.currencies.map { reader.rate(of: $0, on: day) }
    }

    func rate(_ row: Int) -> ExchangeRate? { rates[Int(items.currency[row])] }

    func workingRow(_ row: Int, _ share: Share) -> WorkingRow {
        let converted = conversions[Int(items.currency[row])]?.convert(items.openMinor[row])
        return WorkingRow(items, row, on: day, convertedMinor: converted, share: share)
    }
}

extension WorkingRow {
    init(_ items: ItemColumns, _ row: Int, on day: Day, convertedMinor: Int64?, share: Share) {
        self.init(.item(day), share: share)
        company = items.companies[items.company[row]]
        customer = items.customers[items.customer[row]]
        document = items.document[row]
        line = items.lines[items.line[row]]
        kind = ItemKind(rawValue: items.kind[row])?.name ?? ""
        self.day = day
        documentDay = Day(column: items.documentDay[row])
        dueDay = Day(column: items.dueDay[row])
        currency = items.currencies[Int(items.currency[row])]
        amountMinor = items.openMinor[row]
        self.convertedMinor = convertedMinor
    }

    init(_ postings: PostingColumns, _ row: Int, convertedMinor: Int64, share: Share) {
        self.init(.posting, share: share)
        company = postings.companies[postings.company[row]]
        customer = postings.customers[postings.customer[row]]
        document = postings.document[row]
        line = postings.lines[postings.line[row]]
        kind = PostingKind(rawValue: postings.kind[row])?.name ?? ""
        clears = postings.clears[row]
        day = Day(daysSinceEpoch: postings.postingDay[row])
        documentDay = Day(column: postings.documentDay[row])
        dueDay = Day(column: postings.dueDay[row])
        currency = postings.currencies[Int(postings.currency[row])]
        amountMinor = postings.amountMinor[row]
        self.convertedMinor = convertedMinor
    }
}

extension Facts {
    /// Of facts of a single payment: what it cleared; nil when it names no known invoice.
    func cleared(_ document: String, on postingDay: Int32) -> ClearedInvoice? {
        guard self[.applied] > 0 else { return nil }
        let daysToPay = Int(self[.payMinorDays] / self[.applied])
        let daysLate = self[.dated] > 0 ? Int(self[.lateMinorDays] / self[.dated]) : nil
        let day = Day(daysSinceEpoch: postingDay)
        return ClearedInvoice(
            document: document, documentDay: day.adding(days: -daysToPay), dueDay: daysLate.map { day.adding(days: -$0) },
            daysToPay: daysToPay, daysLate: daysLate)
    }
}

extension Day {
    /// The day of a column's entry; nil for a missing one.
    fileprivate init?(column value: Int32) {
        guard value != ItemColumns.noDay else { return nil }
        self.init(daysSinceEpoch: value)
    }
}
