import Ledger

/// What hands messages to a mail server: one connection, used for all messages of a run.
protocol MailTransport: AnyObject {
    /// Hands over a message. Returns what the server said.
    ///
    /// - Throws: When there is no connection, or the server lets nobody in: no message can be handed over.
    func deliver(_ bytes: [UInt8], from sender: MailAddress, to recipient: MailAddress) throws(TransportFailure) -> TransportAnswer
    /// Ends the connection.
    func close()
}

/// What a server said to a message; reasons begin with its reply code where there is one.
enum TransportAnswer: Hashable, Sendable {
    case accepted
    /// May be accepted later.
    case temporaryFailure(reason: String)
    /// Never will be.
    case permanentFailure(reason: String)
    /// The message was handed over whole, and no answer came.
    case unknown(reason: String)
}

/// Why no message can be handed over.
struct TransportFailure: Error, Hashable, Sendable {
    /// 69 when the server is not there, 77 when it does not let us in, 78 when what the configuration says of it is wrong.
    let status: ExitStatus
    let reason: String
    let advice: String
}
