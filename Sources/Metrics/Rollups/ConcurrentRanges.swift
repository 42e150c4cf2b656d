import Dispatch

/// Cuts 0..<count into up to `parts` ranges, runs `body` on each of them at the same time, and returns the results in the order of the ranges.
func concurrentRanges<Result: Sendable>(_ count: Int, parts: Int, _ body: @Sendable (Range<Int>) -> Result) -> [Result] {
    let parts = max(1, min(parts, count / 4096))
    if parts == 1 { return [body(0..<count)] }
    let results = [Result?](unsafeUninitializedCapacity: parts) { buffer, initialized in
        buffer.initialize(repeating: nil)
        initialized = parts
        // SAFETY: each iteration writes only its own element, and `concurrentPerform` returns after all of them.
        nonisolated(unsafe) let slots = buffer
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            slots[part] = body(count * part / parts..<count * (part + 1) / parts)
        }
    }
    return results.map { $0! }
}
