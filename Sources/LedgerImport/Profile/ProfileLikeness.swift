/// A profile that most headers of a file belong to, although it does not fit.
public struct ProfileLikeness: Hashable, Sendable {
    /// The profile's name.
    public let profile: String
    /// Headers of the file that the profile knows, and headers there are.
    public let knownCount: Int
    public let headerCount: Int
    /// Columns the profile needs that are not there.
    public let missing: [String]

    /// Fewer known headers may be an accident.
    private static let knownCountMin = 3

    /// The likeness of headers to a profile; nil when fewer than half of them belong to it.
    init?(_ header: HeaderMatch, _ profile: ImportProfile, _ options: ImportOptions? = nil) {
        guard !profile.isCanonical, header.knownCount >= Self.knownCountMin, header.knownCount * 2 >= header.filledCount else { return nil }
        self.profile = profile.name
        knownCount = header.knownCount
        headerCount = header.filledCount
        missing = header.missing(profile, options)
    }

    /// The one with the most known headers, then the fewest missing columns, then the first.
    static func closest(_ all: [ProfileLikeness]) -> ProfileLikeness? {
        all.reversed().max { ($0.knownCount, -$0.missing.count) < ($1.knownCount, -$1.missing.count) }
    }

    /// `6 of its 8 headers are those of profile netsuite-aging-detail, which also needs 'document'`.
    public var text: String {
        let needs = missing.isEmpty ? "" : ", which also needs " + missing.map { "'\($0)'" }.joined(separator: ", ")
        return "\(knownCount) of its \(headerCount) headers are those of profile \(profile)\(needs)"
    }
}
