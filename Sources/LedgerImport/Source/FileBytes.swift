import Glibc
import Synchronization

/// The bytes of a file, mapped into memory, or the UTF-8 they were transcoded to.
///
/// SAFETY: `@unchecked Sendable`: the memory is never written after `init` and stays valid until `deinit`. A mapped file that another
/// program shortens meanwhile ends the process with a bus error, as with every reader that maps files.
final class FileBytes: @unchecked Sendable {
    private let pointer: UnsafeMutableRawPointer
    private let isMapped: Bool
    let count: Int
    private let knownSurvey = Mutex<BlockSurvey?>(nil)

    /// Why a file cannot be mapped.
    enum OpenFailure: Error { case noSuchFile, notReadable, notRegular, empty }

    /// Maps a regular file that has at least one byte.
    init(path: String) throws(OpenFailure) {
        // Opening a pipe would wait for somebody who writes to it.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw errno == ENOENT || errno == ENOTDIR ? .noSuchFile : .notReadable }
        defer { _ = close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .notReadable }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
        guard status.st_size > 0 else { throw .empty }
        guard let mapped = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), mapped != MAP_FAILED else {
            throw .notReadable
        }
        pointer = mapped
        count = Int(status.st_size)
        isMapped = true
        _ = madvise(pointer, count, MADV_SEQUENTIAL)
    }

    /// Takes a copy of bytes.
    init(copying bytes: [UInt8]) {
        let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 8)
        bytes.withUnsafeBytes { source in
            // SAFETY: the allocation holds at least as many bytes as the source.
            if let base = source.baseAddress { copy.copyMemory(from: base, byteCount: source.count) }
        }
        pointer = copy
        count = bytes.count
        isMapped = false
    }

    deinit {
        if isMapped { munmap(pointer, count) } else { pointer.deallocate() }
    }

    /// Bytes of the blocks of ``survey``.
    var blockByteCount: Int { BlockSurvey.blockByteCount(ofFile: count) }

    /// What a pass over all bytes finds, which is made once.
    var survey: BlockSurvey {
        knownSurvey.withLock { known in
            if let known { return known }
            let found = BlockSurvey(self, blockByteCount: blockByteCount, threads: ImportOptions.activeCoreCount)
            known = found
            return found
        }
    }

    /// Hands all bytes to `body`, which may keep the pointer if it keeps this object too.
    func withBytes<Result, Failure: Error>(_ body: (UnsafeRawBufferPointer) throws(Failure) -> Result) throws(Failure) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try body(UnsafeRawBufferPointer(start: pointer, count: count))
    }

    /// Hands all bytes to `body`.
    func withSpan<Result>(_ body: (RawSpan) -> Result) -> Result {
        // SAFETY: the memory is valid and unchanged while this object lives, and `self` lives until `body` returns.
        let result = body(UnsafeRawBufferPointer(start: pointer, count: count).bytes)
        withExtendedLifetime(self) {}
        return result
    }

    /// From so many bytes on a file does not stay in memory as a whole.
    static let smallFileLimit = 32 << 20

    /// Tells the system that a range of a mapped file need not stay in memory; reading it again is possible and slower. Small files stay.
    func release(_ range: Range<Int>) {
        guard isMapped, count >= Self.smallFileLimit else { return }
        let pageByteCount = Int(getpagesize())
        let first = (range.lowerBound + pageByteCount - 1) / pageByteCount * pageByteCount
        let last = range.upperBound == count ? count : range.upperBound / pageByteCount * pageByteCount
        guard first < last else { return }
        // SAFETY: the pages lie inside the mapping; dropping clean pages of a read-only mapping keeps their content readable.
        _ = madvise(pointer + first, last - first, MADV_DONTNEED)
    }
}
