import Ledger

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

extension MailAddress {
    /// The address in its plain form, the domain in lower case. Throws `badMailAddress`; the error does not tell the address.
    static func checked(_ text: String) throws(DeliveryError) -> String {
        do throws(MailAddress.Fault) {
            return try MailAddress(text).text
        } catch {
            throw DeliveryError(
                .badMailAddress, "a mail address \(error.rawValue)", advice: "write the address only, in the form name@example.com")
        }
    }
}
