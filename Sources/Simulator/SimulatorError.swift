/// Why the simulator could not do its work.
public struct SimulatorError: Error, Hashable, Sendable {
    public enum Code: String, Sendable {
        /// An option is outside its range.
        case badOption = "bad-option"
        /// A folder or file cannot be created or written.
        case cannotWrite = "cannot-write"
    }

    public var code: Code
    /// What happened and what to do, one sentence.
    public var message: String
    /// The folder or file concerned.
    public var path: String?
    /// The operating system's error number, when it gave one.
    public var systemError: Int32?

    public init(code: Code, message: String, path: String? = nil, systemError: Int32? = nil) {
        self.code = code
        self.message = message
        self.path = path
        self.systemError = systemError
    }
}

extension SimulatorError: CustomStringConvertible {
    public var description: String { (path.map { $0 + ": " } ?? "") + message + " [" + code.rawValue + "]" }
}
