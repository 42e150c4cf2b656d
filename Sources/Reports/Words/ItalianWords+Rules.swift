import Ledger
import Metrics

extension ItalianWords {
    func name(_ rule: RiskRules.Rule) -> String { "Rischio: " + ruleName(rule) }

    func ruleName(_ rule: RiskRules.Rule) -> String {
        switch rule {
        case .pastDueShare: "quota scaduta"
        case .lastBucket: "fascia più vecchia"
        case .brokenPromises: "promesse non mantenute"
        case .overCreditLimit: "fuori fido"
        case .daysLate: "giorni di ritardo"
        case .noContact: "nessun contatto"
        case .concentration: "concentrazione"
        }
    }

    func value(_ rule: RiskRules.Rule, _ policy: Policy) -> String {
        let settings = policy.risk[rule]
        return settings.isOn ? points(settings.points) + ": " + condition(rule, settings, policy) : "disattivata"
    }

    private func condition(_ rule: RiskRules.Rule, _ settings: ScoreRule, _ policy: Policy) -> String {
        let amount = amount(settings, policy)
        let share = exactPercentage(.il, settings.share?.rational ?? .zero)
        let days = self.days(settings.days ?? 0)
        return switch rule {
        case .pastDueShare: "scaduto di almeno \(amount) e almeno \(share) dei crediti lordi"
        case .lastBucket: "almeno \(amount) nella fascia \(bucket(policy.aging.bucketCount - 1, policy.aging).lowercased())"
        case .brokenPromises:
            "almeno \(settings.count ?? 1) \(settings.count ?? 1 == 1 ? "non mantenuta" : "non mantenute") fra le promesse scadute in \(days)"
        case .overCreditLimit: "saldo netto oltre il fido"
        case .daysLate: "scaduto in ritardo in media di almeno \(days), media pesata per importo"
        case .noContact: "qualcosa di scaduto e nessun contatto, in un senso o nell’altro, in \(days)"
        case .concentration: "almeno \(share) dei saldi positivi di tutti i clienti"
        }
    }

    func name(_ rule: WorklistRules.Rule) -> String {
        let name =
            switch rule {
            case .promiseMissed: "promessa non mantenuta"
            case .followUp: "richiamo"
            case .escalate: "escalation"
            case .pastDue: "scaduto"
            case .dispute: "contestazione vecchia"
            case .promiseDue: "promessa in scadenza"
            case .credit: "credito da abbinare"
            case .largeAmount: "importo rilevante"
            case .lastBucket: "fascia più vecchia"
            case .highRisk: "alto rischio"
            }
        return "Lista di lavoro: " + name
    }

    func value(_ rule: WorklistRules.Rule, _ policy: Policy) -> String {
        let settings = policy.worklist[rule]
        guard settings.isOn else { return "disattivata" }
        return points(settings.points) + ": " + condition(rule, settings, policy) + (rule.onlyRaises ? "; alza solo la posizione" : "")
    }

    private func condition(_ rule: WorklistRules.Rule, _ settings: ScoreRule, _ policy: Policy) -> String {
        let amount = amount(settings, policy)
        let days = workingDays(settings.workingDays ?? 0)
        let call = format.moneyWithCurrency(policy.worklist.callFrom * policy.reportingCurrency.minorPerMajor, policy.reportingCurrency)
        return switch rule {
        case .promiseMissed:
            "una promessa è risultata non mantenuta o mantenuta in parte in \(days), mancano almeno \(amount) e non ci sono contatti dopo il suo ultimo giorno"
        case .followUp: "un richiamo è previsto e non fatto"
        case .escalate: "punteggio di rischio di almeno \(policy.risk.escalateFrom) e nessuna escalation in \(days)"
        case .pastDue:
            "scaduto, né contestato né promesso, di almeno \(amount) e nessun contatto in \(days); da \(call) una telefonata, sotto un sollecito"
        case .dispute: "una contestazione aperta da almeno \(days)"
        case .promiseDue: "una promessa che scade oggi o è in tolleranza non è pagata per intero"
        case .credit: "crediti del cliente di almeno \(amount) che possono chiudere partite aperte"
        case .largeAmount: "scaduto, né contestato né promesso, di almeno \(amount)"
        case .lastBucket: "almeno \(amount) nella fascia \(bucket(policy.aging.bucketCount - 1, policy.aging).lowercased())"
        case .highRisk: "punteggio di rischio di almeno \(policy.risk.highFrom)"
        }
    }

    private func amount(_ settings: ScoreRule, _ policy: Policy) -> String {
        format.moneyWithCurrency((settings.amount ?? 0) * policy.reportingCurrency.minorPerMajor, policy.reportingCurrency)
    }
}
