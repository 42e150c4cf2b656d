import Ledger

extension EnglishWords {
    /// Who is credited with cash, with the numbers of the rule, without a full stop.
    func attribution(_ attribution: Attribution) -> String {
        let owner = "the owner of the customer on the posting day"
        switch attribution.rule {
        case .owner: return owner
        case .promise: return "\(promiseAnalyst), else \(owner)"
        case .lastTouch: return "\(lastTouch(attribution)), else \(owner)"
        case .split:
            let partner = attribution.partner == .promise ? promiseAnalyst : lastTouch(attribution)
            return "\(format.exactPercentage(attribution.ownerShare)) to \(owner), the rest to \(partner), else to the owner as well"
        }
    }

    private var promiseAnalyst: String { "the analyst of the promise that the payment served" }

    private func lastTouch(_ attribution: Attribution) -> String {
        let contact =
            attribution.contacts == .outbound ? "the latest outbound contact" : "the latest outbound contact that reached the customer"
        return "the analyst of \(contact) on the posting day or up to \(days(attribution.lastTouchDays)) before it"
    }
}
