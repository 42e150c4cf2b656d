import Ledger

/// An item of the ledger with what the future holds for it.
struct LedgerItem {
    var account: Int
    var document: String
    var line: Int
    var kind: ItemKind
    var documentDay: Day
    var dueDay: Day?
    var amountMinor: Int64
    var openMinor: Int64
    var reference: String
    /// Debit items: the day its customer means to pay. Credit items: the day it is applied or deducted. Nil: not decided.
    var plannedDay: Day?
    /// Of a hundred: what the next payment pays; 100 for all.
    var nextPaymentPercent = 100
    /// The day an objection will be raised.
    var disputeDay: Day?
    /// Index of its open dispute.
    var dispute: Int?
    /// A promise runs until this day.
    var promisedUntil: Day?
    /// The unapplied payment that will settle it.
    var coveredBy: Int?
    /// What is left is a small difference that will be cleared on the planned day.
    var isSmallDifference = false

    var isDebit: Bool { openMinor > 0 }
}

/// A collections team and its ledger, moved forward day by day. All amounts change through ``post(_:_:amountMinor:clears:)`` or ``apply(credit:to:)``,
/// so that the ledger and its postings cannot part.
struct Simulation {
    let options: SimulatorOptions
    let rates: RateTable
    var book: CustomerBook
    var team: Team
    var items: [LedgerItem] = []
    var result: SimulatedLedger
    var today: Day

    /// Running document numbers by company.
    var numbers: [DocumentNumbers]
    var invoicing: Generator
    var paying: Generator
    var crediting: Generator
    var disputing: Generator
    var contacting: Generator

    /// By customer: the last outbound contact, and the position in the result of the activity whose follow-up is open.
    var lastContact: [Day?]
    var openFollowUp: [Int?]
    /// Objections that will be settled: index of dispute, its item, the day.
    var settlements: [(dispute: Int, item: Int, on: Day)] = []

    init(options: SimulatorOptions) {
        self.options = options
        book = CustomerBook(options: options)
        team = Team(book: book, options: options)
        today = options.firstDay
        result = SimulatedLedger(options: options)
        result.customers = book.customers.map(\.record)
        result.analysts = team.members.map(\.record)
        result.portfolios = team.assignments
        let lastDay = Self.dailySnapshotDays(options).last ?? options.lastMonth.lastDay
        result.rates = RateWalk.rates(seed: options.seed, from: options.firstDay, to: lastDay)
        rates = RateTable(reporting: .eur, rates: result.rates)
        numbers = SellingCompany.all.map { DocumentNumbers(numbering: $0.numbering) }
        invoicing = Generator(seed: options.seed, stream: 3)
        paying = Generator(seed: options.seed, stream: 4)
        crediting = Generator(seed: options.seed, stream: 5)
        disputing = Generator(seed: options.seed, stream: 6)
        contacting = Generator(seed: options.seed, stream: 8)
        lastContact = Array(repeating: nil, count: book.customers.count)
        openFollowUp = Array(repeating: nil, count: book.customers.count)
    }

    /// The working days after the last month that get a snapshot.
    static func dailySnapshotDays(_ options: SimulatorOptions) -> [Day] {
        var days: [Day] = []
        var day = options.lastMonth.lastDay
        while days.count < options.dailySnapshots {
            day = WorkingCalendar.after(day)
            days.append(day)
        }
        return days
    }

    /// Lives through all days and gives what was left behind; of contacts and promises, those since a quarter before the first snapshot's month.
    mutating func run() -> SimulatedLedger {
        let daily = Self.dailySnapshotDays(options)
        let lastDay = daily.last ?? options.lastMonth.lastDay
        while today <= lastDay {
            team.begin(today)
            let month = today.month
            if today == month.firstDay, month >= options.firstMonth { setTargets(for: month) }
            if WorkingCalendar.isWorking(today) { liveThroughDay() }
            let isMonthEnd = today == month.lastDay && month >= options.firstMonth && month <= options.lastMonth
            if isMonthEnd || daily.contains(today) { takeSnapshot() }
            today = today.adding(days: 1)
        }
        let firstKept = options.firstMonth.adding(months: -3).firstDay
        result.activities.removeAll { $0.date < firstKept }
        result.promises.removeAll { $0.madeOn < firstKept }
        return result
    }

    private mutating func liveThroughDay() {
        issueInvoices()
        settleDisputes()
        raiseDisputes()
        receivePayments()
        applyCredits()
        issueCreditNotes()
        clearSmallDifferences()
        writeOff()
        makeContacts()
        for account in book.accounts.indices { book.accounts[account].open.removeAll { items[$0].openMinor == 0 } }
    }

    private mutating func takeSnapshot() {
        var snapshot = SimulatedSnapshot(day: today, items: [])
        for account in book.accounts {
            let customer = book.customers[account.customer].record.customer
            for item in account.open.map({ items[$0] }) {
                snapshot.items.append(
                    SimulatedItem(
                        company: SellingCompany.all[account.company].code, document: item.document, line: item.line, kind: item.kind,
                        customer: customer, documentDay: item.documentDay, dueDay: item.dueDay, currency: account.currency,
                        amountMinor: item.amountMinor, openMinor: item.openMinor, reference: item.reference))
            }
        }
        result.snapshots.append(snapshot)
    }

    // MARK: The only three ways amounts move

    /// Opens an item and posts it, on today's date.
    @discardableResult
    mutating func open(_ item: LedgerItem, posting kind: PostingKind) -> Int {
        let index = items.count
        items.append(item)
        book.accounts[item.account].open.append(index)
        append(
            kind, account: item.account, document: item.document, line: item.line, documentDay: item.documentDay, dueDay: item.dueDay,
            amountMinor: item.amountMinor, clears: "")
        return index
    }

    /// Posts a movement that is applied to an open item: its open amount changes by the same amount.
    mutating func post(_ kind: PostingKind, document: String, line: Int, amountMinor: Int64, clearing index: Int) {
        let moved = items[index].openMinor + amountMinor
        precondition(
            amountMinor != 0 && moved.signum() * items[index].openMinor.signum() >= 0, "a movement never turns the sign of an item")
        items[index].openMinor = moved
        append(
            kind, account: items[index].account, document: document, line: line, documentDay: today, dueDay: nil, amountMinor: amountMinor,
            clears: items[index].document)
    }

    /// Applies a credit item to a debit item of the same account: both shrink, the balance stays, nothing is posted.
    mutating func apply(credit: Int, to debit: Int) {
        precondition(items[credit].account == items[debit].account, "credits are applied inside one account")
        let amountMinor = min(-items[credit].openMinor, items[debit].openMinor)
        precondition(amountMinor > 0, "a credit is applied to a debit")
        items[credit].openMinor += amountMinor
        items[debit].openMinor -= amountMinor
    }

    private mutating func append(
        _ kind: PostingKind, account: Int, document: String, line: Int, documentDay: Day, dueDay: Day?, amountMinor: Int64, clears: String
    ) {
        let owner = book.accounts[account]
        result.postings.append(
            SimulatedPosting(
                postingDay: today, company: SellingCompany.all[owner.company].code, document: document, line: line, kind: kind,
                customer: book.customers[owner.customer].record.customer, documentDay: documentDay, dueDay: dueDay,
                currency: owner.currency, amountMinor: amountMinor, clears: clears))
    }

    /// Whole euros of minor units on today's date.
    func euros(_ amountMinor: Int64, _ currency: Currency) -> Int64 {
        (rates.conversion(of: currency, on: today)?.convert(amountMinor) ?? amountMinor) / 100
    }

    /// Days past due today; items without a due day are never late.
    func daysPastDue(_ item: LedgerItem) -> Int { item.dueDay.map { today.days(since: $0) } ?? 0 }
}

/// The running document numbers of one company.
struct DocumentNumbers {
    let numbering: SellingCompany.Numbering
    private var last: [Int] = [4_112, 310, 7_254, 84]

    init(numbering: SellingCompany.Numbering) { self.numbering = numbering }

    mutating func invoice() -> String { next(0, numbering.invoice) }
    mutating func creditNote() -> String { next(1, numbering.creditNote) }
    mutating func payment() -> String { next(2, numbering.payment) }
    mutating func journal() -> String { next(3, numbering.journal) }

    private mutating func next(_ series: Int, _ prefix: String) -> String {
        last[series] += 1
        let digits = String(last[series])
        return prefix + String(repeating: "0", count: max(0, numbering.digits - digits.utf8.count)) + digits
    }
}
