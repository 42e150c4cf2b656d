import ArgumentParser
import Ledger

// Values of the ledger's vocabulary as arguments; the help says how each is written.

extension Day: ExpressibleByArgument {
    /// `YYYY-MM-DD`.
    public init?(argument: String) { self.init(iso: argument) }
}

extension Month: ExpressibleByArgument {
    /// `YYYY-MM`.
    public init?(argument: String) { self.init(iso: argument) }
}

extension Currency: ExpressibleByArgument {
    /// Three capitals.
    public init?(argument: String) { self.init(code: argument) }
}

extension Scope: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension FileKind: ExpressibleByArgument {}
