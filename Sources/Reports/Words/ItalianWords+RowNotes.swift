import Ledger
import Metrics

extension ItalianWords {
    func note(_ note: RowNote, _ policy: Policy) -> String {
        let money = { (minor: Int128) in format.moneyWithCurrency(Int64(clamping: minor), policy.reportingCurrency) }
        switch note {
        case .risk(let reason):
            return because(reason, policy.reportingCurrency) + "; regola: " + value(reason.rule, policy)
        case .placed(let placement):
            return grounds(placement.grounds) + (placement.expectedOn.map { ": atteso \(date(.il, $0))" } ?? "")
        case .hindcast(let month):
            return
                "previsione \(money(month.forecastMinor)): \(money(month.knownMinor)) pagati entro \(date(.il, month.snapshotDay)) e "
                + "\(money(month.expectedMinor)) attesi dopo; incasso del mese \(money(month.cashMinor))"
        case .cleared(let invoice):
            let due = invoice.dueDay.map { ", scadenza \(format.date($0)): \(late(invoice.daysLate ?? 0))" } ?? ", senza scadenza"
            return "abbinato a \(invoice.document) \(date(.del, invoice.documentDay)), pagato dopo \(days(invoice.daysToPay))" + due
        case .interest(let spans, let currency):
            return spans.map { span in
                "\(span.halfYear.isoText): \(format.moneyWithCurrency(span.principalMinor, currency)) × \(format.exact(span.ratePercent))% × "
                    + "\(days(span.days)) ÷ 365 = \(format.moneyWithCurrency(span.interestMinor, currency))"
            }.joined(separator: "; ")
        case .documentMonth(let month, let sales, let days):
            return "\(self.days(days)) × importo ÷ fatturato di \(format.month(month)), \(money(sales))"
        case .disputed(let dispute):
            let places = [dispute.department, dispute.reason].compactMap { $0 }
            let state =
                dispute.closedOn.map { "chiusa \(date(.il, $0)) dopo \(days(dispute.days))" } ?? "aperta da \(days(dispute.days))"
            return (places + [state] + (dispute.isOldest ? ["la più vecchia"] : [])).joined(separator: ", ")
        case .credited(let credits):
            return credits.map { credit in
                let amount = format.moneyWithCurrency(credit.minor, policy.reportingCurrency)
                let name = key(credit.analyst)
                switch credit.grounds {
                case .owner: return "\(amount) a \(name), titolare in quel giorno"
                case .promise(let id): return "\(amount) a \(name) per la promessa \(id)"
                case .contact(let id, let day): return "\(amount) a \(name) per il contatto \(id) \(date(.del, day))"
                }
            }.joined(separator: "; ")
        case .credits(let credits, let currency):
            return "dei crediti "
                + credits.map { "\($0.document) \(format.moneyWithCurrency($0.openMinor, currency))" }.joined(separator: "; ")
        case .served(let payments, let currency):
            guard !payments.isEmpty else { return "nessun pagamento l’ha servita" }
            return "servita da "
                + payments.map { "\(format.moneyWithCurrency($0.takenMinor, currency)) di \($0.document), \(format.date($0.day))" }
                .joined(separator: "; ")
        }
    }

    private func grounds(_ grounds: LandingPlacement.Grounds) -> String {
        switch grounds {
        case .promise(let id, let rate, let source):
            "promessa \(id), quota mantenuta \(format.exactPercentage(rate)) (\(name(source)))"
        case .dispute(let id, let department, let openedOn, let cycle, let source):
            "contestazione \(id)" + (department.map { " presso \($0)" } ?? "")
                + ", aperta \(date(.il, openedOn)) + \(days(cycle)) per chiuderla (\(name(source)))"
        case .due(let daysLate, let source):
            "scadenza " + (daysLate < 0 ? "− \(days(-daysLate)), in anticipo" : "+ \(days(daysLate)) di ritardo") + " (\(name(source)))"
        case .undated: "senza scadenza"
        }
    }

    private func name(_ source: HabitSource) -> String {
        switch source {
        case .customer: "del cliente stesso"
        case .team: "del team"
        case .department: "dell’ufficio"
        case .all: "di tutti"
        case .standard: "nulla di osservato, valore standard"
        }
    }

    private func late(_ days: Int) -> String {
        days == 0 ? "il giorno stesso" : days < 0 ? self.days(-days) + " di anticipo" : self.days(days) + " di ritardo"
    }
}
