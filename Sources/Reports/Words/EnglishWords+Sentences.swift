import Ledger
import Metrics
import ReportDocument

extension EnglishWords {
    func sentence(_ finding: Finding) -> String {
        switch finding {
        case .balance(let net, let opening, let currency):
            balance(net, opening, ShownAmounts([(net, opening)], currency, format))
        case .pastDue(let pastDue, let previous, let share, let over, let label, let currency):
            "Past due is \(format.moneyInSentence(pastDue, currency)), \(format.percentage(share)) of gross"
                + (previous.map {
                    ", " + direction(pastDue - $0, up: "up", down: "down", same: "unchanged", currency: currency)
                        + " on the end of last month"
                } ?? "") + "; \(format.moneyInSentence(over, currency)) of it is over \(days(label))."
        case .effectiveness(let cei, let change, let cash, let creditNotes, let writeOffs, let other):
            "CEI is \(format.percentage(cei))"
                + (change.map { ", " + pointsChange(cei - $0.before) + " on last month" + drivers($0) } ?? "") + "."
                + parts(of: cei, [(cash, "cash"), (creditNotes, "credit notes"), (writeOffs, "write-offs"), (other, "other movements")])
        case .daysSalesOutstanding(let days, let previous, let best):
            "Simple DSO is \(format.decimal(days, places: 1)) days"
                + (previous.map { ", " + daysChange(days - $0) + " on last month" } ?? "")
                + (best.map { "; with nothing late it would be \(format.decimal($0, places: 1)) days" } ?? "") + "."
        case .attainment(let cash, let target, let currency):
            attainment(cash, target, ShownAmounts([(cash, target)], currency, format))
        case .forecast(let minor, let gap, let currency):
            forecast(minor, target: minor - gap, ShownAmounts([(minor, minor - gap)], currency, format))
        case .laggards(let team, let portfolio, let isRunning, let currency):
            "\(isRunning ? "Furthest behind the pace" : "Furthest below target"): "
                + list(
                    [team.map { ("team", $0) }, portfolio.map { ("portfolio", $0) }].compactMap { $0 }.map {
                        "\($0.0) \($0.1.name) by \(format.moneyInSentence($0.1.missingMinor, currency))"
                    }) + "."
        case .largestPastDue(let debtors, let portfolio, let whole, let currency):
            "Largest past due" + (portfolio.map { " in portfolio " + $0 } ?? "") + ": "
                + list(debtors.map { "\($0.customer.text) \(format.moneyInSentence($0.minor, currency))" })
                + ", of \(format.moneyInSentence(whole, currency)) in all."
        case .disputes(let minor, let previous, let run, let count, let holder, let currency):
            "Open disputes come to \(format.moneyInSentence(minor, currency))"
                + (previous.map {
                    ", " + direction(minor - $0, up: "up", down: "down", same: "unchanged", currency: currency)
                        + " on the end of last month"
                } ?? "")
                + (run.map {
                    " and \(minor > $0.fromMinor ? "rising" : "falling") since the end of \(format.month($0.since)) (\(format.moneyInSentence($0.fromMinor, currency)))"
                } ?? "")
                + (holder.map {
                    "; \($0.department) has \(format.moneyInSentence($0.minor, currency)) of it in \($0.count) of \(count) disputes."
                } ?? ", in \(count == 1 ? "1 dispute" : "\(format.whole(count)) disputes").")
        case .concentration(let share):
            "The ten largest customers hold \(format.percentage(share)) of positive balances."
        case .pastDueMover(let mover, let from, let to, let currency):
            subject(mover) + (to > from ? " raised" : " lowered") + " the past due most, by "
                + (from == 0 || to == 0
                    ? "\(format.moneyInSentence(abs(to - from), currency)), \(from == 0 ? "from" : "to") nothing."
                    : "\(format.moneyInSentence(abs(to - from), currency)) to \(format.moneyInSentence(to, currency)).")
        case .brokenPromise(let customer, let minor, let currency, let due):
            "The largest broken promise is that of \(customer.text): \(format.moneyInSentence(minor, currency)) due on \(format.date(due)), of which nothing was paid."
        case .improved(let name, let from, let to, let isHigher):
            "\(name): \(isHigher ? "up" : "down") from \(format.textInSentence(from)) to \(format.textInSentence(to))."
        }
    }

    private func balance(_ net: Int64, _ opening: Int64, _ amounts: ShownAmounts) -> String {
        let change = net == opening ? "unchanged" : "\(net > opening ? "up" : "down") \(amounts.difference(net, opening))"
        return "Net receivables are \(amounts.amount(net)), \(change) on the opening \(amounts.amount(opening))."
    }

    private func attainment(_ cash: Int64, _ target: Int64, _ amounts: ShownAmounts) -> String {
        guard cash != target else { return "Cash of \(amounts.amount(cash)) meets the target exactly." }
        let way = cash > target ? "above" : "below"
        return "Cash of \(amounts.amount(cash)) is \(amounts.difference(cash, target)) \(way) the target of \(amounts.amount(target))."
    }

    private func forecast(_ minor: Int64, target: Int64, _ amounts: ShownAmounts) -> String {
        let gap =
            minor == target ? "exactly the target" : "\(amounts.difference(minor, target)) \(minor > target ? "above" : "below") the target"
        return "The forecast for the end of the month is \(amounts.amount(minor)), \(gap)."
    }

    /// " (settled +6.5% against +7.4% to collect)"; empty when neither part is known to have changed.
    private func drivers(_ change: EffectivenessChange) -> String {
        guard let parts = change.parts, [parts.settled, parts.collectable].contains(where: { !FigureFormat.roundsToZero($0, places: 3) })
        else { return "" }
        return " (settled \(signedPercentage(parts.settled)) against \(signedPercentage(parts.collectable)) to collect)"
    }

    private func signedPercentage(_ share: Rational) -> String { format.decimal(share, places: 1, shift: 2, plus: true) + "%" }

    /// " Of the 70.2%, 69.1 points are cash and 1.1 credit notes."; parts that show no points are left out. With as many decimals as the parts need to add up,
    /// or "about" where they do not.
    private func parts(of cei: Rational, _ parts: [(share: Rational, from: String)]) -> String {
        let form = ShownParts(of: cei, parts.map(\.share))
        let shown = parts.filter { !FigureFormat.roundsToZero($0.share, places: 3 + form.morePlaces) }
            .map { (points: format.decimal($0.share, places: 1 + form.morePlaces, shift: 2), from: $0.from) }
        guard let first = shown.first else { return "" }
        let listed = ["\(first.points) points are \(first.from)"] + shown.dropFirst().map { "\($0.points) \($0.from)" }
        return " Of the \(format.percentage(cei, morePlaces: form.morePlaces)), \(form.addsUp ? "" : "about ")\(list(listed))."
    }

    /// "a, b and c".
    func list(_ parts: [String], _ conjunction: String = "and") -> String {
        parts.count > 1 ? parts.dropLast().joined(separator: ", ") + " \(conjunction) " + parts[parts.count - 1] : parts.joined()
    }

    private func direction(_ minor: Int64, up: String, down: String, same: String, currency: Currency) -> String {
        minor == 0 ? same : (minor > 0 ? up : down) + " " + format.moneyInSentence(abs(minor), currency)
    }

    private func subject(_ mover: PastDueMover) -> String {
        switch mover {
        case .portfolio(let code): "Of the portfolios, \(code)"
        case .customer(let customer): "Of the customers, \(customer.text)"
        }
    }

    private func pointsChange(_ change: Rational) -> String {
        let shown = format.decimal(change < .zero ? .zero - change : change, places: 1, shift: 2)
        if shown == "0.0" { return "unchanged" }
        return (change > .zero ? "up " : "down ") + shown + " points"
    }

    private func daysChange(_ change: Rational) -> String {
        let shown = format.decimal(change < .zero ? .zero - change : change, places: 1)
        if shown == "0.0" { return "unchanged" }
        return (change > .zero ? "up " : "down ") + shown + " days"
    }

    func heading(_ heading: Heading) -> String {
        switch heading {
        case .figure: "Figure"
        case .actual: "Actual"
        case .target: "Target"
        case .variance: "Variance"
        case .status: "Status"
        case .previousMonth: "Last month"
        case .change: "Change"
        case .sameMonthLastYear: "Same month last year"
        case .month: "Month"
        case .days: "Days"
        case .amount: "Amount"
        case .movement: "Movement"
        case .fromBucket: "Opening bucket"
        case .settled: "Settled"
        case .paid: "Settled: paid"
        case .credited: "Settled: credited"
        case .writtenOff: "Settled: written off"
        case .settledOtherwise: "Settled: other"
        case .total: "Total"
        case .new: "New"
        case .openingTotal: "Opening total"
        case .share: "Share"
        case .customer: "Customer"
        case .customerName: "Name"
        case .owner: "Portfolio"
        case .oldestDaysPastDue: "Oldest, days late"
        case .because: "Because"
        case .nextStep: "Next step"
        case .id: "Id"
        case .definition: "Definition"
        case .unit: "Unit"
        case .policy: "Setting"
        case .value: "Value"
        case .snapshot: "Snapshot"
        case .version: "Version"
        case .rows: "Items"
        case .file: "File"
        case .fingerprint: "Content fingerprint"
        case .currency: "Currency"
        case .rate: "Rate"
        case .validFrom: "From"
        case .note: "Note"
        case .headlineFigures: "Headline figures"
        case .trend: "Trend"
        case .byScope: "By"
        case .migrationMatrix: "Migration of debit items since the opening"
        case .migrationShares: "Migration in per cent of the opening bucket"
        case .bridge: "Bridge from the opening to the closing balance"
        case .highRisk: "High-risk accounts"
        case .definitions: "Definitions"
        case .policies: "Settings that shape the figures"
        case .sources: "Snapshots behind the figures"
        case .imports: "Files imported"
        case .importProfile: "Profile"
        case .digest: "SHA-256"
        case .dialect: "Written as"
        case .rowsRead: "Rows read"
        case .rowsKept: "Kept"
        case .rowsDropped: "Dropped"
        case .rowsRejected: "Rejected"
        case .controlTotals: "Control totals"
        case .rates: "Exchange rates"
        case .dataQuality: "Data quality"
        case .findings: "What moved"
        case .tieOut: "Tie-out"
        case .targetGap: "Gap to target"
        case .bucketAxis: "Bucket"
        case .dayAxis: "Days"
        case .amountAxis: "Amount"
        case .ratioAxis: "Share"
        case .count: "Number"
        case .department: "Department"
        case .disputeReason: "Reason"
        case .dispute: "Dispute"
        case .document: "Document"
        case .openedOn: "Opened on"
        case .daysOpen: "Days open"
        case .oldestOpen: "Oldest open dispute"
        case .closedInPeriod: "Closed in the period"
        case .notStated: "Not stated"
        case .disputesByDepartment: "Disputes by department"
        case .disputesByReason: "Disputes by reason"
        case .oldestDisputes: "Oldest open disputes"
        case .countedInForecast: "Counted in the forecast"
        case .wouldAdd: "Would add"
        case .gapWithItems: "Gap with these items"
        case .ratioInputs: "Figures behind the ratios"
        case .lastDay: "To"
        case .importFindings: "Findings"
        case .ageBand: "Age"
        case .creditNotes: "Credit notes"
        case .onAccount: "Cash on account"
        case .otherCredits: "Other credits"
        case .unappliedByAge: "Credits to clear by age"
        case .undatedItems: "Debit items without a due date (counted as current)"
        case .itemsWithoutSales: "Debit items of months without sales on record (outside the true DSO)"
        case .unmatchedPayments: "Payments that name no known invoice (outside payment behaviour)"
        case .unownedCustomers: "Net balance of customers without an owner (house account)"
        }
    }
}
