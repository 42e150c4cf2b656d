import Synchronization

/// A value that is made when it is first asked for. May be shared by threads: those that ask meanwhile wait.
final class MadeOnce<Value: Sendable>: Sendable {
    private let known = Mutex<Value?>(nil)

    /// The value; made now unless it is known.
    ///
    /// - Throws: What `make` throws; it is then made anew when asked for again.
    func value(_ make: () throws -> Value) rethrows -> Value {
        try known.withLock { known in
            if let known { return known }
            let made = try make()
            known = made
            return made
        }
    }
}
