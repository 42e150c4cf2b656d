import Ledger

/// Finds columns for the headers of a sample.
struct ProposalBuilder {
    private let sample: LayoutSample
    /// The one that the headers are most like comes first.
    private let profiles: [ImportProfile]
    /// The kind that was said; nil: to be found out.
    private let kind: FileKind?
    /// The shipped profile that most headers belong to, and how many.
    private let closest: (profile: ImportProfile, likeness: ProfileLikeness)?

    init(sample: LayoutSample, profiles: [ImportProfile], kind: FileKind?) {
        self.sample = sample
        self.kind = kind
        let likenesses = ImportProfile.shipped.filter { kind == nil || $0.kind == kind }.compactMap { profile in
            ProfileLikeness(HeaderMatch(sample.header, profile: profile, line: sample.headerLine), profile)
        }
        closest = ProfileLikeness.closest(likenesses).flatMap { found in ImportProfile.shipped(found.profile).map { ($0, found) } }
        self.profiles = [closest?.profile].compactMap { $0 } + profiles
    }

    /// What the values of a column look like.
    private enum ValueType { case day, amount, currency, text, nothing }

    /// Different words for kinds that a list may have.
    private static let kindWordLimit = 12

    private struct Candidate {
        let index: Int
        let column: String
        let confidence: Confidence
        let reason: String
    }

    /// The columns found for the headers when the file is of a kind.
    private struct Mapping {
        let kind: FileKind
        let chosen: [String: Candidate]
        /// Required columns without a header.
        let missing: [String]

        /// The missing column that several columns of the file may be.
        var undecided: String?

        /// Whether nothing is missing but what a person can say of the whole file, or which of its columns one is.
        var isComplete: Bool { missing.allSatisfy { $0 == undecided || ProfileProposal.constantColumns.contains($0) } }
        /// The share of the required columns that are there.
        var coverage: Double { 1 - Double(missing.count) / Double(FileSchema.of(kind).requiredNames.count) }
    }

    func proposal() -> ProfileProposal {
        let mapping = mapping()
        let kind = mapping.kind
        let base = closest.flatMap { $0.profile.kind == kind ? $0 : nil }
        let mappings = FileSchema.of(kind).columns.compactMap { column in
            mapping.chosen[column.name].map {
                ProfileProposal.Mapping(
                    column: column.name, header: sample.header[$0.index], confidence: $0.confidence, reason: $0.reason)
            }
        }
        let used = Set(mappings.map(\.header))
        return ProfileProposal(
            kind: kind, sheet: sample.sheet, likeness: base?.likeness, headerLine: sample.headerLine, mappings: mappings,
            missing: mapping.missing, unused: sample.header.filter { !$0.isEmpty && !used.contains($0) },
            kinds: kind == .ledger ? mapping.chosen["kind"].map { kinds($0.index) } ?? [] : [],
            openWords: kind == .ledger ? [] : openWords(mapping), base: base?.profile)
    }

    /// The mapping of the kind that was said, or else of a list of items, unless that lacks something while another kind has all it needs and as many columns, or a
    /// header says that it is of the other kind.
    private func mapping() -> Mapping {
        if let kind { return mapping(kind) }
        let items = itemsMapping()
        let others = FileKind.allCases.filter { ![.ledger, .history].contains($0) }.map(mapping)
        let fuller = others.filter { other in
            guard !items.isComplete, other.chosen.count >= items.chosen.count else { return false }
            // What could be a list of items is one when it has their numbers and due days, unless a header says otherwise.
            return ProposalWords.of(other.kind).telling == nil || tells(other, beside: items)
                || items.chosen["document"] == nil || items.chosen["due_date"] == nil
        }
        let complete = fuller.filter(\.isComplete) + others.filter { $0.isComplete && tells($0, beside: items) }
        if let best = complete.max(by: { $0.chosen.count < $1.chosen.count }) { return best }
        guard closest == nil, let best = fuller.max(by: { $0.coverage < $1.coverage }), best.coverage > items.coverage, best.coverage >= 0.5
        else { return items }
        return best
    }

    /// The mapping of a ledger, or of a history where a column says when items were cleared: with the closest profile only where that knows the column.
    private func itemsMapping() -> Mapping {
        let history = mapping(.history)
        let cleared = history.chosen["cleared_on"].map { sample.header[$0.index].lowercased() }
        if let closest {
            let known = closest.profile.headers[ImportProfile.clearingDateColumn] ?? []
            let isForeign = cleared.map { header in !known.contains { $0.lowercased() == header } } ?? false
            return isForeign ? history : mapping(closest.profile.kind)
        }
        return cleared == nil ? mapping(.ledger) : history
    }

    /// Whether a header says that a file is of a kind that could be a list of items as well. Lists of items have due dates.
    private func tells(_ mapping: Mapping, beside items: Mapping) -> Bool {
        guard let telling = ProposalWords.of(mapping.kind).telling else { return false }
        if mapping.kind == .postings, items.chosen["due_date"] != nil { return false }
        return telling.columns.contains { column in
            guard let index = mapping.chosen[column]?.index else { return false }
            return telling.parts.contains(where: sample.header[index].lowercased().contains)
        }
    }

    private func mapping(_ kind: FileKind) -> Mapping {
        let candidates = sample.header.indices.compactMap { candidate($0, kind) }
        var chosen: [String: Candidate] = [:]
        // What is certain goes first, then the order of the file.
        for candidate in candidates.sorted(by: {
            ($0.confidence == .certain ? 0 : 1, $0.index) < ($1.confidence == .certain ? 0 : 1, $1.index)
        })
        where chosen[candidate.column] == nil {
            chosen[candidate.column] = candidate
        }
        let amounts = sample.header.indices.filter { index in
            valueType(index) == .amount && !chosen.contains { $0.key != "amount" && $0.value.index == index } && !isNumbering(index)
        }
        if kind == .ledger, chosen["open_amount"] == nil, amounts.count == 1, let amount = chosen.removeValue(forKey: "amount") {
            chosen["open_amount"] = Candidate(
                index: amount.index, column: "open_amount", confidence: .likely, reason: "the only amount; check that it is what is open")
        }
        // Of several amounts none is the original one either, unless its header says so.
        if kind == .ledger, chosen["open_amount"] == nil, amounts.count > 1, chosen["amount"]?.confidence == .likely {
            chosen["amount"] = nil
        }
        let known = FileSchema.of(kind).columns.map(\.name)
        let needed = closest.flatMap { $0.profile.kind == kind ? $0.likeness.missing : nil } ?? FileSchema.of(kind).requiredNames
        var mapping = Mapping(
            kind: kind, chosen: chosen.filter { known.contains($0.key) }, missing: needed.filter { chosen[$0] == nil })
        if kind == .ledger, amounts.count > 1 { mapping.undecided = "open_amount" }
        return mapping
    }

    /// Whether a column of whole numbers may be anything but amounts: rows that are counted, ids.
    private func isNumbering(_ index: Int) -> Bool {
        sample.values(index).allSatisfy { value in value.allSatisfy { $0.isASCII && $0.isNumber } }
    }

    private func candidate(_ index: Int, _ kind: FileKind) -> Candidate? {
        let name = sample.header[index].lowercased()
        guard !name.isEmpty else { return nil }
        let type = valueType(index)
        let schema = FileSchema.of(kind).columns.map(\.name)
        if schema.contains(name), fits(type, name, kind) {
            return Candidate(index: index, column: name, confidence: .certain, reason: "the column's own name")
        }
        let isItems = kind == .ledger || kind == .history
        for profile in profiles where isItems ? profile.kind == .ledger || profile.kind == .history : profile.kind == kind {
            let known = FileSchema.of(profile.kind).columns.map(\.name)
            let column = profile.headers.first { known.contains($0.key) && $0.value.contains { $0.lowercased() == name } }?.key
            if let column, fits(type, column, kind) {
                return Candidate(index: index, column: column, confidence: .certain, reason: "a header of profile \(profile.name)")
            }
        }
        for (column, parts) in ProposalWords.of(kind).columns where fits(type, column, kind) {
            if let part = parts.first(where: { Self.has($0, in: name) }) {
                return Candidate(index: index, column: column, confidence: .likely, reason: "the name has \"\(part)\", the values fit")
            }
        }
        let values = Set(sample.values(index))
        if schema.contains("kind"), values.count > 1, values.count <= Self.kindWordLimit,
            values.allSatisfy({ KindWord.kind(of: $0) != nil })
        {
            return Candidate(index: index, column: "kind", confidence: .likely, reason: "all values are words for kinds of documents")
        }
        if schema.contains("currency"), type == .currency {
            return Candidate(index: index, column: "currency", confidence: .likely, reason: "all values are currencies")
        }
        return nil
    }

    /// Whether a part of a word stands in a name; two letters stand alone there, or they are in many words.
    private static func has(_ part: String, in name: String) -> Bool {
        guard part.count <= 2, part.allSatisfy(\.isLetter) else { return name.contains(part) }
        return name.split { !$0.isLetter }.contains(Substring(part))
    }

    private func fits(_ type: ValueType, _ column: String, _ kind: FileKind) -> Bool {
        if ["as_of", "line", "disputed"].contains(column) { return false }
        if column == "currency" || column == "credit_limit_currency" { return type == .currency }
        switch FileSchema.Role.of(column) {
        case .day: return type == .day || type == .nothing
        case .amount, .number: return type == .amount
        case .value: return type == .text || type == .amount || type == .currency
        }
    }

    /// The words of columns that have a list of words, as far as they are not in it.
    private func openWords(_ mapping: Mapping) -> [ProfileProposal.OpenWords] {
        FileSchema.of(mapping.kind).columns.compactMap { column in
            guard let words = FileSchema.words(of: column.name, mapping.kind), let index = mapping.chosen[column.name]?.index else {
                return nil
            }
            let open = Set(sample.values(index)).subtracting(words).sorted().prefix(Self.kindWordLimit)
            return open.isEmpty ? nil : ProfileProposal.OpenWords(column: column.name, values: Array(open), words: words)
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
