/// Why a message cannot be made, or why no message can be handed to the server. Tells neither addresses, names, passwords nor what a server wrote.
public struct DeliveryError: Error, Hashable, Sendable {
    /// What is wrong. Raw values are the codes of `docs/diagnostics.md`.
    public enum Code: String, CaseIterable, Sendable {
        // The message.
        case badMailAddress = "bad-mail-address"
        case badDisplayName = "bad-display-name"
        case badSubject = "bad-subject"
        case badMessageIdentifier = "bad-message-id"
        case badMailText = "bad-mail-text"
        case badAttachment = "bad-attachment"
        case attachmentsTooLarge = "attachments-too-large"
        case noSender = "no-sender"
        case noRecipient = "no-recipient"
        // The server's settings.
        case badMailServer = "bad-mail-server"
        case unprotectedServer = "unprotected-server"
        case notEncrypted = "not-encrypted"
        case badCertificate = "bad-certificate"
        case badAuthorityFile = "bad-authority-file"
        case notAuthenticated = "not-authenticated"
        case libraryFailure = "mail-library-failed"
    }

    public let code: Code
    /// A sentence without a full stop.
    public let message: String
    /// What to change; a sentence without a full stop.
    public let advice: String?

    public init(_ code: Code, _ message: String, advice: String? = nil) {
        self.code = code
        self.message = message
        self.advice = advice
    }
}
