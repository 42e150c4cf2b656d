/// The distinct values of a text column, numbered by first appearance: codes 0, 1, 2, ….
///
/// Codes depend on the order of rows; nothing that a user sees may be ordered by them.
public struct StringDictionary: Hashable, Sendable {
    /// Values by code.
    public private(set) var values: [String]
    private var codes: [String: UInt32]

    /// An empty dictionary.
    public init() {
        values = []
        codes = [:]
    }

    /// A dictionary of distinct values in code order.
    public init(values: [String]) {
        self.values = values
        self.codes = Dictionary(uniqueKeysWithValues: zip(values, 0...))
    }

    /// A dictionary of values in code order; nil when one occurs twice.
    public init?(distinct values: [String]) {
        self.values = values
        self.codes = Dictionary(zip(values, 0...), uniquingKeysWith: { first, _ in first })
        guard codes.count == values.count else { return nil }
    }

    /// Number of distinct values.
    public var count: Int { values.count }

    /// The code of a value, which is added when it is new. Amortised constant time.
    public mutating func code(adding value: String) -> UInt32 {
        if let known = codes[value] { return known }
        let code = UInt32(values.count)
        values.append(value)
        codes[value] = code
        return code
    }

    /// The codes of values in their order; new ones are added.
    public mutating func codes(adding values: [String]) -> [UInt32] { values.map { code(adding: $0) } }

    /// The code of a value, or nil when it is not in the dictionary.
    public func code(of value: String) -> UInt32? { codes[value] }

    /// The value of a code, which must come from this dictionary.
    public subscript(code: UInt32) -> String { values[Int(code)] }
}
