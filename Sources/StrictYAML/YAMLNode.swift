import Ledger

/// A value of a YAML file with the place it stands at.
///
/// Scalars keep the text as written: `007`, `no` and `1.10` are what the accessor that reads them says. Every accessor that does
/// not find what it expects adds a diagnostic to `faults` and gives nil, so that one run shows all faults of a file.
public struct YAMLNode: Hashable, Sendable {
    /// What a value is.
    public indirect enum Content: Hashable, Sendable {
        /// Nothing, `~` or `null`.
        case null
        /// A text as written; `isQuoted` also for block texts (`|`, `>`).
        case scalar(String, isQuoted: Bool)
        case list([YAMLNode])
        /// In the order of the file; keys are unique.
        case mapping([Entry])
    }

    /// A key of a mapping and its value.
    public struct Entry: Hashable, Sendable {
        public let key: String
        /// Where the key stands.
        public let keyLocation: Location
        public let value: YAMLNode
    }

    /// A place in a file.
    public struct Location: Hashable, Sendable {
        /// The file's name as the user gave it.
        public let file: String
        /// One-based.
        public let line: Int
        /// One-based, in Unicode scalars.
        public let column: Int

        /// An error about this place. `message` and `advice` are sentences without a full stop.
        public func fault(_ code: String, _ message: String, advice: String? = nil) -> Diagnostic {
            Diagnostic(code: code, file: file, line: line, column: column, message: message, advice: advice)
        }
    }

    public let content: Content
    public let location: Location
    /// The keys and positions that lead here, for messages: `aging.limits[2]`; empty for the root.
    public let path: String

    /// Whether nothing is written.
    public var isNull: Bool { content == .null }

    /// What messages call it: its path, or the file for the root.
    public var name: String { path.isEmpty ? "the file" : "\"\(path)\"" }

    /// An error about this value. `message` and `advice` are sentences without a full stop.
    public func fault(_ code: String, _ message: String, advice: String? = nil) -> Diagnostic {
        location.fault(code, message, advice: advice)
    }

    /// The value in the words of a message, without the value itself.
    var contentWord: String {
        switch content {
        case .null: "nothing"
        case .scalar: "a single value"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }

    /// The fault that something else than `expected` was found.
    func wrongType(expected: String, example: String) -> Diagnostic {
        fault("wrong-type", "\(name) must be \(expected), not \(contentWord)", advice: "write it like: \(example)")
    }
}
