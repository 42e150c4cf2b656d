import Metrics

extension EnglishWords {
    func name(_ part: RatioPart) -> String {
        switch part {
        case .paymentOnTimeCount: "Payments on time"
        case .paymentDatedCount: "Payments of dated invoices"
        case .paymentOnTimeAmount: "Paid on time"
        case .paymentDatedAmount: "Paid of dated invoices"
        case .topTenBalance: "Ten largest balances"
        case .positiveBalance: "Positive balances"
        case .promisePaid: "Paid of what was promised"
        case .promisePromised: "Promised amount"
        case .contactsPromises: "Contacts with a promise"
        case .coverageContacted: "Past-due accounts contacted"
        case .coveragePastDue: "Past-due accounts at opening"
        case .coverageContactedBalance: "Past-due balance contacted"
        case .coveragePastDueBalance: "Past due at opening"
        case .followUpsDone: "Follow-ups done on time"
        case .followUpsDue: "Follow-ups due"
        }
    }

    func definition(_ part: RatioPart) -> String {
        switch part {
        case .paymentOnTimeCount: "applied payments posted on or before the due day of their invoice"
        case .paymentDatedCount: "applied payments whose invoice has a due day"
        case .paymentOnTimeAmount: "amount of the applied payments posted on or before the due day of their invoice"
        case .paymentDatedAmount: "amount of the applied payments whose invoice has a due day"
        case .topTenBalance: "the ten largest positive customer balances"
        case .positiveBalance: "all positive customer balances"
        case .promisePaid: "of each judged promise what was paid, at most what was promised, at the due days’ rates"
        case .promisePromised: "what the judged promises promised, at the due days’ rates"
        case .contactsPromises: "activities with outcome promise"
        case .coverageContacted: "customers past due at opening with an outbound contact in the period"
        case .coveragePastDue: "customers past due at opening"
        case .coverageContactedBalance: "what the contacted customers owed past due at opening"
        case .coveragePastDueBalance: "what was past due at opening"
        case .followUpsDone: "follow-ups due in the period that were done on or before their day"
        case .followUpsDue: "follow-ups due in the period"
        }
    }
}
