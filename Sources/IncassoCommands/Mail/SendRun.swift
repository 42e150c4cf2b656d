import Ledger
import LedgerStore

/// Queues and delivers, and tells what came of it.
struct SendRun {
    let store: LedgerStore
    let mail: MailConfiguration
    let terminal: Terminal
    /// Whether messages on standard error may hold what servers say, which often names recipients.
    let showsData: Bool
    let clock: MailClock
    let encode: ReportMailing.Encoding
    /// Makes the transport, which is not connected yet; throws 78 when the configuration is not enough for it.
    let transport: () throws -> any MailTransport

    /// Mails a report, and what else is due.
    func send(_ mailing: ReportMailing, again: Bool) throws -> ExitStatus {
        terminal.present(mailing.findings)
        let outbox = try Outbox(store)
        let transport = try transport()
        let givenUp = try recover(outbox)
        let count = try mailing.queue(outbox, again: again, encode: encode, at: clock.now())
        let known = mailing.recipients.count - count
        if known > 0 {
            terminal.message(
                "\(mailing.spec.name) of the day was queued before for \(known) of \(mailing.recipients.count) recipients; --again sends it again"
            )
        }
        return try deliver(outbox, transport, hasErrors: givenUp || !mailing.findings.isEmpty)
    }

    /// Delivers what is due, after making the messages that are named due.
    func retry(_ ids: [Int64]) throws -> ExitStatus {
        let outbox = try Outbox(store)
        let transport = try transport()
        let givenUp = try recover(outbox)
        let missing = Set(ids).subtracting(try outbox.retry(ids, at: clock.now())).sorted()
        return try deliver(outbox, transport, hasErrors: tellMissing(missing, "retried") || givenUp)
    }

    /// Takes messages out that wait or failed.
    func drop(_ ids: [Int64]) throws -> ExitStatus {
        let outbox = try Outbox(store)
        let givenUp = try recover(outbox)
        let dropped = try outbox.drop(ids, at: clock.now())
        terminal.message("dropped \(dropped.count) of \(ids.count) messages")
        return tellMissing(Set(ids).subtracting(dropped).sorted(), "dropped") || givenUp ? .doneWithErrors : .done
    }

    private func tellMissing(_ ids: [Int64], _ done: String) -> Bool {
        terminal.present(
            ids.map { id in
                Diagnostic(
                    code: "no-such-message", message: "message \(id) cannot be \(done): it was sent, has lost its body, or there is none",
                    advice: "`incasso outbox list --all` lists the messages")
            })
        return !ids.isEmpty
    }

    /// Brings what a dead process left into order and tells it; returns whether something was given up.
    private func recover(_ outbox: Outbox) throws -> Bool {
        let recovery = try outbox.recover(at: clock.now())
        terminal.present(
            recovery.sentAgain.map { message in
                Diagnostic(
                    code: "may-have-arrived", severity: .warning,
                    message: "message \(message.id) may have arrived already: the program ended before the server's answer was recorded",
                    advice: "it is sent once more, under the same Message-ID; the recipient may have it twice")
            } + recovery.givenUp.map(uncertain))
        return !recovery.givenUp.isEmpty
    }

    private func uncertain(_ message: OutboxMessage) -> Diagnostic {
        Diagnostic(
            code: "may-have-arrived", message: "message \(message.id) may have arrived once or twice; no answer was recorded two times",
            advice: "ask the recipient, then `incasso outbox retry \(message.id)` or `incasso outbox drop \(message.id)`")
    }

    private func deliver(_ outbox: Outbox, _ transport: any MailTransport, hasErrors: Bool) throws -> ExitStatus {
        let mailboxes = try store.analysts().compactMap { analyst in
            analyst.email.flatMap { try? MailAddress($0) }.map { (analyst.analyst, $0.mailbox) }
        }
        let delivery = OutboxDelivery(
            outbox: outbox, mail: mail, mailboxes: Dictionary(uniqueKeysWithValues: mailboxes), transport: transport, now: clock.now)
        var done = 0
        let summary = try delivery.deliverDue { _ in
            done += 1
            terminal.progress("\(done) messages")
        }
        terminal.endProgress()
        if let failure = summary.failure {
            let waiting = try store.outboxMessages().count { $0.state == .queued }
            let message = "the mail server could not be used: \(failure.reason); messages that wait: \(waiting)"
            terminal.present([
                failure.status == .unavailable
                    ? Diagnostic(code: "no-mail-server", message: message, advice: failure.advice)
                    : Diagnostic(code: "mail-server-refused", message: message, advice: failure.advice)
            ])
        }
        terminal.present(summary.failed.map(refusal))
        terminal.present(summary.failure == nil ? summary.postponed.map(postponement) : [])
        try tell(summary)
        if let failure = summary.failure { return failure.status }
        // What never arrives by itself needs somebody; what waits does not.
        if hasErrors || !summary.failed.isEmpty { return .doneWithErrors }
        return summary.postponed.isEmpty ? .done : .tryAgain
    }

    private func refusal(_ message: OutboxMessage) -> Diagnostic {
        if message.mayHaveArrived, message.attempts > 1 { return uncertain(message) }
        return Diagnostic(
            code: "not-delivered", message: "message \(message.id) is given up: \(told(message.reason))",
            advice: "`incasso outbox` shows it; then `incasso outbox retry \(message.id)` or `incasso outbox drop \(message.id)`")
    }

    private func postponement(_ message: OutboxMessage) -> Diagnostic {
        let when = message.nextAttemptAt.map { ", again from " + MailClock.text($0) } ?? ""
        if message.mayHaveArrived {
            return Diagnostic(
                code: "may-have-arrived", severity: .warning, message: "message \(message.id) may have arrived: there was no answer\(when)",
                advice: "it is sent once more, under the same Message-ID; the recipient may have it twice")
        }
        return Diagnostic(
            code: "not-yet-delivered", severity: .warning, message: "message \(message.id) waits\(when): \(told(message.reason))",
            advice: "`incasso outbox retry` tries what is due")
    }

    /// What a message on standard error says of a reason: the reply code alone, unless data may be shown.
    private func told(_ reason: String?) -> String {
        guard let reason, !showsData else { return reason ?? "" }
        guard let code = reason.firstMatch(of: /\b[245][0-9][0-9]\b/) else { return "see `incasso outbox`" }
        return "the server said \(code.output)"
    }

    /// The result: one line a message that was tried.
    private func tell(_ summary: OutboxDelivery.Summary) throws {
        let all = (summary.sent + summary.failed + summary.postponed).sorted { $0.id < $1.id }
        guard !all.isEmpty else { return }
        try terminal.result(OutboxText.table(all))
    }
}
