import Dispatch
import Foundation
import Synchronization

/// Makes values on all cores and takes them on this thread in order, while the next ones are being made.
///
/// Threads of their own make them, so that the system's pool stays free for what else runs at the same time.
/// At most `ahead` values exist at a time, so memory does not grow with `count`. When `consume` throws, no further value is begun and the error is passed on.
func runOrdered<Value: Sendable>(
    count: Int, workers: Int, ahead: Int, produce: @escaping @Sendable (Int) -> Value, consume: (Int, Value) throws -> Void
) throws {
    let pipeline = OrderedPipeline<Value>(count: count, ahead: ahead)
    let group = DispatchGroup()
    for _ in 0..<min(workers, count) {
        group.enter()
        Thread.detachNewThread {
            pipeline.work(produce)
            group.leave()
        }
    }
    defer {
        pipeline.stop(workers: workers)
        group.wait()
    }
    for index in 0..<count { try consume(index, pipeline.take(index)) }
}

/// The values between the threads that make them and the one that takes them.
private final class OrderedPipeline<Value: Sendable>: Sendable {
    private struct State {
        var next = 0
        var end: Int
        var ready: [Int: Value] = [:]
    }

    private let state: Mutex<State>
    /// Values that may still be begun.
    private let room = DispatchSemaphore(value: 0)
    /// Counts values that were made.
    private let made = DispatchSemaphore(value: 0)

    init(count: Int, ahead: Int) {
        state = Mutex(State(end: count))
        // Signalled rather than created with a value: a semaphore must not be released below the value it was created with.
        for _ in 0..<ahead { room.signal() }
    }

    func work(_ produce: (Int) -> Value) {
        while true {
            // Room is taken before a number, so the lowest numbers are always the ones being made and `take` cannot wait for ever.
            room.wait()
            let index: Int? = state.withLock { state in
                guard state.next < state.end else { return nil }
                state.next += 1
                return state.next - 1
            }
            guard let index else {
                room.signal()
                return
            }
            let value = produce(index)
            state.withLock { $0.ready[index] = value }
            made.signal()
        }
    }

    func take(_ index: Int) -> Value {
        while true {
            if let value = state.withLock({ $0.ready.removeValue(forKey: index) }) {
                room.signal()
                return value
            }
            made.wait()
        }
    }

    func stop(workers: Int) {
        state.withLock { $0.end = 0 }
        for _ in 0..<workers { room.signal() }
    }
}
