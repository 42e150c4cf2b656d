import Ledger

/// How reports are mailed: the key `mail`.
public struct MailConfiguration: Hashable, Sendable {
    /// How the connection to the mail server is protected.
    public enum Security: String, CaseIterable, Sendable {
        case starttls
        case tls
        /// Only to this machine, unless ``MailConfiguration/allowsPlain`` says otherwise.
        case none
    }

    /// Where the password is. It never stands in the configuration itself.
    public enum Password: Hashable, Sendable {
        /// `password_env`: the name of an environment variable.
        case environment(String)
        /// `password_command`: a program by its path, and its arguments; the password is the first line it prints.
        case command([String])
        /// `password_file`: a file that only its owner can read; the password is its first line.
        case file(String)
    }

    /// `mail.from`
    public var from = "collections@example.com"
    /// `mail.allowed_domains` in lower case: recipients elsewhere are refused, those at subdomains of these too.
    public var allowedDomains = ["example.com"]
    /// `mail.to`: recipients by report, in place of the analysts.
    public var to: [String: [MailAddress]] = [:]
    /// `mail.attachments_kilobytes_max`: of all attachments of a message together.
    public var attachmentsKilobytesMax = 5_000
    /// `mail.keep_sent_days`: how long the bodies of messages stay in the store after they were sent or given up.
    public var keepSentDays = 7
    /// `mail.smtp.…`
    public var host = "smtp.example.com"
    public var port = 587
    public var security = Security.starttls
    /// `allow_plain`: `security: none` to another machine is meant.
    public var allowsPlain = false
    public var username: String? = "huddle"
    public var password: Password? = .environment("INCASSO_SMTP_PASSWORD")
    /// `certificate_authority_file`: certificates in PEM form to trust in place of the system's; relative to the workspace.
    public var certificateAuthorityFile: String?
    /// `timeout_seconds`: how long the server may stay silent.
    public var timeoutSeconds = 30

    /// The defaults.
    public init() {}

    /// Whether mail may go to an address: its domain is one of the allowed ones.
    public func allows(_ address: MailAddress) -> Bool { allowedDomains.contains(address.domain) }
}
