import Dispatch
import Synchronization

/// Independent pieces of work on several threads, with the results of one.
enum OrderedWork {
    /// What threads share while they work.
    private struct Progress<Result: Sendable> {
        var next = 0
        var results: [Int: Result] = [:]
        var failure: (index: Int, error: any Error)?
    }

    /// Runs `body` for 0..<count on up to `threads` threads, each taking the next piece when it is done with one, so that no more pieces are in memory
    /// than threads; returns the results in order.
    ///
    /// Pieces are taken in order and a failure stops the taking only, so every piece before a failed one is finished.
    ///
    /// - Throws: What the first failing piece threw, whatever the timing.
    static func results<Result: Sendable>(_ count: Int, threads: Int, _ body: @Sendable (Int) throws -> Result) throws -> [Result] {
        let shared = Mutex(Progress<Result>())
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
            while let index = shared.withLock({ take(&$0, of: count) }) {
                do {
                    let result = try body(index)
                    shared.withLock { $0.results[index] = result }
                } catch {
                    shared.withLock { progress in
                        if progress.failure.map({ index < $0.index }) ?? true { progress.failure = (index, error) }
                    }
                }
            }
        }
        return try shared.withLock { progress in
            if let failure = progress.failure { throw failure.error }
            return (0..<count).map { progress.results[$0]! }
        }
    }

    private static func take<Result>(_ progress: inout Progress<Result>, of count: Int) -> Int? {
        guard progress.next < count, progress.failure == nil else { return nil }
        progress.next += 1
        return progress.next - 1
    }
}
