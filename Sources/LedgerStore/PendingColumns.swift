import Dispatch
import Foundation
import GRDB
import LedgerColumns
import Synchronization

/// Columns of one owner whose bytes were read and that are being decoded.
///
/// Threads of their own decode, also while further columns are read: those of the system's pool may all wait for these columns. Whoever asks for the columns decodes along. To be asked
/// once, outside of the database's queue where others are to read meanwhile.
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
        var isTaken = false
        var decoded: [(index: Int, column: Result<DecodedColumn, StoreError>)] = []
    }

    private let rowCount: Int
    private let threadCount: Int
    private let state = Mutex(State())
    /// Counts jobs, and the end of them.
    private let added = DispatchSemaphore(value: 0)
    private let threads = DispatchGroup()

    /// Reads the bytes of columns of an owner. They are being decoded meanwhile, unless that is to be begun later.
    init(
        _ table: SegmentTable, owner: Int64, rowCount: Int, columns: Set<String>, from database: Database, begins: Bool = true
    ) throws {
        self.rowCount = rowCount
        let others = min(ProcessInfo.processInfo.activeProcessorCount, columns.count) - 1
        threadCount = rowCount < Self.rowsWorthThread ? 0 : max(0, others)
        if begins { begin() }
        defer {
            state.withLock { $0.isComplete = true }
            for _ in 0..<threadCount { added.signal() }
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

    /// Begins to decode, where that was left for later. To be called once.
    func begin() {
        for _ in 0..<threadCount {
            threads.enter()
            Thread.detachNewThread { [self] in
                while let job = waitForJob() { decode(job) }
                threads.leave()
            }
        }
    }

    /// The columns; those that were not asked for are empty. Throws when a segment is damaged or the rows are not as many as they should be.
    func columns() throws(StoreError) -> Root {
        while let job = nextJob() { decode(job) }
        threads.wait()
        var root = Root()
        let decoded = state.withLock { state in
            precondition(!state.isTaken, "columns are asked for once")
            state.isTaken = true
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
            // Others may have taken what was signalled; there is one more signal for each thread when all is read.
            if state.withLock({ $0.isComplete }) { return nil }
        }
    }
}

extension SegmentTable {
    /// Reads columns of an owner, decoded on all cores.
    func read<Root: StoredColumns>(
        _: Root.Type, owner ownerID: Int64, rowCount: Int, columns: Set<String>, from database: Database
    ) throws -> Root {
        try PendingColumns<Root>(self, owner: ownerID, rowCount: rowCount, columns: columns, from: database).columns()
    }
}
