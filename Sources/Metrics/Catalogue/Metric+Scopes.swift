import Ledger

extension Metric {
    /// The scopes by which there is the figure, `all` among them where there is one of the whole. By the others it is never available: the records behind it do not
    /// name what they tell apart, or it is a figure of single keys.
    public var scopes: [Scope] {
        switch self {
        case .riskScore: [.customer]
        case .contacts, .contactsReached, .contactsPromiseConversion, .contactsPerDay, .followUpOnTime,
            .ratioPart(.contactsPromises), .ratioPart(.followUpsDone), .ratioPart(.followUpsDue):
            Scope.allCases.filter { $0 != .company && $0 != .currency }
        case .promiseJudged, .promiseKept, .promisePartial, .promiseBroken, .promiseKeptRate, .promiseKeptAmountRate,
            .promisePendingCount, .promisePendingAmount, .ratioPart(.promisePaid), .ratioPart(.promisePromised),
            .disputeOpenCount, .disputeOpenAmount, .disputeRate, .disputeCycleDays:
            Scope.allCases.filter { $0 != .company }
        default: Scope.allCases
        }
    }
}
