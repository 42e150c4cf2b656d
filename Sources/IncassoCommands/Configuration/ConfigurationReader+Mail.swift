import Ledger
import StrictYAML

extension ConfigurationReader {
    /// Reads the keys of `mail`.
    static func readMail(_ node: YAMLNode, into mail: inout MailConfiguration, _ faults: inout [Diagnostic]) {
        let keys = ["from", "allowed_domains", "to", "attachments_kilobytes_max", "keep_sent_days", "smtp"]
        guard let mapping = node.mapping(keys: keys, &faults) else { return }
        if let from = mapping["from"].flatMap({ address($0, &faults) }) { mail.from = from.text }
        if let domains = mapping["allowed_domains"]?.list(&faults, each: domain) { mail.allowedDomains = domains }
        if let to = mapping["to"] { readRecipients(to, into: &mail, &faults) }
        if let limit = mapping["attachments_kilobytes_max"]?.int(in: 0...50_000, &faults) { mail.attachmentsKilobytesMax = limit }
        if let days = mapping["keep_sent_days"]?.int(in: 0...3_650, &faults) { mail.keepSentDays = days }
        if let smtp = mapping["smtp"] { readServer(smtp, into: &mail, &faults) }
    }

    /// Recipients by report; those at domains that are not allowed are faults.
    private static func readRecipients(_ node: YAMLNode, into mail: inout MailConfiguration, _ faults: inout [Diagnostic]) {
        for entry in node.entries(&faults) ?? [] {
            let (allowed, known) = (mail, faults)
            let addresses = entry.value.list(&faults) { node, faults -> MailAddress? in
                guard let address = address(node, &faults) else { return nil }
                if allowed.allows(address) { return address }
                faults.append(
                    node.fault(
                        "recipient-not-allowed", "\(node.name) is at a domain that mail may not go to",
                        advice: "add its domain to mail.allowed_domains, if that is meant"))
                return nil
            }
            if let addresses, addresses.isEmpty, known.count == faults.count {
                faults.append(
                    entry.value.fault(
                        "no-recipients", "\(entry.value.name) names nobody",
                        advice: "list addresses, or remove it: then the analysts receive it"))
            }
            mail.to[entry.key] = addresses
        }
    }

    private static func readServer(_ node: YAMLNode, into mail: inout MailConfiguration, _ faults: inout [Diagnostic]) {
        var keys = [
            "host", "port", "security", "allow_plain", "username", "password_env", "password_command", "password_file",
            "certificate_authority_file", "timeout_seconds",
        ]
        var known: [Diagnostic] = []
        if let written = node.entries(&known)?.first(where: { $0.key == "password" }) {
            keys.append("password")
            faults.append(
                written.keyLocation.fault(
                    "password-in-file", "a password does not stand in the configuration",
                    advice: "remove it, change it where it is used, and say password_env, password_command or password_file"))
        }
        guard let smtp = node.mapping(keys: keys, &faults) else { return }
        if let host = smtp["host"]?.string(&faults) { mail.host = host }
        if let port = smtp["port"]?.int(in: 1...65_535, &faults) { mail.port = port }
        if let security = smtp["security"]?.word(MailConfiguration.Security.self, &faults) { mail.security = security }
        if let allows = smtp["allow_plain"]?.bool(&faults) { mail.allowsPlain = allows }
        if let file = smtp["certificate_authority_file"]?.string(&faults) { mail.certificateAuthorityFile = file }
        if let seconds = smtp["timeout_seconds"]?.int(in: 1...600, &faults) { mail.timeoutSeconds = seconds }
        // A server named in the file has the account named in the file, or none.
        if smtp["host"] != nil { (mail.username, mail.password) = (nil, nil) }
        if let username = smtp["username"]?.string(&faults) { mail.username = username }
        readPassword(smtp, into: &mail, &faults)
        if mail.security == .none, !mail.allowsPlain, !["localhost", "127.0.0.1", "::1"].contains(mail.host) {
            faults.append(
                (smtp["security"] ?? smtp.node).fault(
                    "unprotected-mail", "mail without protection is sent to this machine only",
                    advice: "write starttls or tls, or \"allow_plain: true\" if anybody on the way may read it"))
        }
    }

    private static func readPassword(_ smtp: YAMLMapping, into mail: inout MailConfiguration, _ faults: inout [Diagnostic]) {
        let written = ["password_env", "password_command", "password_file"].compactMap { smtp[$0] }
        if written.count > 1 {
            faults.append(
                written[1].fault("two-passwords", "\(written[1].name) is a second place for the password", advice: "keep one of them"))
        }
        if let node = smtp["password_env"], let variable = node.string(&faults) {
            mail.password = .environment(variable)
            if !isVariable(variable) {
                faults.append(
                    node.fault(
                        "bad-variable", "\(node.name) is no name of an environment variable",
                        advice: "write the variable's name, not the password: letters, digits and _"))
            }
        }
        if let node = smtp["password_command"], let words = node.list(&faults, each: { $0.string(&$1) }) {
            mail.password = .command(words)
            if words.first?.hasPrefix("/") != true {
                faults.append(
                    node.fault(
                        "bad-command", "\(node.name) does not begin with the path of a program",
                        advice: "write it as a list, like [/usr/bin/pass, show, smtp]; no shell reads it"))
            }
        }
        if let file = smtp["password_file"]?.string(&faults) { mail.password = .file(file) }
    }

    /// The plain address a node holds.
    private static func address(_ node: YAMLNode, _ faults: inout [Diagnostic]) -> MailAddress? {
        guard let text = node.string(&faults) else { return nil }
        do throws(MailAddress.Fault) {
            return try MailAddress(text)
        } catch {
            faults.append(
                node.fault("bad-address", "\(node.name) \(error.rawValue)", advice: "write one plain address, like team@example.com"))
            return nil
        }
    }

    private static func domain(_ node: YAMLNode, _ faults: inout [Diagnostic]) -> String? {
        guard let domain = node.string(&faults)?.lowercased() else { return nil }
        if MailAddress.isDomain(domain) { return domain }
        faults.append(
            node.fault(
                "bad-domain", "\(node.name) is no mail domain",
                advice: "write it like: example.com; one of other letters in punycode: xn--…"))
        return nil
    }

    private static func isVariable(_ text: String) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let isName = text.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "_") || digits.contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
        return isName && text.utf8.first.map { !digits.contains($0) } == true
    }
}
