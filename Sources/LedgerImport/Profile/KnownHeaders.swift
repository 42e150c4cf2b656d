/// The header names of a profile, ready to be looked up.
struct KnownHeaders: Sendable {
    /// The column of a name, and its place among the names accepted for that column.
    private var columns: [String: (column: String, rank: Int)] = [:]
    /// The same by the letters and digits of names, but for those that would stand for two columns.
    private var bareColumns: [String: (column: String, rank: Int)] = [:]
    private let ignored: Set<String>
    private let bareIgnored: Set<String>
    private let matchesExactly: Bool

    init(_ profile: ImportProfile) {
        matchesExactly = profile.matchesHeadersExactly
        let key = { (name: String) in profile.matchesHeadersExactly ? name : HeaderName.normal(name) }
        ignored = Set(profile.ignoredHeaders.map(key))
        for (column, accepted) in profile.headers {
            for (rank, name) in accepted.enumerated() { columns[key(name)] = (column, rank) }
        }
        guard !matchesExactly else {
            bareIgnored = []
            return
        }
        bareIgnored = Set(profile.ignoredHeaders.map(HeaderName.bare)).subtracting([""])
        let byBareName = Dictionary(grouping: columns, by: { HeaderName.bare($0.key) })
        bareColumns = byBareName.compactMapValues { entries in
            let columns = Set(entries.map(\.value.column))
            return columns.count == 1 ? entries.map(\.value).min { $0.rank < $1.rank } : nil
        }
        bareColumns[""] = nil
    }

    /// The column of a name; where it is none to the letter, of one that differs in punctuation alone.
    func column(_ name: HeaderName) -> (column: String, rank: Int)? {
        columns[key(name)] ?? (matchesExactly || ignored.contains(name.normal) ? nil : bareColumns[name.bare])
    }
    /// The column of a name that must otherwise match to the letter.
    func columnInAnyCase(_ name: String) -> String? { matchesExactly ? columns[name.lowercased()]?.column : nil }
    func ignores(_ name: HeaderName) -> Bool { ignored.contains(key(name)) || bareIgnored.contains(name.bare) }

    private func key(_ name: HeaderName) -> String { matchesExactly ? name.text : name.normal }
}

/// A text that may name a column, in the forms it is compared in.
struct HeaderName {
    /// As it stands in the file.
    let text: String
    /// Without blanks around it.
    let trimmed: String
    /// In small letters, without blanks around it and with one blank for several.
    let normal: String
    /// Of that, letters and digits.
    let bare: String

    init(_ text: String) {
        self.text = text
        trimmed = LedgerImport.trimmed(text)
        normal = Self.normal(Self.decoded(text))
        bare = Self.bare(normal)
    }

    /// A name without the codes that OData and XML write for characters which names there may not have: `Document_x0020_No_x002E_`.
    private static func decoded(_ name: String) -> String {
        guard name.contains("_x") else { return name }
        return name.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
            UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? String(match.0)
        }
    }

    static func bare(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }

    static func normal(_ name: String) -> String {
        let name = name.lowercased()
        // Names of ASCII alone, nearly all, need no look at characters.
        guard name.utf8.allSatisfy({ $0 < 0x80 }) else { return name.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        return name.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }.map { String(Substring($0)) }.joined(separator: " ")
    }
}
