import Foundation
import LedgerStore

extension Workspace {
    /// The store, for reading.
    ///
    /// - Throws: 66 when nothing was imported yet; what else the store refuses.
    func openStore() throws -> LedgerStore {
        do {
            return try LedgerStore.open(at: storePath)
        } catch  where error.code == .noSuchStore {
            throw CommandError(.noSuchInput, "no-store", file: storePath, "there is no store yet", advice: "run `incasso import FILE…`")
        }
    }

    /// Does something with the store, which is created when it is not there and removed again when that fails.
    ///
    /// `keeps` tells from the result whether a new store stays.
    func withStore<Result>(keeps: (Result) -> Bool, _ body: (LedgerStore) throws -> Result) throws -> Result {
        guard !FileManager.default.fileExists(atPath: storePath) else { return try body(try LedgerStore.open(at: storePath)) }
        var isKept = false
        defer {
            if !isKept { try? FileManager.default.removeItem(atPath: storePath) }
        }
        let result = try body(try LedgerStore.create(at: storePath))
        isKept = keeps(result)
        return result
    }
}
