import Ledger
import LedgerStore

/// Messages of the outbox as results.
enum OutboxText {
    private static let columns = [
        "message", "report", "day", "recipient", "analyst", "language", "state", "attempts", "changed", "next_attempt", "may_have_arrived",
        "bytes", "message_id", "reason",
    ]

    /// For people.
    static func table(_ messages: [OutboxMessage]) -> String {
        var table = TextTable([
            ("message", .right), ("report", .left), ("day", .left), ("recipient", .left), ("state", .left), ("attempts", .right),
            ("next attempt", .left), ("reason", .left),
        ])
        for message in messages {
            let doubt = message.mayHaveArrived && message.state != .sent ? "may have arrived; " : ""
            table.add([
                String(message.id), message.report, message.day.isoText, message.recipient.text, message.state.rawValue,
                String(message.attempts), message.nextAttemptAt.map(MailClock.text) ?? "", doubt + (message.reason ?? ""),
            ])
        }
        return table.text
    }

    /// For programs.
    static func csv(_ messages: [OutboxMessage]) -> String {
        ([columns] + messages.map { fields($0).map { $0 ?? "" } }).map(CSVText.row).joined()
    }

    /// For programs: an array of objects with the columns of the CSV as keys; what is not there is null.
    static func json(_ messages: [OutboxMessage]) -> String {
        let numbers: Set<String> = ["message", "attempts", "bytes"]
        let objects = messages.map { message in
            JSONValue.object(
                zip(columns, fields(message)).map { column, field in
                    (column, numbers.contains(column) ? .number(field ?? "0") : .optional(field))
                })
        }
        return JSONValue.array(objects).text + "\n"
    }

    private static func fields(_ message: OutboxMessage) -> [String?] {
        [
            String(message.id), message.report, message.day.isoText, message.recipient.text, message.analyst, message.language.rawValue,
            message.state.rawValue, String(message.attempts), MailClock.text(message.changedAt), message.nextAttemptAt.map(MailClock.text),
            message.mayHaveArrived ? "yes" : "no", String(message.byteCount), message.messageID, message.reason,
        ]
    }
}
