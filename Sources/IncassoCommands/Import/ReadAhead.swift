import Dispatch
import Foundation
import LedgerImport
import Synchronization

/// Reads the files of an import on a thread of its own, while those before them are written: reading and writing take turns in using the processors.
///
/// Files are read one after the other, in their order, as far as they and the one that is being written have no more than a number of bytes together. What they
/// give does not depend on when they are read.
final class ReadAhead: Sendable {
    /// A file to be read.
    struct Job: Sendable {
        let path: String
        let profile: ImportProfile
        var options: ImportOptions

        /// Reads the file.
        func read() throws(ImportError) -> ReadFile {
            let imported = try LedgerFileReader.read(path: path, profile: profile, options: options)
            guard case .postings(let postings) = imported.content else { return ReadFile(imported: imported, cleared: nil) }
            return ReadFile(imported: imported, cleared: PendingClearedDocuments(postings))
        }
    }

    /// A file that was read.
    struct ReadFile: Sendable {
        let imported: ImportedFile
        /// Of postings: the documents they clear, as far as they are found among themselves.
        let cleared: PendingClearedDocuments?
    }

    /// Bytes of the files that are in memory at a time, unless one alone is larger: two of five million open items are read one after the other.
    static let byteLimit: Int64 = 448 << 20

    private struct State {
        var read: [Int: Result<ReadFile, ImportError>] = [:]
        /// Of the files begun and not yet written.
        var byteCount: Int64 = 0
        /// Of the file that is being written.
        var writtenByteCount: Int64 = 0
        var isStopped = false
    }

    private let jobs: [(place: Int, job: Job, byteCount: Int64)]
    private let places: Set<Int>
    private let state = Mutex(State())
    private let made = DispatchSemaphore(value: 0)
    private let room = DispatchSemaphore(value: 0)
    private let ended = DispatchGroup()

    /// Begins to read.
    ///
    /// - Parameter jobs: By place, those files that may be read before the ones before them are written.
    init(_ jobs: [Int: Job]) {
        self.jobs = jobs.sorted { $0.key < $1.key }.map { place, job in (place, job, Self.byteCount(of: job.path)) }
        places = Set(jobs.keys)
        ended.enter()
        Thread.detachNewThread { [self] in
            readAll()
            ended.leave()
        }
    }

    /// What the file at a place gives; nil when it is none of those to be read ahead. Waits until it is read. To be called in the order of places, when the file
    /// before is written.
    func take(_ place: Int) -> Result<ReadFile, ImportError>? {
        state.withLock { state in
            state.byteCount -= state.writtenByteCount
            state.writtenByteCount = 0
        }
        room.signal()
        guard places.contains(place) else { return nil }
        while true {
            let found = state.withLock { state in
                let found = state.read.removeValue(forKey: place)
                if found != nil { state.writtenByteCount = jobs.first { $0.place == place }?.byteCount ?? 0 }
                return found
            }
            if let found { return found }
            made.wait()
        }
    }

    /// Begins no further file, and waits for the one that is being read.
    func stop() {
        state.withLock { $0.isStopped = true }
        room.signal()
        ended.wait()
    }

    private func readAll() {
        for (place, job, byteCount) in jobs {
            guard begin(byteCount) else { return }
            let outcome = Result { () throws(ImportError) in try job.read() }
            state.withLock { $0.read[place] = outcome }
            made.signal()
        }
    }

    /// Waits for room for a file; false when no more is to be read.
    private func begin(_ byteCount: Int64) -> Bool {
        while true {
            let begun: Bool? = state.withLock { state in
                if state.isStopped { return false }
                guard state.byteCount == 0 || state.byteCount + byteCount <= Self.byteLimit else { return nil }
                state.byteCount += byteCount
                return true
            }
            if let begun { return begun }
            room.wait()
        }
    }

    /// The size of a file; 0 for one that cannot be read, which reading it tells.
    private static func byteCount(of path: String) -> Int64 {
        ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber)?.int64Value ?? 0
    }
}
