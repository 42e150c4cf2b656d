import Ledger

extension OracleBuilder {
    mutating func addDocuments() {
        for number in 0..<random.int(50...400) {
            let company = random.pick(companies)
            let customer = random.pick(customers)
            // Most customers keep to one currency.
            let usual = currencies[customer.utf8.reduce(0) { $0 + Int($1) } % currencies.count]
            let currency = random.chance(80) ? usual : random.pick(currencies)
            let template = OracleItem(
                company: company, document: "", line: random.pick(["", "1"]), kind: .other, customer: customer, documentDate: firstDay,
                dueDate: nil, currency: currency, amountMinor: 0, openMinor: 0)
            switch random.int(1...100) {
            case 1...80: addInvoice(template, isFirst: number == 0)
            case 81...89: addCredit(template, kind: .payment, amount(currency))
            case 90...96: addCredit(template, kind: .creditNote, amount(currency))
            default: addAdjustment(template)
            }
        }
        applyPaymentsOnAccount()
        addSpecialCustomers()
    }

    // MARK: Documents

    /// An invoice of one or several lines. A tenth of them is older than the postings.
    private mutating func addInvoice(_ template: OracleItem, isFirst: Bool) {
        var item = template
        // Some numbers start again each fiscal year; the line then tells the invoices apart.
        let again = random.chance(6) ? reusableNumbers[item.company]?.popLast() : nil
        item.document = again ?? nextNumber(documentPrefix, item.company)
        if again == nil { reusableNumbers[item.company, default: []].append(item.document) }
        item.kind = random.pick([.invoice, .invoice, .invoice, .invoice, .debitNote, .other])
        let isOld = !isFirst && random.chance(10)
        var posted = isOld ? firstDay.adding(days: -random.int(1...200)) : day()
        if isFirst { posted = firstDay.adding(days: random.int(0...firstMonth.dayCount - 1)) }
        if posted.month == quietMonth { posted = quietMonth!.firstDay.adding(days: -random.int(1...5)) }
        item.documentDate = posted.adding(days: -random.pick([0, 0, 0, 1, 5, 40]))
        for line in random.pick([[""], ["1"], ["1"], ["1", "2"], ["", "2"], ["10", "20", "30"]]) {
            item.line = again == nil ? line : "again" + line
            item.dueDate = dueDate(item.documentDate)
            item.amountMinor = amount(item.currency)
            if !isOld { post(item, .invoice, on: posted, item.amountMinor, documentDate: item.documentDate, dueDate: item.dueDate) }
            lines.append(OracleLine(item: item, movements: [(posted, item.amountMinor)], isKept: random.chance(5)))
            if random.chance(4) { lines[lines.count - 1].amendment = (day(), dueDate(posted)) }
            addEvents(lines.count - 1, from: max(posted, firstDay))
            // Another line of the same document may come days later.
            if random.chance(10) { posted = min(lastDay, max(posted, firstDay).adding(days: random.int(1...20))) }
        }
    }

    /// Terms, none at all, on the edge of a bucket on some snapshot day, or far away.
    private mutating func dueDate(_ documentDate: Day) -> Day? {
        switch random.int(1...100) {
        case 1...8: return nil
        case 9...30:
            let edge = random.pick([0] + ledger.limits)
            return random.pick(snapshotDays).adding(days: -edge - random.int(-1...1))
        case 31...33: return documentDate.adding(days: -random.int(1_000...5_000))
        case 34...36: return documentDate.adding(days: random.int(1_000...20_000))
        default: return documentDate.adding(days: random.pick([0, 14, 30, 30, 45, 60, 90]))
        }
    }

    /// A credit note, or a payment on account that may name a document nobody knows.
    private mutating func addCredit(_ template: OracleItem, kind: ItemKind, _ amountMinor: Int64) {
        var item = template
        item.document = nextNumber(kind == .payment ? "P" : "CN", item.company)
        item.kind = kind
        item.documentDate = day()
        item.dueDate = random.chance(30) ? dueDate(item.documentDate) : nil
        item.amountMinor = -amountMinor
        let clears = random.chance(30) ? random.pick(["unknown", documentPrefix + "999999", documentPrefix + "1"]) : nil
        post(item, kind == .payment ? .payment : .creditNote, on: item.documentDate, item.amountMinor, clears: clears)
        lines.append(OracleLine(item: item, movements: [(item.documentDate, item.amountMinor)], isKept: false))
    }

    private mutating func addAdjustment(_ template: OracleItem) {
        var item = template
        item.document = nextNumber("A", item.company)
        item.documentDate = day()
        item.amountMinor = amount(item.currency) * (random.chance(50) ? 1 : -1)
        item.dueDate = item.amountMinor > 0 ? dueDate(item.documentDate) : nil
        post(item, .adjustment, on: item.documentDate, item.amountMinor)
        lines.append(OracleLine(item: item, movements: [(item.documentDate, item.amountMinor)], isKept: false))
    }

    // MARK: What happens to a line

    private mutating func addEvents(_ position: Int, from start: Day) {
        var day = start
        for _ in 0..<random.pick([0, 0, 1, 1, 1, 2, 3]) {
            day = day.adding(days: random.pick([0, 1, 10, 30, 45, random.int(0...120)]))
            let open = lines[position].open(on: day)
            if day > lastDay || open <= 0 { return }
            let part = Int64(random.int(1...Int(open)))
            switch random.int(1...100) {
            case 1...40: move(position, .payment, on: day, -open)
            case 41...65: move(position, .payment, on: day, -part)
            case 66...70: move(position, .payment, on: day, -open - amount(lines[position].item.currency))
            case 71...76: payAndReverse(position, on: day, part)
            case 77...82: move(position, .creditNote, on: day, -part)
            case 83...88: move(position, .writeOff, on: day, random.chance(50) ? -open : -part)
            case 89...94: move(position, .adjustment, on: day, random.chance(50) ? -part : part)
            default: move(position, .invoice, on: day, -open)
            }
        }
    }

    private mutating func payAndReverse(_ position: Int, on day: Day, _ amountMinor: Int64) {
        move(position, .payment, on: day, -amountMinor)
        let reversed = day.adding(days: random.int(0...40))
        if reversed <= lastDay { move(position, .payment, on: reversed, amountMinor) }
    }

    /// A posting that changes the open amount of a line. Cancelled invoices are posted under the invoice's own number, payments now and then too.
    private mutating func move(_ position: Int, _ kind: PostingKind, on day: Day, _ amountMinor: Int64) {
        let item = lines[position].item
        var posted = item
        var clears: String? = item.document
        if kind == .invoice {
            posted.line = nextNumber(item.line + "-", item.company + item.document)
            clears = nil
        } else if random.chance(6) {
            posted.line = nextNumber("m", item.company + item.document)
        } else {
            posted.document = nextNumber(kind == .payment ? "P" : "M", item.company)
            posted.line = random.pick(["", "1"])
        }
        if random.chance(6) { clears = random.pick([nil, "unknown", documentPrefix + "2"]) }
        post(posted, kind, on: day, amountMinor, dueDate: kind == .invoice && random.chance(50) ? item.dueDate : nil, clears: clears)
        lines[position].movements.append((day, amountMinor))
    }

    private mutating func post(
        _ item: OracleItem, _ kind: PostingKind, on day: Day, _ amountMinor: Int64, documentDate: Day? = nil, dueDate: Day? = nil,
        clears: String? = nil
    ) {
        ledger.postings.append(
            OraclePosting(
                postingDate: day, company: item.company, document: item.document, line: item.line, kind: kind, customer: item.customer,
                documentDate: random.chance(15) ? nil : documentDate, dueDate: random.chance(5) ? nil : dueDate, currency: item.currency,
                amountMinor: amountMinor, clears: clears))
    }

    /// Sets credits off against invoices of the same account, which no posting tells.
    private mutating func applyPaymentsOnAccount() {
        for credit in lines.indices where lines[credit].item.amountMinor < 0 && random.chance(40) {
            let day = lines[credit].item.documentDate.adding(days: random.int(1...60))
            let item = lines[credit].item
            let debit = lines.indices.first { position in
                let other = lines[position].item
                return other.company == item.company && other.customer == item.customer && other.currency == item.currency
                    && other.amountMinor > 0 && lines[position].open(on: day) > 0
            }
            guard let debit else { continue }
            let applied = min(lines[debit].open(on: day), -item.amountMinor)
            lines[credit].movements.append((day, applied))
            lines[debit].movements.append((day, -applied))
        }
    }

    /// Customers whose balance is exactly zero, only credit, or so much credit that the whole ledger turns negative.
    private mutating func addSpecialCustomers() {
        let currency = random.pick(currencies)
        var template = OracleItem(
            company: random.pick(companies), document: "", line: "", kind: .invoice, customer: "zero", documentDate: firstDay, dueDate: nil,
            currency: currency, amountMinor: amount(currency), openMinor: 0)
        if random.chance(40) {
            addCredit(template, kind: .payment, template.amountMinor)
            template.document = nextNumber(documentPrefix, template.company)
            template.documentDate = lines[lines.count - 1].item.documentDate
            post(template, .invoice, on: template.documentDate, template.amountMinor)
            lines.append(OracleLine(item: template, movements: [(template.documentDate, template.amountMinor)], isKept: false))
        }
        template.customer = "credit only"
        if random.chance(40) { addCredit(template, kind: .creditNote, template.amountMinor) }
        if random.chance(8) { addCredit(template, kind: .payment, 10_000_000_000) }
    }
}
