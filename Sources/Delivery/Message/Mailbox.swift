/// Somebody who sends or receives mail: an address and, at most, a name beside it.
///
/// Both are checked when a mailbox is made, so that nothing can be slipped into a header by them.
public struct Mailbox: Hashable, Sendable {
    /// The name shown beside the address; without control characters, marks that turn the direction of text, angle brackets and `@`.
    public let displayName: String?
    /// `local@domain` in ASCII; the domain in lower case, a domain of other letters in its `xn--` form.
    public let address: String

    /// - Throws: `badMailAddress` or `badDisplayName`. The error tells neither.
    public init(displayName: String?, address: String) throws(DeliveryError) {
        self.address = try MailAddress.checked(address)
        self.displayName = try displayName.flatMap { $0.isEmpty ? nil : $0 }.map { name throws(DeliveryError) in try Mailbox.checked(name) }
    }

    /// The part of the address behind `@`.
    public var domain: String { String(address[address.index(after: address.lastIndex(of: "@")!)...]) }

    private static func checked(_ name: String) throws(DeliveryError) -> String {
        guard HeaderText.isPlain(name, byteCountMax: 200) else {
            throw DeliveryError(
                .badDisplayName, "a display name has control characters, invisible marks or more than 200 bytes",
                advice: "write the name in letters, spaces and ordinary marks")
        }
        // Full-width and small forms look like the sign itself.
        let forbidden: Set<Unicode.Scalar> = ["@", "\u{FF20}", "\u{FE6B}", "<", ">", "\u{FF1C}", "\u{FF1E}", "\u{FE64}", "\u{FE65}"]
        guard !name.unicodeScalars.contains(where: forbidden.contains) else {
            throw DeliveryError(
                .badDisplayName, "a display name looks like an address: it has @, < or >",
                advice: "write the name only; the address stands beside it")
        }
        return name
    }
}

/// The addresses that are taken: the plain form everybody uses.
enum MailAddress {
    /// The address with its domain in lower case.
    ///
    /// Taken are a local part of letters, digits and ``!#$%&'*+-/=?^_`{|}~`` with single dots between them (at most 64 bytes), and a domain of at least two labels of
    /// letters, digits and hyphens. Quoted local parts, address literals and comments are refused (RFC 5321, 4.1.2 allows them; nobody has them).
    static func checked(_ address: String) throws(DeliveryError) -> String {
        let bytes = Array(address.utf8)
        guard bytes.allSatisfy({ $0 < 0x80 }) else {
            throw DeliveryError(
                .badMailAddress, "a mail address has letters beyond ASCII",
                advice: "write its domain in the xn-- form, as registrars show it")
        }
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard bytes.count <= 254, parts.count == 2, isLocalPart(parts[0]), isDomain(parts[1]) else {
            throw DeliveryError(
                .badMailAddress, "a mail address is not in the form name@example.com",
                advice: "write the address only, without name and brackets")
        }
        return parts[0] + "@" + parts[1].lowercased()
    }

    static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.utf8.first != UInt8(ascii: "-") && label.utf8.last != UInt8(ascii: "-")
                    && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
            } && labels.last?.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } == false
    }

    private static func isLocalPart(_ text: Substring) -> Bool {
        let marks = Set("!#$%&'*+-/=?^_`{|}~".utf8)
        return (1...64).contains(text.utf8.count)
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
                !atom.isEmpty && atom.utf8.allSatisfy { isLetterOrDigit($0) || marks.contains($0) }
            }
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
