/// A column whose rows several threads write at the same time, each row one of them.
///
/// SAFETY: `@unchecked Sendable`: the memory is valid until `deinit` and every access is inside it; who writes rows sees to it that no other thread uses them meanwhile.
final class RowMemory<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    private let memory: UnsafeMutableBufferPointer<Element>

    /// Rows that are to be written before they are read.
    init(unwritten count: Int) { memory = .allocate(capacity: count) }

    init(repeating element: Element, count: Int) {
        memory = .allocate(capacity: count)
        memory.initialize(repeating: element)
    }

    deinit { memory.deallocate() }

    /// Number of rows.
    var count: Int { memory.count }

    @inline(__always)
    subscript(row: Int) -> Element {
        get {
            precondition(UInt(bitPattern: row) < UInt(bitPattern: memory.count))
            return memory[row]
        }
        set {
            precondition(UInt(bitPattern: row) < UInt(bitPattern: memory.count))
            memory[row] = newValue
        }
    }

    /// Hands all rows to `body`.
    @inline(__always)
    func read<Result>(_ body: (Span<Element>) -> Result) -> Result {
        let result = body(UnsafeBufferPointer(memory).span)
        withExtendedLifetime(self) {}
        return result
    }

    /// Hands some rows to `body`, which writes them all, or had them written before.
    @inline(__always)
    func write<Result>(_ rows: Range<Int>, _ body: (inout MutableSpan<Element>) -> Result) -> Result {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= memory.count)
        var span = memory.extracting(rows).mutableSpan
        let result = body(&span)
        withExtendedLifetime(self) {}
        return result
    }
}
