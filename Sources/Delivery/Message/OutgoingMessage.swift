/// A message: who it is from and for, and what it says.
///
/// Without recipients it is a draft (`X-Unsent: 1`): mail programs open it ready to be addressed and sent.
public struct OutgoingMessage: Hashable, Sendable {
    /// nil in a draft only.
    public var from: Mailbox?
    public var to: [Mailbox]
    /// One line.
    public var subject: String
    /// The plain-text part.
    public var text: String
    /// The HTML part: the same content.
    public var html: String
    public var attachments: [Attachment]
    public var date: MessageDate
    /// `left@right` without angle brackets; the same for each attempt to send the message, different for different messages.
    public var messageId: String
    /// The tag of the language, such as `it`.
    public var language: String

    /// What attachments may have together: a third more after encoding, which servers with the usual limit of 10 MiB a message take.
    public static let attachmentByteLimit = 7_000_000

    public init(
        from: Mailbox?, to: [Mailbox], subject: String, text: String, html: String, attachments: [Attachment] = [], date: MessageDate,
        messageId: String, language: String
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.attachments = attachments
        self.date = date
        self.messageId = messageId
        self.language = language
    }

    /// The message as it is sent, and written to `.eml` files (RFC 5322, 2045–2049, 2231).
    ///
    /// `multipart/alternative` of text and HTML, both UTF-8 in quoted-printable; with attachments inside `multipart/mixed`. Lines end with CRLF and have at most 998
    /// bytes, all bytes are ASCII. The same message gives the same bytes.
    ///
    /// - Throws: What cannot be written safely: `badSubject`, `badMessageIdentifier`, `badMailText`, `badAttachment`, `attachmentsTooLarge`, `noSender`.
    public func encoded() throws(DeliveryError) -> [UInt8] {
        try check()
        return try MessageEncoder(self).bytes()
    }

    private func check() throws(DeliveryError) {
        guard from != nil || to.isEmpty else { throw DeliveryError(.noSender, "a message with recipients has no sender") }
        guard !subject.isEmpty, HeaderText.isPlain(subject, byteCountMax: 500) else {
            throw DeliveryError(
                .badSubject, "the subject is empty, has control characters or invisible marks, or is longer than 500 bytes",
                advice: "change the title or the headline of the report spec")
        }
        let identifier = messageId.split(separator: "@", omittingEmptySubsequences: false)
        let marks = Set("!#$%&'*+-/=?^_`{|}~.".utf8)
        let isIdentifier = identifier.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { HeaderText.isLetterOrDigit($0) || marks.contains($0) }
        }
        guard identifier.count == 2, isIdentifier, messageId.utf8.count <= 200 else {
            throw DeliveryError(.badMessageIdentifier, "a message's identifier is not in the form left@right")
        }
        guard !language.isEmpty, language.utf8.allSatisfy({ HeaderText.isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }) else {
            throw DeliveryError(.badMailText, "the language of a message is no language tag", advice: "write it like: it")
        }
        guard !text.utf8.contains(0), !html.utf8.contains(0) else {
            throw DeliveryError(.badMailText, "the text of a message has the character NUL")
        }
        let size = attachments.reduce(0) { $0 + $1.bytes.count }
        guard size <= Self.attachmentByteLimit else {
            throw DeliveryError(
                .attachmentsTooLarge, "the attachments have \(size) bytes, and a message takes \(Self.attachmentByteLimit)",
                advice: "attach fewer files")
        }
    }
}
