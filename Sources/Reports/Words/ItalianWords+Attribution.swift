import Ledger

extension ItalianWords {
    /// Who is credited with cash, with the numbers of the rule, without a full stop.
    func attribution(_ attribution: Attribution) -> String {
        let owner = "chi aveva il cliente il giorno della registrazione"
        switch attribution.rule {
        case .owner: return "a \(owner)"
        case .promise: return "\(promiseAnalyst), altrimenti a \(owner)"
        case .lastTouch: return "\(lastTouch(attribution)), altrimenti a \(owner)"
        case .split:
            let partner = attribution.partner == .promise ? promiseAnalyst : lastTouch(attribution)
            return
                "per \(exactPercentage(.il, attribution.ownerShare)) a \(owner), il resto \(partner), altrimenti anch’esso a chi aveva il cliente"
        }
    }

    private var promiseAnalyst: String { "all’analista della promessa a cui il pagamento è servito" }

    private func lastTouch(_ attribution: Attribution) -> String {
        let contact = attribution.contacts == .outbound ? "contatto in uscita" : "contatto in uscita andato a buon fine"
        return "all’analista dell’ultimo \(contact), il giorno della registrazione o fino a \(days(attribution.lastTouchDays)) prima"
    }
}
