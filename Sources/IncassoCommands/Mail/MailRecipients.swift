import Ledger
import Reports

/// Somebody a report is mailed to.
struct MailRecipient: Hashable, Sendable {
    let address: MailAddress
    let language: Language
    /// Whose self-view it gets; nil for reports that are not of an analyst.
    let analyst: String?
}

/// Who receives a report, and why others do not.
struct MailRecipients {
    let spec: ReportSpec
    let configuration: Configuration
    /// `analysts.csv` by id.
    let analysts: [Analyst]
    /// Analysts with a portfolio on the day.
    let withPortfolio: Set<String>
    /// `--to`; empty: not said.
    var to: [MailAddress] = []

    /// The recipients in order, each mailbox once, and findings about analysts who get nothing.
    ///
    /// - Parameter chosen: Of a report for analysts, whose.
    /// - Throws: 77 when `--to` says somebody the report must not go to, 78 when nobody is to receive it.
    func find(analysts chosen: [String]) throws -> (recipients: [MailRecipient], findings: [Diagnostic]) {
        for address in to where !configuration.mail.allows(address) {
            throw CommandError(
                .notPermitted, "recipient-not-allowed", "--to names an address at a domain that mail may not go to: \(address.domain)",
                advice: "the domains are mail.allowed_domains of incasso.yml")
        }
        if spec.audience == .analyst, configuration.mail.to[spec.name] != nil {
            throw CommandError(
                .wrongConfiguration, "not-their-own",
                "mail.to lists recipients of \(spec.name), which goes to each analyst's own address only",
                advice: "remove it from mail.to in incasso.yml")
        }
        var findings: [Diagnostic] = []
        let found = try spec.audience == .analyst ? owners(chosen, &findings) : team(&findings)
        var seen: Set<String> = []
        return (found.filter { seen.insert($0.address.mailbox).inserted }, findings)
    }

    /// Every chosen analyst by the address that is that analyst's alone.
    private func owners(_ chosen: [String], _ findings: inout [Diagnostic]) throws -> [MailRecipient] {
        let byID = Dictionary(analysts.map { ($0.analyst, $0) }) { first, _ in first }
        let counts = Dictionary(grouping: analysts.compactMap { $0.email.flatMap { try? MailAddress($0) }?.mailbox }, by: \.self)
        var recipients: [MailRecipient] = []
        for id in chosen {
            guard let address = allowedAddress(of: byID[id], id, isDue: true, &findings) else { continue }
            if counts[address.mailbox, default: []].count > 1 {
                findings.append(
                    Diagnostic(
                        code: "shared-address",
                        message: "analyst \(id) shares an address with another, so a self-view would be read by two",
                        advice: "give each analyst an address of one's own in analysts.csv"))
                continue
            }
            recipients.append(MailRecipient(address: address, language: language(of: byID[id]), analyst: id))
        }
        guard !to.isEmpty else { return recipients }
        let wanted = Set(to.map(\.mailbox))
        guard wanted.isSubset(of: recipients.map(\.address.mailbox)) else {
            findings = []
            throw CommandError(
                .notPermitted, "not-their-own", "a report of an analyst goes to that analyst's own address only",
                advice: "leave --to out; addresses stand in analysts.csv")
        }
        return recipients.filter { wanted.contains($0.address.mailbox) }
    }

    /// `--to`, else `mail.to`, else of a report for the team its analysts.
    private func team(_ findings: inout [Diagnostic]) throws -> [MailRecipient] {
        let listed = to.isEmpty ? configuration.mail.to[spec.name] ?? [] : to
        if !listed.isEmpty {
            let known = Dictionary(analysts.compactMap { analyst in mailbox(of: analyst).map { ($0, analyst) } }) { first, _ in first }
            return listed.map { MailRecipient(address: $0, language: language(of: known[$0.mailbox]), analyst: nil) }
        }
        guard spec.audience == .team else {
            throw CommandError(
                .wrongConfiguration, "no-recipients", "nobody is named to receive \(spec.name)",
                advice: "say --to, or list addresses under mail.to in incasso.yml")
        }
        return analysts.filter { spec.team == nil || $0.team == spec.team }.compactMap { analyst in
            allowedAddress(of: analyst, analyst.analyst, isDue: withPortfolio.contains(analyst.analyst), &findings)
                .map { MailRecipient(address: $0, language: language(of: analyst), analyst: nil) }
        }
    }

    private func mailbox(of analyst: Analyst) -> String? { analyst.email.flatMap { try? MailAddress($0) }?.mailbox }

    /// An analyst's address; nil, with a finding, when there is none that mail may go to. A missing one is told when the analyst should have one.
    private func allowedAddress(of analyst: Analyst?, _ id: String, isDue: Bool, _ findings: inout [Diagnostic]) -> MailAddress? {
        guard let email = analyst?.email else {
            if isDue {
                findings.append(
                    Diagnostic(code: "no-address", message: "analyst \(id) has no e-mail", advice: "add it to analysts.csv and import that")
                )
            }
            return nil
        }
        do throws(MailAddress.Fault) {
            let address = try MailAddress(email)
            if configuration.mail.allows(address) { return address }
            findings.append(
                Diagnostic(
                    code: "recipient-not-allowed", message: "the e-mail of analyst \(id) is at a domain that mail may not go to",
                    advice: "correct analysts.csv, or mail.allowed_domains of incasso.yml"))
        } catch {
            findings.append(
                Diagnostic(code: "bad-address", message: "the e-mail of analyst \(id) \(error.rawValue)", advice: "correct analysts.csv"))
        }
        return nil
    }

    /// The analyst's own language where the report is written in it, else the first of the workspace's.
    private func language(of analyst: Analyst?) -> Language {
        let common = configuration.languages.filter(spec.languages.contains)
        let written = common.isEmpty ? spec.languages : common
        return analyst?.language.flatMap(Language.init(rawValue:)).flatMap { written.contains($0) ? $0 : nil } ?? written[0]
    }
}
