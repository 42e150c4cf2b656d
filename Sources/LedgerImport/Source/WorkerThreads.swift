import Glibc

/// A system thread that runs one piece of work.
///
/// Parsing and hashing are long runs of pure computation; threads of their own keep them off the cooperative pool.
struct WorkerThread {
    private let handle: pthread_t

    private final class Work {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Starts a thread; when the system has none to give, the work is done before this returns nil.
    static func start(_ body: @escaping @Sendable () -> Void) -> WorkerThread? {
        let work = Unmanaged.passRetained(Work(body))
        var handle = pthread_t()
        let status = pthread_create(
            &handle, nil,
            { argument in
                // SAFETY: the argument is the object retained above; exactly one thread takes it over.
                Unmanaged<Work>.fromOpaque(argument!).takeRetainedValue().body()
                return nil
            }, work.toOpaque())
        guard status == 0 else {
            work.takeRetainedValue().body()
            return nil
        }
        return WorkerThread(handle: handle)
    }

    /// Waits for the end of the work. To be called once.
    func join() { pthread_join(handle, nil) }

    /// Runs `body(0)` … `body(count - 1)` on as many threads, the first on this one, and returns when all are done.
    static func runAll(count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let others = (1..<max(1, count)).map { index in start { body(index) } }
        body(0)
        for thread in others { thread?.join() }
    }
}
