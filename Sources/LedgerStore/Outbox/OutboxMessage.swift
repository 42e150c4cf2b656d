import Ledger

/// Where a message of the outbox stands.
public enum OutboxState: String, CaseIterable, Hashable, Sendable {
    /// Being made: its command has not finished rendering, so nobody sends it.
    case draft
    /// Waits for its next attempt.
    case queued
    /// Handed to the server, whose answer is not recorded yet; after a crash nobody knows whether it arrived.
    case sending
    /// Accepted by the server.
    case sent
    /// Given up, for the reason that is kept.
    case failed
    /// Taken out by a person: not to be sent, unless it is asked for again.
    case dropped
}

/// A moment: seconds since the beginning of 1970, UTC.
public typealias EpochSeconds = Int64

/// A message to be put into the outbox: the bytes, and which report of which snapshot they show.
public struct OutboxDraft: Sendable {
    /// The name of the spec.
    public let report: String
    /// The as-of day.
    public let day: Day
    public let recipient: MailAddress
    /// Whose self-view it is; nil for reports that are not of an analyst.
    public let analyst: String?
    /// The snapshot it was rendered from.
    public let snapshotVersion: Int
    public let snapshotFingerprint: UInt64
    public let language: Language
    /// Its envelope sender.
    public let sender: MailAddress

    public init(
        report: String, day: Day, recipient: MailAddress, analyst: String?, snapshotVersion: Int, snapshotFingerprint: UInt64,
        language: Language, sender: MailAddress
    ) {
        self.report = report
        self.day = day
        self.recipient = recipient
        self.analyst = analyst
        self.snapshotVersion = snapshotVersion
        self.snapshotFingerprint = snapshotFingerprint
        self.language = language
        self.sender = sender
    }
}

/// A message of the outbox without its bytes.
public struct OutboxMessage: Identifiable, Hashable, Sendable {
    /// Its number in the store.
    public let id: Int64
    public let report: String
    public let day: Day
    public let recipient: MailAddress
    public let analyst: String?
    /// 0, or how often the same report of the day was asked for again.
    public let repetition: Int
    public let snapshotVersion: Int
    public let snapshotFingerprint: UInt64
    public let language: Language
    public let sender: MailAddress
    /// `<…@domain>`; the same for every attempt.
    public let messageID: String
    public let byteCount: Int
    /// Whether the bytes are still there.
    public let hasBody: Bool
    public let state: OutboxState
    /// How often it was handed to a server.
    public let attempts: Int
    /// Whether an attempt ended without an answer, so that the recipient may have it already.
    public let mayHaveArrived: Bool
    /// What the server or the connection said at last.
    public let reason: String?
    public let queuedAt: EpochSeconds
    public let changedAt: EpochSeconds
    public let nextAttemptAt: EpochSeconds?
}
