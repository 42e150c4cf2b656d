import Dispatch
import Metrics
import Synchronization

/// The bytes of a positions rollup that other threads make while the columns it is made of are being stored.
public final class PendingPositions: Sendable {
    private let made = DispatchGroup()
    private let result = Mutex<Result<[UInt8], MetricsError>?>(nil)

    init(_ make: @escaping @Sendable () throws(MetricsError) -> [UInt8]) {
        DispatchQueue.global().async(group: made) { [self] in
            let bytes = Result(catching: make)
            result.withLock { $0 = bytes }
        }
    }

    /// Waits for the bytes and gives them away; to be called once.
    ///
    /// - Throws: `amounts-too-large`.
    func take() throws(MetricsError) -> [UInt8] {
        made.wait()
        guard let taken = result.withLock({ $0.take() }) else { preconditionFailure("positions are taken once") }
        return try taken.get()
    }
}
