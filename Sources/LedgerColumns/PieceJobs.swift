import Synchronization

/// The pieces of several lists, to be gone through on several threads.
public struct PieceJobs: Sendable {
    private let counts: [Int]

    public init(_ counts: [Int]) { self.counts = counts }

    /// Hands each piece of each list to `body`; throws the error of the first one that fails.
    public func run(_ threads: Int, _ body: @Sendable (_ list: Int, _ piece: Int) throws(ColumnError) -> Void) throws(ColumnError) {
        _ = try run(threads, begin: { () }) { (_: inout Void, list, piece) throws(ColumnError) in try body(list, piece) }
    }

    /// Hands each piece of each list to `body`, with what its thread has, and returns what the threads have in the end; throws the error of the first piece that fails.
    public func run<State: Sendable>(
        _ threads: Int, begin: @Sendable () -> State, _ body: @Sendable (inout State, _ list: Int, _ piece: Int) throws(ColumnError) -> Void
    ) throws(ColumnError) -> [State] {
        let failures = Mutex<[(job: Int, error: ColumnError)]>([])
        let states = concurrentJobs(counts.reduce(0, +), workers: threads, begin: begin) { state, job in
            var (list, piece) = (0, job)
            while piece >= counts[list] { (list, piece) = (list + 1, piece - counts[list]) }
            do throws(ColumnError) { try body(&state, list, piece) } catch { failures.withLock { $0.append((job, error)) } }
        }
        if let first = failures.withLock({ $0.min { $0.job < $1.job } }) { throw first.error }
        return states
    }
}
