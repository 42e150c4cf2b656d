import LedgerStore
import Synchronization

/// A rollup as it is kept in the store.
struct KeptRollup: Sendable {
    let name: String
    let key: String
    let fingerprint: UInt64
    let bytes: [UInt8]
}

/// Rollups that were computed and are to be kept: written to the store many at a time, because every transaction waits for the disk. The last ones are written when
/// nobody has them any more. May be shared by threads.
final class UnwrittenRollups: Sendable {
    /// Bytes that wait at most.
    private static let byteLimit = 24 << 20

    private let store: LedgerStore
    private let waiting = Mutex<[KeptRollup]>([])
    private let isWriting = Mutex<Void>(())

    init(_ store: LedgerStore) { self.store = store }

    deinit { try? write() }

    /// Keeps rollups from now on.
    ///
    /// - Throws: What the store throws when they, or those before them, cannot be written.
    func add(_ rollups: [KeptRollup]) throws {
        let isFull = waiting.withLock { waiting in
            waiting += rollups
            return waiting.reduce(0) { $0 + $1.bytes.count } > Self.byteLimit
        }
        if isFull { try write() }
    }

    /// The bytes of a rollup that waits; nil when there is none for this fingerprint.
    func bytes(name: String, key: String, fingerprint: UInt64) -> [UInt8]? {
        waiting.withLock { waiting in
            waiting.last { $0.key == key && $0.name == name && $0.fingerprint == fingerprint }?.bytes
        }
    }

    /// Writes what waits, in one transaction. A store that may not or cannot be written now still answers: rollups are then computed again next time.
    func write() throws { try isWriting.withLock { _ in try writeWaiting() } }

    private func writeWaiting() throws {
        // Those that are being written can be found until they are in the store.
        let taken = waiting.withLock { $0 }
        guard !taken.isEmpty else { return }
        do {
            try store.importing { transaction in
                for rollup in taken {
                    try transaction.saveRollup(name: rollup.name, key: rollup.key, fingerprint: rollup.fingerprint, bytes: rollup.bytes)
                }
            }
        } catch let error as StoreError where error.code == .notPermitted || error.code == .busy {
            // They are given up.
        }
        waiting.withLock { $0.removeFirst(taken.count) }
    }
}
