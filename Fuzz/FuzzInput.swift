/// The bytes of one execution: the first ones choose options, the rest are the input itself.
struct FuzzInput {
    private var bytes: ArraySlice<UInt8>

    /// SAFETY: libFuzzer hands over `count` readable bytes; they are copied before it goes on.
    init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
        bytes = Array(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))[...]
    }

    /// The next byte, 0 at the end.
    mutating func byte() -> UInt8 { bytes.popFirst() ?? 0 }

    /// One of some choices, by the next byte.
    mutating func choice<Value>(_ values: [Value]) -> Value { values[Int(byte()) % values.count] }

    /// Everything that is left.
    var rest: [UInt8] { Array(bytes) }
}
