import Dispatch
import Foundation
import GRDB
import LedgerColumns
import Synchronization

/// Columns of one owner whose bytes were read and that are being decoded.
///
/// A thread of its own decodes while further columns are read, so that it does not wait for those of the system's pool, which may all wait for these columns; whoever asks for
/// the columns decodes along. To be asked once, outside of the database's queue where others are to read meanwhile.
final class PendingColumns<Root: StoredColumns>: Sendable {
    /// With fewer rows a thread is not worth its start.
    private static var rowsWorthThread: Int { 16_384 }

    private struct Job {
        /// The place of the column in the layout.
        let index: Int
        let segments: [StoredSegment]
        let dictionary: StoredSegment?
        let context: String
    }

    private struct State {
        var waiting: [Job] = []
        var isComplete = false
        var decoded: [(index: Int, column: Result<DecodedColumn, StoreError>)] = []
    }

    private let rowCount: Int
    private let state = Mutex(State())
    /// Counts jobs, and the end of them.
    private let added = DispatchSemaphore(value: 0)
    private let threads = DispatchGroup()

    /// Begins to read columns of an owner; all bytes are read when it returns.
    init(_ table: SegmentTable, owner: Int64, rowCount: Int, columns: Set<String>, from database: Database) throws {
        self.rowCount = rowCount
        if rowCount >= Self.rowsWorthThread, ProcessInfo.processInfo.activeProcessorCount > 1 {
            threads.enter()
            Thread.detachNewThread { [self] in
                while let job = waitForJob() { decode(job) }
                threads.leave()
            }
        }
        defer {
            state.withLock { $0.isComplete = true }
            added.signal()
        }
        for (index, column) in Root.layout.enumerated() where columns.contains(column.name) {
            let segments = try table.segments(of: owner, column: column.name, in: database)
            let dictionary = try column.field.dictionaryName.flatMap { try table.segments(of: owner, column: $0, in: database).first }
            let context = "\(table.name) of \(table.owner) \(owner), column \(column.name)"
            let job = Job(index: index, segments: segments, dictionary: dictionary, context: context)
            state.withLock { $0.waiting.append(job) }
            added.signal()
        }
    }

    /// The columns; those that were not asked for are empty. Throws when a segment is damaged or the rows are not as many as they should be.
    func columns() throws(StoreError) -> Root {
        while let job = nextJob() { decode(job) }
        threads.wait()
        var root = Root()
        let decoded = state.withLock { state in
            defer { state.decoded = [] }
            return state.decoded.sorted { $0.index < $1.index }
        }
        for (index, column) in decoded { Root.layout[index].field.put(try column.get(), into: &root) }
        return root
    }

    private func decode(_ job: Job) {
        let field = Root.layout[job.index].field
        let column = Result { () throws(StoreError) in
            try field.decode(job.segments, job.dictionary, rowCount: rowCount, context: job.context)
        }
        state.withLock { $0.decoded.append((job.index, column)) }
    }

    /// A column to decode, the first that was read; nil when there is none now.
    private func nextJob() -> Job? { state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() } }

    /// A column to decode as soon as there is one; nil when there will be no more.
    private func waitForJob() -> Job? {
        while true {
            added.wait()
            if let job = nextJob() { return job }
            // Whoever asks for the columns may have taken what was signalled.
            if state.withLock({ $0.isComplete }) { return nil }
        }
    }
}

extension SegmentTable {
    /// Reads columns of an owner, decoded on two cores.
    func read<Root: StoredColumns>(
        _: Root.Type, owner ownerID: Int64, rowCount: Int, columns: Set<String>, from database: Database
    ) throws -> Root {
        try PendingColumns<Root>(self, owner: ownerID, rowCount: rowCount, columns: columns, from: database).columns()
    }
}
