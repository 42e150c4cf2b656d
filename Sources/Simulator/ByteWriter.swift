import Glibc
import Ledger

/// A buffered writer of one file; rows are bytes, so no text is built for a field.
///
/// A file that was not finished with ``finish()`` is closed but may lack its last bytes.
struct ByteWriter: ~Copyable {
    static let bufferSize = 1 << 20

    private let descriptor: Int32
    private let path: String
    private var buffer: [UInt8] = []

    /// Creates or replaces the file at `path`.
    init(path: String) throws(SimulatorError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw SimulatorError(code: .cannotWrite, message: "the file cannot be created", path: path, systemError: errno)
        }
        self.descriptor = descriptor
        self.path = path
        buffer.reserveCapacity(Self.bufferSize + 4096)
    }

    deinit { close(descriptor) }

    /// Creates a folder unless it is there; its parent must exist.
    static func createFolder(_ path: String) throws(SimulatorError) {
        guard mkdir(path, 0o755) != 0 else { return }
        let reason = errno
        var status = stat()
        if reason == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
        throw SimulatorError(code: .cannotWrite, message: "the folder cannot be created", path: path, systemError: reason)
    }

    /// Writes what is left in the buffer.
    consuming func finish() throws(SimulatorError) { try flush() }

    private mutating func flush() throws(SimulatorError) {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes { write(descriptor, $0.baseAddress! + written, $0.count - written) }
            if count < 0 {
                if errno == EINTR { continue }
                throw SimulatorError(code: .cannotWrite, message: "the file cannot be written", path: path, systemError: errno)
            }
            written += count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Ends a row with a line feed and writes the buffer out when it is full.
    mutating func endRow() throws(SimulatorError) {
        buffer.append(0x0A)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    mutating func byte(_ value: UInt8) { buffer.append(value) }

    mutating func comma() { buffer.append(0x2C) }

    mutating func raw(_ bytes: [UInt8]) { buffer.append(contentsOf: bytes) }

    mutating func text(_ value: String) { buffer.append(contentsOf: value.utf8) }

    /// A CSV field, quoted when it has a comma or a quotation mark.
    mutating func field(_ value: String) {
        guard value.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 }) else { return text(value) }
        byte(0x22)
        for unit in value.utf8 {
            if unit == 0x22 { byte(unit) }
            byte(unit)
        }
        byte(0x22)
    }

    /// A whole number, at least `width` digits wide.
    mutating func integer(_ value: Int64, width: Int = 1) {
        if value < 0 { byte(0x2D) }
        var digits: InlineArray<20, UInt8> = .init(repeating: 0x30)
        var rest = value.magnitude
        var first = 20
        while rest > 0 {
            first -= 1
            digits[first] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        first = min(first, 20 - width)
        for position in first..<20 { byte(digits[position]) }
    }

    /// Minor units of a currency with two decimal places: `-1234.56`.
    mutating func money(_ amountMinor: Int64) {
        if amountMinor < 0 { byte(0x2D) }
        let magnitude = Int64(amountMinor.magnitude)
        integer(magnitude / 100)
        byte(0x2E)
        integer(magnitude % 100, width: 2)
    }

    /// `YYYY-MM-DD`, or nothing for nil.
    mutating func day(_ value: Day?) {
        guard let value else { return }
        let parts = value.components
        integer(Int64(parts.year), width: 4)
        byte(0x2D)
        integer(Int64(parts.month), width: 2)
        byte(0x2D)
        integer(Int64(parts.day), width: 2)
    }

    mutating func currency(_ value: Currency) { text(value.code) }
}
