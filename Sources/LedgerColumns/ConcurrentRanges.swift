import Dispatch
import Synchronization

/// Cuts 0..<count into up to `parts` ranges, runs `body` on each of them at the same time, and returns the results in the order of the ranges.
public func concurrentRanges<Result: Sendable>(_ count: Int, parts: Int, _ body: @Sendable (Range<Int>) -> Result) -> [Result] {
    let parts = max(1, min(parts, count / 4096))
    return concurrentParts(parts) { part in body(count * part / parts..<count * (part + 1) / parts) }
}

/// Runs `body` for 0..<count at the same time and returns the results in that order.
public func concurrentParts<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    if count == 1 { return [body(0)] }
    let results = [Result?](unsafeUninitializedCapacity: count) { buffer, initialized in
        buffer.initialize(repeating: nil)
        initialized = count
        // SAFETY: each iteration writes only its own element, and `concurrentPerform` returns after all of them.
        nonisolated(unsafe) let slots = buffer
        DispatchQueue.concurrentPerform(iterations: count) { part in slots[part] = body(part) }
    }
    return results.map { $0! }
}

/// An array of `count` values, made on up to `parts` threads.
public func concurrentlyFilled<Value: BitwiseCopyable & Sendable>(
    _ count: Int, parts: Int, _ value: @Sendable (Int) -> Value
) -> [Value] {
    [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
        // SAFETY: ranges are disjoint and cover 0..<count, which is the capacity asked for; all are written before the count is given.
        nonisolated(unsafe) let slots = buffer
        _ = concurrentRanges(count, parts: parts) { range in
            for index in range { slots.initializeElement(at: index, to: value(index)) }
        }
        initialized = count
    }
}

/// Runs `body` for 0..<count on up to `workers` threads, each of which takes the next number when it is done with one, and returns what each of them has in the end, in
/// no order that means anything. Every worker begins with `begin`.
public func concurrentJobs<State: Sendable>(
    _ count: Int, workers: Int, begin: @Sendable () -> State, _ body: @Sendable (inout State, Int) -> Void
) -> [State] {
    let next = Atomic(0)
    return concurrentParts(max(1, min(workers, count))) { _ in
        var state = begin()
        while true {
            let job = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard job < count else { return state }
            body(&state, job)
        }
    }
}
