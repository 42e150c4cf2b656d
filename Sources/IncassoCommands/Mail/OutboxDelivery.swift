import Ledger
import LedgerStore

/// Delivers what is due in the outbox over one connection, a message in memory at a time.
struct OutboxDelivery {
    let outbox: Outbox
    let mail: MailConfiguration
    /// The mailbox of each analyst as `analysts.csv` has it now; see ``MailAddress/mailbox``.
    let mailboxes: [String: String]
    let transport: any MailTransport
    /// The moment; asked anew for each record.
    let now: () -> EpochSeconds

    /// What a run did, message by message.
    struct Summary {
        var sent: [OutboxMessage] = []
        /// Refused, or given up.
        var failed: [OutboxMessage] = []
        /// Will be tried again.
        var postponed: [OutboxMessage] = []
        /// Why the run ended early.
        var failure: TransportFailure?
    }

    /// Delivers what was due when the run began; `told` hears of each message once it is recorded.
    func deliverDue(_ told: (OutboxMessage) -> Void = { _ in }) throws -> Summary {
        let start = now()
        var summary = Summary()
        summary.failed = try outbox.giveUp(
            queuedBefore: start - RetrySchedule.lifetimeSeconds, reason: "given up: could not be sent for a day", at: start)
        summary.failed += try outbox.failDamaged(at: start)
        defer { transport.close() }
        while let (message, bytes) = try outbox.claimNext(at: start) {
            let ending: Outbox.Ending
            do throws(TransportFailure) {
                ending = self.ending(of: message, try answer(to: message, bytes))
            } catch {
                summary.failure = error
                ending = .notTried(reason: error.reason, nextAttemptAt: start + RetrySchedule.unreachableDelaySeconds)
            }
            let recorded = try record(ending, message)
            told(recorded)
            switch recorded.state {
            case .sent: summary.sent.append(recorded)
            case .failed: summary.failed.append(recorded)
            case .draft, .queued, .sending, .dropped: summary.postponed.append(recorded)
            }
            if let failure = summary.failure {
                try outbox.postponeDue(reason: failure.reason, until: start + RetrySchedule.unreachableDelaySeconds, at: now())
                break
            }
        }
        try outbox.forgetBodies(before: start - EpochSeconds(mail.keepSentDays) * 86_400)
        return summary
    }

    /// What became of a message. It may have been queued under another configuration, so who may receive is asked again.
    private func answer(to message: OutboxMessage, _ bytes: [UInt8]) throws(TransportFailure) -> TransportAnswer {
        guard mail.allows(message.recipient) else {
            return .permanentFailure(reason: "not sent: mail may not go to \(message.recipient.domain) (mail.allowed_domains)")
        }
        if let analyst = message.analyst, mailboxes[analyst] != message.recipient.mailbox {
            return .permanentFailure(reason: "not sent: this is no longer the address of analyst \(analyst)")
        }
        return try transport.deliver(bytes, from: message.sender, to: message.recipient)
    }

    /// One line without control characters, which a terminal would obey, of at most 500 characters: what servers say is text from outside.
    static func printable(_ reason: String) -> String {
        let scalars = reason.unicodeScalars.prefix(500).map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: " "
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private func ending(of message: OutboxMessage, _ answer: TransportAnswer) -> Outbox.Ending {
        let moment = now()
        switch answer {
        case .accepted: return .accepted
        case .permanentFailure(let reason): return .refused(reason: OutboxDelivery.printable(reason))
        case .temporaryFailure(let text):
            let reason = OutboxDelivery.printable(text)
            guard let next = RetrySchedule.next(afterAttempt: message.attempts, at: moment) else {
                return .refused(reason: "given up after \(message.attempts) attempts; last: \(reason)")
            }
            return .postponed(reason: reason, nextAttemptAt: next)
        case .unknown(let reason):
            let next = RetrySchedule.next(afterAttempt: message.attempts, at: moment) ?? moment + RetrySchedule.unreachableDelaySeconds
            return .noAnswer(reason: OutboxDelivery.printable(reason), nextAttemptAt: next)
        }
    }

    /// How often a record is tried while another process writes: each time the store waits some seconds. A message that was accepted and not recorded would be
    /// sent once more.
    private static let recordAttempts = 24

    private func record(_ ending: Outbox.Ending, _ message: OutboxMessage) throws -> OutboxMessage {
        for _ in 1..<OutboxDelivery.recordAttempts {
            do throws(StoreError) {
                return try outbox.record(ending, of: message, at: now())
            } catch {
                guard error.code == .busy else { throw error }
            }
        }
        return try outbox.record(ending, of: message, at: now())
    }
}
