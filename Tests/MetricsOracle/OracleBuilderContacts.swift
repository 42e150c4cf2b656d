import Ledger

/// Adds disputes, promises and activities to a ledger that is otherwise complete. It draws by itself, so that all else of a seed's ledger
/// does not depend on it.
struct OracleContactsBuilder {
    var random: OracleRandom
    var ledger: OracleLedger
    /// Some of them have no items, some no record.
    let customers: [String]
    /// Some of them are not in the analysts file.
    let analysts: [String]
    let asOfDays: [Day]
    /// The as-of days most rows lie near, so that their periods are full: the first, the last and some between.
    let busyDays: [Day]
    /// How many rows of each kind there are at most.
    let rowsMax: Int

    init(seed: UInt64, ledger: OracleLedger, customers: [String]) {
        random = OracleRandom(seed: seed ^ 0xD15B_07E5_9801_1535)
        self.ledger = ledger
        self.customers = customers + ["zero", "credit only", "Nobody, \"1\""]
        analysts = ledger.analysts.map(\.analyst) + ["AN-gone", "AN-temp"]
        let days = ledger.asOfDays
        asOfDays = days
        busyDays = days.isEmpty ? [] : Set([0, days.count / 3, days.count / 2, days.count - 1].map { days[$0] }).sorted()
        rowsMax = random.pick([0, 3, 40, 160, 160, 160])
        self.ledger.promiseToleranceDays = random.pick([3, 3, 3, 0, 1, 10])
        self.ledger.promiseToleranceIsInBankDays = seed % 3 == 0
        self.ledger.attribution = Attribution(
            rule: Attribution.Rule.allCases[Int(seed / 2 % 4)], lastTouchDays: Int(seed % 5) * 7,
            contacts: seed % 2 == 0 ? .outbound : .reached,
            ownerShare: [Rational(1, 2), Rational(3, 10), .zero, Rational(1)][Int(seed / 8 % 4)],
            partner: seed % 16 < 8 ? .promise : .lastTouch)
    }

    /// On or next to an as-of day or an end of its month, or before it.
    private mutating func day() -> Day {
        let asOf = random.pick(random.chance(75) ? busyDays : asOfDays)
        switch random.int(1...100) {
        case 1...15: return asOf
        case 16...25: return asOf.adding(days: random.pick([-1, 1]))
        case 26...40: return asOf.month.firstDay.adding(days: random.pick([-1, 0, 0, 1]))
        case 41...50: return asOf.month.lastDay.adding(days: random.pick([-1, 0, 1]))
        default: return asOf.adding(days: -random.int(0...70))
        }
    }

    /// Mostly currencies of the ledger.
    private mutating func currency() -> Currency {
        random.chance(85) && !ledger.postings.isEmpty ? random.pick(ledger.postings).currency : random.pick(OracleBuilder.allCurrencies)
    }

    private mutating func amount() -> Int64 {
        switch random.int(1...100) {
        case 1...8: Int64(random.int(1...3))
        case 9...11: Int64(random.int(1...10_000_000_000_000))
        default: Int64(random.int(1...random.pick([1_000, 100_000, 1_000_000])))
        }
    }

    // MARK: Disputes

    mutating func addDisputes() {
        if asOfDays.isEmpty { return }
        for number in 0..<random.int(0...rowsMax) {
            var dispute = Dispute(
                dispute: "d\(number)", customer: random.pick(customers), document: "D\(random.int(1...50))", openedOn: day(),
                currency: currency(), amountMinor: amount(), reason: random.pick(["price", "quantity, short", nil]),
                department: random.pick(["Billing", "Tax", "Customer Service", nil]))
            if random.chance(60) {
                dispute.closedOn = max(dispute.openedOn, random.chance(40) ? day() : dispute.openedOn.adding(days: random.int(0...90)))
            }
            ledger.disputes.append(dispute)
        }
    }

    // MARK: Promises

    /// Most promises are made around a payment, so that its day lies on an edge of their windows and several share it.
    mutating func addPromises() {
        if asOfDays.isEmpty { return }
        let payments = ledger.postings.filter { $0.kind == .payment }
        let busy = payments.filter { payment in busyDays.contains { $0.month.firstDay <= payment.postingDate && payment.postingDate <= $0 }
        }
        let reversed = (busy.isEmpty ? payments : busy).filter { payment in
            payments.contains { other in
                other.amountMinor > 0 && other.clears == payment.clears && other.customer == payment.customer
                    && other.company == payment.company
            }
        }
        for _ in 0..<random.int(0...rowsMax / 2) {
            if !reversed.isEmpty && random.chance(25) {
                addPromises(around: random.pick(reversed))
            } else if !payments.isEmpty && random.chance(80) {
                addPromises(around: random.pick(busy.isEmpty || random.chance(20) ? payments : busy))
            } else {
                let due = day()
                addPromise(
                    customer: random.pick(customers), document: random.pick([nil, "D1", "unknown"]),
                    madeOn: due.adding(days: -random.int(0...60)), dueOn: due, currency: currency(), amountMinor: amount())
            }
        }
    }

    private mutating func addPromises(around payment: OraclePosting) {
        let paidOn = payment.postingDate
        let size = abs(payment.amountMinor)
        for _ in 0..<random.pick([1, 2, 2, 3, 5]) {
            let due = dueDay(around: paidOn)
            let made = random.pick([paidOn, paidOn, paidOn.adding(days: -random.int(0...40)), paidOn.adding(days: 1), due])
            let amountMinor: Int64
            switch random.int(1...100) {
            case 1...30: amountMinor = size
            case 31...40: amountMinor = size + Int64(random.pick([-1, 1]))
            case 41...60: amountMinor = size / 2
            case 61...75: amountMinor = size + amount()
            case 76...79: amountMinor = 0
            case 80...82: amountMinor = -size
            default: amountMinor = amount()
            }
            addPromise(
                customer: random.chance(95) ? payment.customer : random.pick(customers),
                document: random.chance(5) ? payment.document : random.pick([payment.clears, nil]), madeOn: min(made, due), dueOn: due,
                currency: random.chance(93) ? payment.currency : currency(), amountMinor: amountMinor)
        }
    }

    /// So that the tolerance ends with the payment, the day before or with an as-of day, or near the payment, or on an edge of a month.
    private mutating func dueDay(around paidOn: Day) -> Day {
        let tolerance = ledger.promiseToleranceDays
        let asOf = asOfDays.first { $0 >= paidOn } ?? asOfDays[asOfDays.count - 1]
        switch random.int(1...100) {
        case 1...20: return paidOn.adding(days: -tolerance)
        case 21...27: return paidOn.adding(days: -tolerance - 1)
        case 28...60: return paidOn.adding(days: random.int(-tolerance...3))
        case 61...75: return asOf.adding(days: -tolerance)
        case 76...80: return asOf.adding(days: -tolerance + 1)
        case 81...87: return asOf.month.firstDay
        case 88...95: return asOf.month.firstDay.adding(days: -random.int(1...1 + tolerance))
        default: return day()
        }
    }

    private mutating func addPromise(
        customer: String, document: String?, madeOn: Day, dueOn: Day, currency: Currency, amountMinor: Int64
    ) {
        ledger.promises.append(
            PaymentPromise(
                promise: "p\(ledger.promises.count)", customer: customer, document: document, madeOn: madeOn, dueOn: dueOn,
                currency: currency, amountMinor: amountMinor, analyst: random.pick([nil, random.pick(analysts)])))
    }

    // MARK: Activities

    mutating func addActivities() {
        if asOfDays.isEmpty { return }
        for number in 0..<random.int(0...rowsMax * 2) {
            var activity = Activity(
                activity: "a\(number)", date: day(), analyst: random.pick(analysts), customer: random.pick(customers),
                channel: random.pick(Activity.Channel.allCases), direction: random.chance(70) ? .out : .in,
                outcome: random.pick(Activity.Outcome.allCases))
            if random.chance(40) { activity.document = "D\(random.int(1...50))" }
            if random.chance(50) {
                let on = max(activity.date, random.chance(40) ? day() : activity.date.adding(days: random.int(0...45)))
                activity.followUpOn = on
                switch random.int(1...100) {
                case 1...30: activity.followUpDoneOn = on
                case 31...50: activity.followUpDoneOn = max(activity.date, on.adding(days: -random.int(1...10)))
                case 51...70: activity.followUpDoneOn = on.adding(days: random.pick([1, 1, 30]))
                default: break
                }
            }
            ledger.activities.append(activity)
        }
    }
}
