import Ledger
import LedgerStore

/// What `send --dry-run` tells: who would get what. The outbox stays as it is.
struct DryRun {
    let mailing: ReportMailing
    let store: LedgerStore
    let encode: ReportMailing.Encoding
    let clock: MailClock
    let again: Bool

    /// Writes a line a recipient.
    func tell(_ terminal: Terminal) throws -> ExitStatus {
        terminal.present(mailing.findings)
        var table = TextTable([
            ("recipient", .left), ("analyst", .left), ("language", .left), ("bytes", .right), ("attachments", .left), ("subject", .left),
            ("", .left),
        ])
        try mailing.forEach(isNeeded: { _ in true }) { draft, content in
            let content = try content()
            let bytes = try encode(content, mailing.envelope(draft, "<dry-run@\(mailing.sender.domain)>", clock.now()))
            table.add([
                draft.recipient.text, draft.analyst ?? "", draft.language.rawValue, String(bytes.count),
                content.attachments.map(\.fileName).joined(separator: " "), content.subject,
                try !again && store.isQueued(draft) ? "queued before" : "",
            ])
        }
        try terminal.result(table.text)
        return mailing.findings.isEmpty ? .done : .doneWithErrors
    }
}
