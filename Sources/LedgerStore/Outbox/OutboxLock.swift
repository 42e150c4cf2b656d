import Glibc

/// The right to change the outbox, which one process has at a time.
///
/// A lock of the operating system (`flock`) on a file beside the store: it ends with its process, however that ends, so a lease of a dead process needs no
/// taking over. Not on the store itself: closing a second descriptor of that file would drop the locks SQLite has on it. The file stays, because removing a
/// lock file races with others that open it.
final class OutboxLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock of a store.
    ///
    /// - Throws: `busy` when another process has it, `notPermitted` when the file cannot be made.
    init(store path: String) throws(StoreError) {
        let file = path + ".outbox-lock"
        descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(.notPermitted, "the lock of the outbox cannot be made: \(String(cString: strerror(errno)))", context: file)
        }
        // From here on the descriptor is closed by `deinit`, also when this throws: a second close would hit whatever file another thread opens meanwhile.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw StoreError(.busy, "another process is sending, or changing the outbox: try again when it has finished", context: path)
        }
    }

    deinit { close(descriptor) }
}
