import Ledger
import StrictYAML

extension ConfigurationReader {
    /// Reads the keys of `mail`.
    static func readMail(_ node: YAMLNode, into mail: inout MailConfiguration, _ faults: inout [Diagnostic]) {
        guard let mapping = node.mapping(keys: ["from", "allowed_domains", "smtp"], &faults) else { return }
        if let node = mapping["from"], let from = node.string(&faults) {
            mail.from = from
            if !isAddress(from) {
                faults.append(node.fault("bad-address", "\(node.name) is no mail address", advice: "write it like: from: team@example.com"))
            }
        }
        if let domains = mapping["allowed_domains"]?.list(&faults, each: domain) { mail.allowedDomains = domains }
        guard let smtp = mapping["smtp"]?.mapping(keys: ["host", "port", "security", "username", "password_env"], &faults) else { return }
        if let host = smtp["host"]?.string(&faults) { mail.host = host }
        if let port = smtp["port"]?.int(in: 1...65_535, &faults) { mail.port = port }
        if let security = smtp["security"]?.word(MailConfiguration.Security.self, &faults) { mail.security = security }
        // A server named in the file has the account named in the file, or none.
        if smtp["host"] != nil { (mail.username, mail.passwordEnvironmentVariable) = (nil, nil) }
        if let username = smtp["username"]?.string(&faults) { mail.username = username }
        if let node = smtp["password_env"], let variable = node.string(&faults) {
            mail.passwordEnvironmentVariable = variable
            if !isVariable(variable) {
                faults.append(
                    node.fault(
                        "bad-variable", "\(node.name) is no name of an environment variable",
                        advice: "write the variable's name, not the password: letters, digits and _"))
            }
        }
        if mail.security == .none, !["localhost", "127.0.0.1", "::1"].contains(mail.host) {
            faults.append(
                (smtp["security"] ?? smtp.node).fault(
                    "unprotected-mail", "mail without protection is sent to this machine only", advice: "write starttls or tls"))
        }
    }

    private static func domain(_ node: YAMLNode, _ faults: inout [Diagnostic]) -> String? {
        guard let domain = node.string(&faults) else { return nil }
        if isAddress("a@" + domain) { return domain.lowercased() }
        faults.append(node.fault("bad-domain", "\(node.name) is no mail domain", advice: "write it like: example.com"))
        return nil
    }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && !"<>,;\"".unicodeScalars.contains($0) }
        return isPlain && parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty
    }

    private static func isVariable(_ text: String) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let isName = text.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "_") || digits.contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
        return isName && text.utf8.first.map { !digits.contains($0) } == true
    }
}
