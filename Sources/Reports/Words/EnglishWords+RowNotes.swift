import Ledger
import Metrics

extension EnglishWords {
    func note(_ note: RowNote, _ policy: Policy) -> String {
        let money = { (minor: Int128) in format.moneyWithCurrency(Int64(clamping: minor), policy.reportingCurrency) }
        switch note {
        case .risk(let reason):
            return because(reason, policy.reportingCurrency) + "; rule: " + value(reason.rule, policy)
        case .placed(let placement):
            return grounds(placement.grounds) + (placement.expectedOn.map { ": expected \(format.date($0))" } ?? "")
        case .hindcast(let month):
            return "forecast \(money(month.forecastMinor)): \(money(month.knownMinor)) paid by \(format.date(month.snapshotDay)) and "
                + "\(money(month.expectedMinor)) expected after it; cash of the month \(money(month.cashMinor))"
        case .cleared(let invoice):
            let due = invoice.dueDay.map { ", due \(format.date($0)): \(late(invoice.daysLate ?? 0))" } ?? ", without due date"
            return "clears \(invoice.document) of \(format.date(invoice.documentDay)), paid after \(days(invoice.daysToPay))" + due
        case .interest(let spans, let currency):
            return spans.map { span in
                "\(span.halfYear.isoText): \(format.moneyWithCurrency(span.principalMinor, currency)) × \(format.exact(span.ratePercent))% × "
                    + "\(days(span.days)) ÷ 365 = \(format.moneyWithCurrency(span.interestMinor, currency))"
            }.joined(separator: "; ")
        case .documentMonth(let month, let sales, let days):
            return "\(self.days(days)) × amount ÷ sales of \(format.month(month)), \(money(sales))"
        case .disputed(let dispute):
            let places = [dispute.department, dispute.reason].compactMap { $0 }
            let state =
                dispute.closedOn.map { "closed on \(format.date($0)) after \(days(dispute.days))" } ?? "open for \(days(dispute.days))"
            return (places + [state] + (dispute.isOldest ? ["the oldest"] : [])).joined(separator: ", ")
        case .credited(let credits):
            return credits.map { credit in
                let amount = format.moneyWithCurrency(credit.minor, policy.reportingCurrency)
                let name = key(credit.analyst)
                switch credit.grounds {
                case .owner: return "\(amount) to \(name), owner on that day"
                case .promise(let id): return "\(amount) to \(name) for promise \(id)"
                case .contact(let id, let day): return "\(amount) to \(name) for contact \(id) of \(format.date(day))"
                }
            }.joined(separator: "; ")
        case .credits(let credits, let currency):
            return "of the credits "
                + credits.map { "\($0.document) \(format.moneyWithCurrency($0.openMinor, currency))" }.joined(separator: "; ")
        case .served(let payments, let currency):
            guard !payments.isEmpty else { return "no payment served it" }
            return "served by "
                + payments.map { "\(format.moneyWithCurrency($0.takenMinor, currency)) of \($0.document), \(format.date($0.day))" }
                .joined(separator: "; ")
        }
    }

    private func grounds(_ grounds: LandingPlacement.Grounds) -> String {
        switch grounds {
        case .promise(let id, let rate, let source): "promise \(id), kept rate \(format.exactPercentage(rate)) (\(name(source)))"
        case .dispute(let id, let department, let openedOn, let cycle, let source):
            "dispute \(id)" + (department.map { " with \($0)" } ?? "")
                + ", opened \(format.date(openedOn)) + \(days(cycle)) to close (\(name(source)))"
        case .due(let daysLate, let source):
            "due day " + (daysLate < 0 ? "− \(days(-daysLate)), early" : "+ \(days(daysLate)) late") + " (\(name(source)))"
        case .undated: "no due date"
        }
    }

    private func name(_ source: HabitSource) -> String {
        switch source {
        case .customer: "the customer’s own"
        case .team: "of the team"
        case .department: "of the department"
        case .all: "of all"
        case .standard: "nothing seen yet, the default"
        }
    }

    private func late(_ days: Int) -> String {
        days == 0 ? "on the day" : days < 0 ? self.days(-days) + " early" : self.days(days) + " late"
    }
}
