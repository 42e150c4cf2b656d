import Ledger

extension ImportReport {
    /// A report of nothing read yet.
    init(path: String, profile: ImportProfile, encoding: ImportProfile.Encoding) {
        self.init(
            file: path, byteCount: 0, sha256: "", encoding: encoding, separator: String(Unicode.Scalar(profile.separator)),
            decimalMark: String(Unicode.Scalar(profile.decimalMark)), dateOrder: profile.dateOrder, profile: profile.name,
            kind: profile.kind)
    }
}
