/// One plain mail address, `local@domain`: the only form that mail is sent to.
///
/// What the mail standards allow beside it (display names, quoted local parts, comments, source routes, several addresses in a field, letters outside ASCII) is
/// refused, because each of these has been used to make a message go elsewhere than it seems to. Source: RFC 5321 4.1.2 `Dot-string`, without `!` and `%`,
/// by which old servers forward.
public struct MailAddress: Hashable, Sendable {
    /// At most 64 bytes: letters, digits and ``localSigns``, parts separated by points. Its case is kept.
    public let local: String
    /// Lower case; labels of letters, digits and inner hyphens. A domain of other letters stands here in punycode.
    public let domain: String

    /// `local@domain`.
    public var text: String { local + "@" + domain }

    /// What addresses of one mailbox have in common: mail servers that tell `Anna@` and `anna@` apart are not known in practice.
    public var mailbox: String { local.lowercased() + "@" + domain }

    /// Why a text is no plain address. Raw values are the ends of a sentence that starts with what the text stands for.
    public enum Fault: String, Error, Hashable, Sendable {
        case empty = "is empty"
        case tooLong = "is longer than an address can be"
        case controlCharacter = "has a line end or another control character"
        case notASCII =
            "has letters other than those of English, which can look like these; a domain of such letters is written in punycode (xn--…)"
        case several = "holds more than one address"
        case displayName = "has more than an address: no name, blanks, comments or angle brackets"
        case quoted = "has quotes, which hide what is in the address"
        case routed = "has a route (%, ! or :) by which mail goes elsewhere"
        case badLocal = "has an impossible part before the @"
        case badDomain = "has an impossible domain"
    }

    /// Signs of a local part beside letters, digits and the point.
    static let localSigns = "#$&'*+-/=?^_`{|}~"

    /// The address a text is. O(length).
    public init(_ text: String) throws(Fault) {
        try MailAddress.checkSigns(text)
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw parts.count < 2 ? .badDomain : .several }
        let (local, domain) = (String(parts[0]), parts[1].lowercased())
        guard local.utf8.count <= 64 else { throw .tooLong }
        let atoms = local.split(separator: ".", omittingEmptySubsequences: false)
        guard atoms.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(MailAddress.isLocal) }) else { throw .badLocal }
        guard MailAddress.isDomain(domain) else { throw .badDomain }
        (self.local, self.domain) = (local, domain)
    }

    private static func checkSigns(_ text: String) throws(Fault) {
        if text.isEmpty { throw .empty }
        if text.utf8.count > 254 { throw .tooLong }
        if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) { throw .controlCharacter }
        if text.utf8.contains(where: { $0 > 0x7F }) { throw .notASCII }
        if text.contains(where: { "\"\\".contains($0) }) { throw .quoted }
        if text.contains(where: { ",;".contains($0) }) { throw .several }
        if text.contains(where: { " <>()".contains($0) }) { throw .displayName }
        if text.contains(where: { "%!:".contains($0) }) { throw .routed }
    }

    private static func isLocal(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || localSigns.utf8.contains(byte) }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// Whether a text, in lower case, is a domain: labels of 1 to 63 letters, digits and inner hyphens, the last of which is no number.
    public static func isDomain(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2D } && label.first != "-"
                    && label.last != "-"
            } && labels.last?.utf8.contains { !(0x30...0x39).contains($0) } == true
    }
}
