/// What became of a message for one recipient. Reasons name the answer's number and what it means; they tell neither addresses nor what the server wrote.
public enum RecipientOutcome: Hashable, Sendable {
    /// The server took the message and answers for it now.
    case accepted
    /// Not taken; another attempt may succeed.
    case temporaryFailure(reason: String)
    /// Not taken; the same attempt would fail again.
    case permanentFailure(reason: String)
    /// The connection was lost after the whole message was sent and before the answer: it may have been delivered, so another attempt may be a duplicate.
    case unknown(reason: String)
}

/// A recipient of one message, and what became of it.
public struct RecipientResult: Hashable, Sendable {
    public let address: String
    public let outcome: RecipientOutcome

    public init(address: String, outcome: RecipientOutcome) {
        self.address = address
        self.outcome = outcome
    }
}
