import Ledger

/// A sum that a ratio of the catalogue divides, or divides by: `input.contacts.promises`. Numerators and denominators that are figures of the catalogue
/// themselves have no part of their own.
public enum RatioPart: String, Hashable, CaseIterable, Sendable {
    /// `payment.on-time-count`, `payment.on-time-amount`.
    case paymentOnTimeCount = "payment.punctual-count"
    case paymentDatedCount = "payment.dated-count"
    case paymentOnTimeAmount = "payment.punctual-amount"
    case paymentDatedAmount = "payment.dated-amount"
    /// `concentration.top-10`.
    case topTenBalance = "concentration.top-10-balance"
    case positiveBalance = "concentration.positive-balance"
    /// `promise.kept-amount-rate`.
    case promisePaid = "promise.paid-amount"
    case promisePromised = "promise.promised-amount"
    /// `contacts.promise-conversion`.
    case contactsPromises = "contacts.promises"
    /// `coverage.accounts`, `coverage.balance`.
    case coverageContacted = "coverage.contacted-accounts"
    case coveragePastDue = "coverage.past-due-accounts"
    case coverageContactedBalance = "coverage.contacted-balance"
    case coveragePastDueBalance = "coverage.past-due-balance"
    /// `follow-up.on-time`.
    case followUpsDone = "follow-up.done-on-time"
    case followUpsDue = "follow-up.due"

    var unit: MetricUnit {
        switch self {
        case .paymentOnTimeAmount, .paymentDatedAmount, .topTenBalance, .positiveBalance, .promisePaid, .promisePromised,
            .coverageContactedBalance, .coveragePastDueBalance:
            .money
        case .paymentOnTimeCount, .paymentDatedCount, .contactsPromises, .coverageContacted, .coveragePastDue, .followUpsDone,
            .followUpsDue:
            .count
        }
    }

    var definition: MetricDefinition {
        switch self {
        case .paymentOnTimeCount: PaymentBehaviour.punctualCount
        case .paymentDatedCount: PaymentBehaviour.datedCount
        case .paymentOnTimeAmount: PaymentBehaviour.punctualAmount
        case .paymentDatedAmount: PaymentBehaviour.datedAmount
        case .topTenBalance: Concentration.topTenBalance
        case .positiveBalance: Concentration.positiveBalance
        case .promisePaid: Promises.paid
        case .promisePromised: Promises.promised
        case .contactsPromises: Contacts.promises
        case .coverageContacted: Coverage.contactedAccounts
        case .coveragePastDue: Coverage.pastDueAccounts
        case .coverageContactedBalance: Coverage.contactedBalance
        case .coveragePastDueBalance: Coverage.pastDueBalance
        case .followUpsDone: Contacts.followUpsDone
        case .followUpsDue: Contacts.followUpsDue
        }
    }
}
