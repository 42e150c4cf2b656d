import CCurl
import Ledger

/// A connection to a mail server, kept open for many messages. Nothing is connected before the first one.
///
/// Certificate and host name are verified. Not thread-safe: one thread at a time.
public final class SMTPConnection {
    private let server: MailServer
    private var handle: UnsafeMutableRawPointer?
    private let transfer = Transfer()
    /// How many connections were made so far; one, as long as the server keeps it.
    public private(set) var connectionCount = 0

    /// What the server answered to the sender of the last message, as a number; nil when it did not come as far. What failed until then is seldom a fault of the
    /// message, and the server saw nothing of it.
    public var senderReplyCode: Int? { transfer.conversation.senderReply?.code }

    public init(server: MailServer) { self.server = server }

    deinit { close() }

    /// Says goodbye and gives the connection back. The next message makes a new one.
    public func close() {
        guard let handle else { return }
        curl_easy_cleanup(handle)
        self.handle = nil
        transfer.conversation.forgetAuthentication()
    }

    /// Hands a message over for several recipients and gives what became of it for each, in their order.
    ///
    /// Failures of the network, the server and single recipients are results. What the settings of the server are to blame for is thrown: then nothing was handed over,
    /// and it would be the same for any other message. Nothing is tried twice. O(bytes).
    ///
    /// - Parameters:
    ///   - bytes: What ``OutgoingMessage/encoded()`` gave: ASCII lines of at most 998 bytes that end with CRLF.
    ///   - from: The address answers and failures go to.
    ///   - to: At least one address, each once.
    /// - Throws: `badMailText`, `badMailAddress`, `noRecipient`; `notEncrypted`, `badCertificate`, `badAuthorityFile`, `notAuthenticated`, `libraryFailure`.
    public func deliver(_ bytes: [UInt8], from: String, to: [String]) throws(DeliveryError) -> [RecipientResult] {
        try Self.check(bytes)
        let sender = try MailAddress.checked(from)
        var recipients: [String] = []
        for address in to { recipients.append(try MailAddress.checked(address)) }
        guard !recipients.isEmpty else { throw DeliveryError(.noRecipient, "a message has no recipient") }
        let handle = try opened()
        var list: UnsafeMutablePointer<curl_slist>?
        for recipient in recipients { list = curl_slist_append(list, recipient) ?? list }
        defer { curl_slist_free_all(list) }
        try require(curl_set_text(handle, CURLOPT_MAIL_FROM, sender))
        try require(curl_set_list(handle, CURLOPT_MAIL_RCPT, list))
        try require(curl_set_size(handle, CURLOPT_INFILESIZE_LARGE, bytes.count))
        transfer.begin(bytes, needsAccount: server.username?.isEmpty == false)
        let code = curl_easy_perform(handle)
        transfer.end()
        var connections = 0
        curl_get_number(handle, CURLINFO_NUM_CONNECTS, &connections)
        connectionCount += connections
        if let error = configurationFault(code, handle) { throw error }
        let fault = code == CURLE_OK ? nil : Self.reason(code)
        return zip(to, transfer.conversation.outcomes(count: to.count, fault: fault)).map { RecipientResult(address: $0, outcome: $1) }
    }

    // MARK: Faults

    /// Faults that no other message would escape.
    private func configurationFault(_ code: CURLcode, _ handle: UnsafeMutableRawPointer) -> DeliveryError? {
        let conversation = transfer.conversation
        switch code {
        case CURLE_PEER_FAILED_VERIFICATION:
            var verification = 0
            curl_get_number(handle, CURLINFO_SSL_VERIFYRESULT, &verification)
            return Self.certificateFault(verification)
        case CURLE_SSL_CACERT_BADFILE:
            return DeliveryError(
                .badAuthorityFile, "the file of trusted certificates cannot be read", advice: "name a file of certificates in PEM form")
        // "Not now" (454) is no fault of the settings.
        case CURLE_USE_SSL_FAILED
        where conversation.protectionReply.map { $0.code >= 500 } ?? (conversation.greetingReply?.isPositive == true):
            return DeliveryError(
                .notEncrypted, "the mail server does not offer STARTTLS, and nothing is sent without protection",
                advice: "use another port of the server, or TLS from the start")
        case CURLE_SSL_CONNECT_ERROR:
            var systemError = 0
            curl_get_number(handle, CURLINFO_OS_ERRNO, &systemError)
            guard systemError == 0 else { return nil }
            return DeliveryError(
                .notEncrypted, "client and mail server found no common form of TLS", advice: "check that port and security belong together")
        case CURLE_LOGIN_DENIED where conversation.accountReply.map { $0.code >= 500 } ?? true:
            return DeliveryError(
                .notAuthenticated, "the mail server does not accept the account and its password",
                advice: "check both with the server's operator")
        case CURLE_ABORTED_BY_CALLBACK where transfer.lacksAccount:
            return DeliveryError(
                .notAuthenticated, "the mail server does not ask for the account it was to be given",
                advice: "remove the account, or use the port for senders")
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_FAILED_INIT, CURLE_NOT_BUILT_IN, CURLE_OUT_OF_MEMORY:
            return Self.libraryFault
        default: return nil
        }
    }

    private static func certificateFault(_ verification: Int) -> DeliveryError {
        // The numbers of X509_verify_cert_error_string. A name that does not match is found by libcurl, which leaves the number at 1 then.
        let (what, advice) =
            switch verification {
            case 0, 1, 62: ("is for another host name", "write the server's name as its certificate has it")
            case 9: ("is not valid yet", "check the clock of this machine")
            case 10: ("has expired", "tell the server's operator")
            case 18, 19, 20, 21: ("is from an authority that is not trusted here", "name the authority's certificate")
            default: ("cannot be verified", "tell the server's operator")
            }
        return DeliveryError(.badCertificate, "the certificate of the mail server \(what)", advice: advice)
    }

    private static func reason(_ code: CURLcode) -> String {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: "the mail server's name is not known"
        case CURLE_COULDNT_CONNECT: "the mail server cannot be reached"
        case CURLE_OPERATION_TIMEDOUT: "the mail server took too long"
        case CURLE_SSL_CONNECT_ERROR: "the mail server broke off while the connection was protected"
        default: "the connection to the mail server was lost"
        }
    }

    private static let libraryFault = DeliveryError(
        .libraryFailure, "the mail library could not be used", advice: "report this as a bug, with the command that was run")

    private func require(_ code: CURLcode) throws(DeliveryError) {
        guard code == CURLE_OK else { throw Self.libraryFault }
    }

    // MARK: Settings

    private func opened() throws(DeliveryError) -> UnsafeMutableRawPointer {
        if let handle { return handle }
        guard Self.started, let handle = curl_easy_init() else { throw Self.libraryFault }
        self.handle = handle
        try require(curl_set_text(handle, CURLOPT_URL, server.url))
        try require(curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps"))
        // No surprises from the environment.
        try require(curl_set_text(handle, CURLOPT_PROXY, ""))
        try require(curl_set_number(handle, CURLOPT_NOSIGNAL, 1))
        try setProtection(handle)
        if let username = server.username, !username.isEmpty {
            try require(curl_set_text(handle, CURLOPT_USERNAME, username))
            try require(curl_set_text(handle, CURLOPT_PASSWORD, server.password))
        }
        try setLimits(handle)
        try require(curl_set_number(handle, CURLOPT_UPLOAD, 1))
        // The others get the message when some recipients are refused. Its name has three L here.
        try require(curl_set_number(handle, CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1))
        try transfer.attach(to: handle, require)
        return handle
    }

    private func setProtection(_ handle: UnsafeMutableRawPointer) throws(DeliveryError) {
        let level = server.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
        try require(curl_set_number(handle, CURLOPT_USE_SSL, Int(level.rawValue)))
        try require(curl_set_number(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)))
        try require(curl_set_number(handle, CURLOPT_SSL_VERIFYPEER, 1))
        try require(curl_set_number(handle, CURLOPT_SSL_VERIFYHOST, 2))
        guard let file = server.certificateAuthorityFile else { return }
        try require(curl_set_text(handle, CURLOPT_CAINFO, file))
        try require(curl_set_text(handle, CURLOPT_CAPATH, nil))
    }

    private func setLimits(_ handle: UnsafeMutableRawPointer) throws(DeliveryError) {
        let seconds = server.timeoutSeconds
        try require(curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, seconds))
        try require(curl_set_number(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, seconds))
        // A message of the largest size at 100 kB a second takes longer than an answer may.
        try require(curl_set_number(handle, CURLOPT_TIMEOUT, seconds * 4))
        try require(curl_set_number(handle, CURLOPT_LOW_SPEED_LIMIT, 1))
        try require(curl_set_number(handle, CURLOPT_LOW_SPEED_TIME, seconds))
    }

    private static let started = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    // MARK: What is sent

    /// Refuses what servers would read in different ways.
    private static func check(_ bytes: [UInt8]) throws(DeliveryError) {
        let error = DeliveryError(
            .badMailText, "a message is not made of ASCII lines of at most 998 bytes that end with CRLF")
        var lineStart = 0
        guard bytes.count >= 2, bytes[bytes.count - 2] == 0x0D, bytes[bytes.count - 1] == 0x0A else { throw error }
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == 0 || byte >= 0x80 { throw error }
            if byte == 0x0D, bytes[index + 1] != 0x0A { throw error }
            guard byte == 0x0A else { continue }
            guard index > 0, bytes[index - 1] == 0x0D, index - 1 - lineStart <= 998 else { throw error }
            lineStart = index + 1
        }
    }
}
