/// A mail server that takes messages, and how to reach it.
public struct MailServer: Sendable {
    /// How the connection is protected.
    public enum Security: Hashable, Sendable {
        /// TLS after a plain greeting, or no mail (usual port 587).
        case startTLS
        /// TLS from the first byte (usual port 465).
        case tls
        /// Nothing: to this machine only, unless plain is allowed.
        case none
    }

    public let host: String
    public let port: Int
    public let security: Security
    /// Whether ``Security/none`` is also taken for other machines.
    public let allowsPlain: Bool
    public let username: String?
    private let secret: Secret?
    /// What a connection, an answer and a whole message may take at most.
    public let timeoutSeconds: Int
    /// A file of certificates (PEM) to trust instead of the system's.
    public let certificateAuthorityFile: String?
    /// The name told in the greeting (`EHLO`); nil for that of this machine.
    public let clientName: String?

    /// The password; empty when there is none.
    var password: String { secret?.text ?? "" }

    /// - Throws: `badMailServer` for what is no host name, port, account or time; `unprotectedServer` for a connection without protection to another machine.
    public init(
        host: String, port: Int, security: Security, username: String? = nil, password: String? = nil, timeoutSeconds: Int = 60,
        certificateAuthorityFile: String? = nil, allowsPlain: Bool = false, clientName: String? = nil
    ) throws(DeliveryError) {
        self.host = host
        self.port = port
        self.security = security
        self.allowsPlain = allowsPlain
        self.username = username
        secret = password.map(Secret.init)
        self.timeoutSeconds = timeoutSeconds
        self.certificateAuthorityFile = certificateAuthorityFile
        self.clientName = clientName
        try check()
    }

    /// Whether the host is this machine by its name or address.
    var isLoopback: Bool {
        if host.lowercased() == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The address for libcurl; without account and password.
    var url: String {
        let place = host.contains(":") ? "[\(host)]" : host
        return (security == .tls ? "smtps" : "smtp") + "://\(place):\(port)/" + (clientName ?? "")
    }

    private func check() throws(DeliveryError) {
        let marks = Set(".-:".utf8)
        let isHost = { (text: String) in
            !text.isEmpty && text.utf8.count <= 253 && text.utf8.allSatisfy { HeaderText.isLetterOrDigit($0) || marks.contains($0) }
        }
        guard isHost(host), clientName.map(isHost) != false, (1...65_535).contains(port) else {
            throw DeliveryError(
                .badMailServer, "the mail server is no host name and port", advice: "write host and port, like smtp.example.com and 587")
        }
        guard (1...3600).contains(timeoutSeconds) else {
            throw DeliveryError(.badMailServer, "the time limit of the mail server is not between 1 and 3600 seconds")
        }
        let isAccount = [username, secret?.text].allSatisfy { text in
            text?.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } != true
        }
        guard isAccount, (username ?? "").isEmpty == password.isEmpty else {
            throw DeliveryError(
                .badMailServer, "account and password of the mail server are not both there, or have control characters",
                advice: "give both, or none")
        }
        guard security != .none || isLoopback || allowsPlain else {
            throw DeliveryError(
                .unprotectedServer, "mail without protection is sent to this machine only", advice: "use STARTTLS or TLS")
        }
    }
}

/// A text that is never shown: neither printed, dumped nor interpolated.
private struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let text: String

    var description: String { "(hidden)" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
