import GRDB
import LedgerColumns

/// Why the store refused, or could not do, what it was asked. Texts carry table names and ids, never names or amounts of the ledger.
public struct StoreError: Error, Sendable {
    /// What is wrong, for programs.
    public enum Code: String, Hashable, Sendable {
        /// There is no file of that name.
        case noSuchStore
        /// The file is something else.
        case notAStore
        /// A newer version of the program wrote the file.
        case newerVersion
        /// An older version of the program wrote the file, and it was opened only for reading: it cannot be brought up to date.
        case olderVersion
        /// The file is not what was written.
        case damaged
        /// There is a file of that name.
        case alreadyExists
        /// The file cannot be created.
        case cannotCreate
        /// The file may not be opened or written.
        case notPermitted
        /// The system failed to read or write, or the disk is full.
        case inputOutput
        /// A ledger file names only some of the companies of a part it would replace.
        case conflictingCompanies
        /// Another process is writing.
        case busy
        /// The store has no snapshot of that id.
        case noSuchSnapshot
        /// An amount is outside the limits, or a total does not fit 64 bits.
        case amountTooLarge
        /// A fault of the program.
        case internalFault
    }

    /// What is wrong.
    public let code: Code
    /// One sentence without a full stop: what happened, and what to do where it is not obvious.
    public let message: String
    /// Where: file, table, part, column, segment; as far as known.
    public let context: String?
    /// The error underneath.
    public let cause: (any Error)?

    init(_ code: Code, _ message: String, context: String? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.context = context
        self.cause = cause
    }

    /// A failure underneath as an error of the store; an error of the store stays as it is.
    init(wrapping error: any Error, context: String? = nil) {
        switch error {
        case let error as StoreError:
            self = error
        case let error as ColumnError:
            self.init(.damaged, "the store is damaged: " + error.message, context: context, cause: error)
        case let error as DatabaseError:
            let (code, message) = StoreError.meaning(of: error.resultCode)
            self.init(code, message, context: context, cause: error)
        case is RowDecodingError:
            self.init(.damaged, "the store is damaged: a row has an impossible value", context: context, cause: error)
        default:
            self.init(.internalFault, "the store failed in an unexpected way", context: context, cause: error)
        }
    }

    private static func meaning(of result: ResultCode) -> (Code, String) {
        switch result {
        case .SQLITE_BUSY, .SQLITE_LOCKED: (.busy, "the store is in use by another process, try again when it has finished")
        case .SQLITE_NOTADB: (.notAStore, "the file is not an Incasso store")
        // The statements are fixed and fit the schema, so one that fails has met another schema or impossible sizes and values.
        case .SQLITE_CORRUPT, .SQLITE_FORMAT, .SQLITE_ERROR, .SQLITE_SCHEMA, .SQLITE_TOOBIG, .SQLITE_MISMATCH:
            (.damaged, "the store is damaged, restore it from a copy")
        case .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_AUTH: (.notPermitted, "the store cannot be opened or written")
        case .SQLITE_FULL: (.inputOutput, "the disk is full")
        case .SQLITE_IOERR, .SQLITE_NOLFS: (.inputOutput, "the store cannot be read or written")
        default: (.internalFault, "the store failed in an unexpected way")
        }
    }
}

extension StoreError: CustomStringConvertible {
    /// `code: message (context)`.
    public var description: String { code.rawValue + ": " + message + (context.map { " (" + $0 + ")" } ?? "") }
}

/// Does something that may fail underneath, and throws its failure as an error of the store.
func storing<Value>(_ context: String? = nil, _ body: () throws -> Value) throws(StoreError) -> Value {
    do {
        return try body()
    } catch {
        throw StoreError(wrapping: error, context: context)
    }
}
