import Ledger

/// Finds columns for the headers of a sample.
struct ProposalBuilder {
    private let sample: LayoutSample
    /// The one that the headers are most like comes first.
    private let profiles: [ImportProfile]
    /// The shipped profile that most headers belong to, and how many.
    private let closest: (profile: ImportProfile, likeness: ProfileLikeness)?

    init(sample: LayoutSample, profiles: [ImportProfile]) {
        self.sample = sample
        let likenesses = ImportProfile.shipped.compactMap { profile in
            ProfileLikeness(HeaderMatch(sample.header, profile: profile, line: sample.headerLine), profile)
        }
        closest = ProfileLikeness.closest(likenesses).flatMap { found in ImportProfile.shipped(found.profile).map { ($0, found) } }
        self.profiles = [closest?.profile].compactMap { $0 } + profiles
    }

    /// What the values of a column look like.
    private enum ValueType { case day, amount, currency, text, nothing }

    /// Parts of header words by column, in the languages of the shipped profiles; the first that fits counts.
    private static let words: [(column: String, parts: [String])] = [
        ("cleared_on", ["clear", "settled", "paid on", "payment date", "pagamento", "pareggio", "ausgleich", "rapproch", "bezahlt"]),
        ("due_date", ["due", "scad", "fällig", "faellig", "échéance", "echeance"]),
        ("document_date", ["invoice date", "doc. date", "document date", "data", "date", "datum"]),
        ("open_amount", ["open", "outstanding", "balance", "remaining", "residuo", "aperto", "saldo", "offen", "solde", "restant"]),
        ("amount", ["amount", "importo", "betrag", "montant", "total"]),
        ("currency", ["currency", "curr", "divisa", "valuta", "währung", "waehrung", "devise"]),
        ("document", ["document", "invoice", "fattura", "beleg", "rechnung", "pièce", "facture"]),
        ("customer", ["customer", "client", "debitor", "kunde", "kd", "account", "conto", "konto", "compte"]),
        ("document", ["numero", "number", "nr"]),
        ("kind", ["type", "tipo", "art", "kind", "class"]),
        ("company", ["company", "società", "societa", "buchungskreis", "société", "entity"]),
        ("reference", ["reference", "riferimento", "referenz", "référence"]),
    ]

    /// Different words for kinds that a list may have.
    private static let kindWordLimit = 12

    private struct Candidate {
        let index: Int
        let column: String
        let confidence: Confidence
        let reason: String
    }

    func proposal() -> ProfileProposal {
        let candidates = sample.header.indices.compactMap(candidate)
        var chosen: [String: Candidate] = [:]
        // What is certain goes first, then the order of the file.
        for candidate in candidates.sorted(by: {
            ($0.confidence == .certain ? 0 : 1, $0.index) < ($1.confidence == .certain ? 0 : 1, $1.index)
        })
        where chosen[candidate.column] == nil {
            chosen[candidate.column] = candidate
        }
        if chosen["open_amount"] == nil, chosen["cleared_on"] == nil, let amount = chosen.removeValue(forKey: "amount") {
            chosen["open_amount"] = Candidate(
                index: amount.index, column: "open_amount", confidence: .likely, reason: "the only amount; check that it is what is open")
        }
        let kind = closest?.profile.kind ?? (chosen["cleared_on"] == nil ? .ledger : .history)
        let schema = FileSchema.of(kind)
        let mappings = schema.columns.compactMap { column in
            chosen[column.name].map {
                ProfileProposal.Mapping(
                    column: column.name, header: sample.header[$0.index], confidence: $0.confidence, reason: $0.reason)
            }
        }
        let used = Set(mappings.map(\.header))
        let needed = closest?.likeness.missing ?? schema.requiredNames
        return ProfileProposal(
            kind: kind, sheet: sample.sheet, likeness: closest?.likeness, headerLine: sample.headerLine, mappings: mappings,
            missing: needed.filter { chosen[$0] == nil }, unused: sample.header.filter { !$0.isEmpty && !used.contains($0) },
            kinds: kind == .ledger ? chosen["kind"].map { kinds($0.index) } ?? [] : [], base: closest?.profile)
    }

    private func candidate(_ index: Int) -> Candidate? {
        let name = sample.header[index].lowercased()
        guard !name.isEmpty else { return nil }
        let type = valueType(index)
        for profile in profiles where [.ledger, .history].contains(profile.kind) {
            let known = FileSchema.of(profile.kind).columns.map(\.name)
            let column = profile.headers.first { known.contains($0.key) && $0.value.contains { $0.lowercased() == name } }?.key
            if let column, fits(type, column) {
                return Candidate(index: index, column: column, confidence: .certain, reason: "a header of profile \(profile.name)")
            }
        }
        for (column, parts) in Self.words where fits(type, column) {
            if let part = parts.first(where: name.contains) {
                return Candidate(index: index, column: column, confidence: .likely, reason: "the name has \"\(part)\", the values fit")
            }
        }
        let values = Set(sample.values(index))
        if values.count > 1, values.count <= Self.kindWordLimit, values.allSatisfy({ KindWord.kind(of: $0) != nil }) {
            return Candidate(index: index, column: "kind", confidence: .likely, reason: "all values are words for kinds of documents")
        }
        if type == .currency {
            return Candidate(index: index, column: "currency", confidence: .likely, reason: "all values are currencies")
        }
        return nil
    }

    private func fits(_ type: ValueType, _ column: String) -> Bool {
        switch column {
        case "document_date", "due_date", "cleared_on": type == .day || type == .nothing
        case "open_amount", "amount": type == .amount
        case "currency": type == .currency
        case "as_of", "line", "disputed": false
        default: type == .text || type == .amount || type == .currency
        }
    }

    private func valueType(_ index: Int) -> ValueType {
        let values = sample.values(index)
        guard !values.isEmpty else { return .nothing }
        func most(_ test: (String) -> Bool) -> Bool { values.count(where: test) * 10 >= values.count * 8 }
        if most({ Currency(code: $0) != nil }) { return .currency }
        if most(isDay) { return .day }
        if most({ value in DecimalMark.allCases.contains { AmountText.read(value, mark: $0, exponent: 4).amountMinor != nil } }) {
            return .amount
        }
        return .text
    }

    /// Whether a value is a date in any order; day counts alone could be numbers.
    private func isDay(_ value: String) -> Bool {
        switch DateText.read(value) {
        case .yearFirst(.some, _), .yearLast(.some, _, _), .yearLast(_, .some, _), .monthNamed(.some), .zeros: true
        default: false
        }
    }

    /// The values of the kind column, with what the profiles make of them.
    private func kinds(_ index: Int) -> [(value: String, kind: String?)] {
        var seen: Set<String> = []
        let values = sample.values(index).filter { seen.insert($0).inserted }.prefix(20)
        return values.sorted().map { value in
            if ItemKind.allCases.contains(where: { $0.name == value }) { return (value, value) }
            return (value, profiles.lazy.compactMap { $0.valueMaps["kind"]?[value] }.first ?? KindWord.kind(of: value)?.name)
        }
    }
}
