/// The server's answer to a command: its number and, where it gives one, its enhanced status (RFC 3463). Its text is not kept: servers repeat addresses in it.
struct SMTPReply: Hashable, Sendable {
    let code: Int
    /// Such as `5.1.1`; nil when the server gives none.
    let status: String?

    var isPositive: Bool { (200..<400).contains(code) }

    /// The reply in a line like `550 5.1.1 no such user`; nil for the first lines of a reply of several (`550-…`) and for what is no reply.
    init?(finalLine line: some Collection<UInt8>) {
        let bytes = Array(line.prefix(16))
        let digits = bytes.prefix(3)
        guard digits.count == 3, digits.allSatisfy({ Self.isDigit($0) }), (0x32...0x35).contains(digits[0]) else { return nil }
        guard bytes.count == 3 || [0x20, 0x0D, 0x0A].contains(bytes[3]) else { return nil }
        code = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        let word = bytes.dropFirst(4).prefix { Self.isDigit($0) || $0 == UInt8(ascii: ".") }
        let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isStatus =
            parts.count == 3 && parts[0].elementsEqual([digits[0]]) && parts.dropFirst().allSatisfy { (1...3).contains($0.count) }
        status = isStatus ? String(decoding: word, as: UTF8.self) : nil
    }

    /// What became of the message, by the first digit: 4 says for now, 5 says for good.
    func outcome(of place: Place) -> RecipientOutcome {
        let reason = "the server answered \(number) to \(place.rawValue)" + (meaning.map { ": \($0)" } ?? "")
        return code >= 500 ? .permanentFailure(reason: reason) : .temporaryFailure(reason: reason)
    }

    /// What an answer was given to.
    enum Place: String {
        case greeting = "the connection"
        case account = "the account"
        case sender = "the sender"
        case recipient = "the recipient"
        case message = "the message"
    }

    private var number: String { status.map { "\(code) \($0)" } ?? String(code) }

    private var meaning: String? {
        switch (code, status?.dropFirst(2)) {
        case (421, _): "it closes the connection, for now"
        case (_, "1.1"): "there is no such mailbox"
        case (_, "1.2"): "there is no such domain"
        case (_, "2.1"): "the mailbox is closed"
        case (452, _), (_, "2.2"): "the mailbox, or the server, is full"
        case (552, _), (_, "2.3"), (_, "3.4"): "the message is too large"
        case (_, "7.1"), (_, "7.0"), (553, _), (554, _): "its rules refuse it"
        case (450, _), (451, _): "not now"
        case (530, _): "it wants an account"
        case (550, _), (551, _): "the mailbox does not exist or may not be written to"
        default: nil
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
