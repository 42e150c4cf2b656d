import Ledger

/// A profile that may be the one of a file, with its header names ready to be looked up.
struct ProfileCandidate: Sendable {
    var profile: ImportProfile
    let headers: KnownHeaders

    init(_ profile: ImportProfile) {
        self.profile = profile
        headers = KnownHeaders(profile)
    }

    /// The canonical kinds.
    static let canonical = FileKind.allCases.map { ProfileCandidate(.canonical($0)) }
    /// The profiles that come with the product.
    static let shipped = ImportProfile.shipped.map(ProfileCandidate.init)

    /// As it reads sheets.
    var ofSheets: ProfileCandidate {
        var candidate = self
        candidate.profile = profile.ofSheets
        return candidate
    }
}
