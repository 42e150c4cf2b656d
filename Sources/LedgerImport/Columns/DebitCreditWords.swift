import Ledger

/// The column whose words say whether an amount is a debit or a credit.
struct DebitCreditWords {
    /// The column's field.
    let field: Int
    private let credit: Set<String>
    /// Empty: any other word marks a debit.
    private let debit: Set<String>
    /// The words as the profile writes them, for messages.
    let listed: [String]

    /// What a word says of an amount.
    enum Meaning {
        case credit
        case debit
        /// There is no word: the sign is as it is written.
        case asWritten
        /// The word is not known, or contradicts a written minus.
        case unknown
    }

    /// Nil when the profile finds signs in another way.
    init?(_ sign: ImportProfile.SignRule, field: Int) {
        guard case .indicator(let credit, let debit) = sign else { return nil }
        self.field = field
        self.credit = Set(credit.map { $0.lowercased() })
        self.debit = Set(debit.map { $0.lowercased() })
        listed = credit + debit
    }

    /// What a word says of an amount that is written with a minus or without.
    func meaning(_ word: String, isNegative: Bool) -> Meaning {
        let word = word.lowercased()
        if word.isEmpty { return .asWritten }
        if credit.contains(word) { return .credit }
        if debit.contains(word) { return .debit }
        return debit.isEmpty && !isNegative ? .debit : .unknown
    }
}
