import CLibZip

/// A ZIP archive put together byte by byte, so that tests can make it wrong in any way.
public struct ArchiveFixture: Sendable {
    /// A part of the archive.
    public struct Part: Sendable {
        public var name: String
        public var bytes: [UInt8]
        public var isDeflated = false
        /// Marks the part as encrypted; its bytes stay as they are.
        public var isEncrypted = false
        /// What the archive says the unpacked part has; nil: the truth.
        public var statedByteCount: Int?
        /// Added to the checksum.
        public var checksumError: UInt32 = 0

        public init(_ name: String, _ bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }

        public init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
    }

    public var parts: [Part]

    public init(_ parts: [Part]) { self.parts = parts }

    /// The part of a name, to be changed.
    public subscript(_ name: String) -> Part {
        get { parts.first { $0.name == name }! }
        set { parts[parts.firstIndex { $0.name == name }!] = newValue }
    }

    /// The archive.
    public var bytes: [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for part in parts {
            let packed = part.isDeflated ? deflated(part.bytes) : nil
            let stored = packed ?? part.bytes
            let flags: UInt16 = part.isEncrypted ? 1 : 0
            let header =
                little(UInt16(20)) + little(flags) + little(UInt16(packed == nil ? 0 : 8)) + little(UInt32(0x21_0000))
                + little(checksum(part.bytes) &+ part.checksumError) + little(UInt32(stored.count))
                + little(UInt32(part.statedByteCount ?? part.bytes.count)) + little(UInt16(part.name.utf8.count)) + little(UInt16(0))
            directory +=
                [0x50, 0x4B, 1, 2] + little(UInt16(20)) + header + [UInt8](repeating: 0, count: 10) + little(UInt32(archive.count))
                + Array(part.name.utf8)
            archive += [0x50, 0x4B, 3, 4] + header + Array(part.name.utf8) + stored
        }
        let count = little(UInt16(parts.count))
        return archive + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + little(UInt32(directory.count))
            + little(UInt32(archive.count)) + [0, 0]
    }

    private func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    private static let checksumTable: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }

    private func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { Self.checksumTable[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
    }

    /// The deflated form of bytes, taken out of an archive that libzip makes; nil when it would be no shorter.
    private func deflated(_ bytes: [UInt8]) -> [UInt8]? {
        var error = zip_error_t()
        let buffer = zip_source_buffer_create(nil, 0, 0, &error)
        zip_source_keep(buffer)
        let writing = zip_open_from_source(buffer, ZIP_TRUNCATE, &error)
        bytes.withUnsafeBytes { raw in
            let source = zip_source_buffer(writing, raw.baseAddress, UInt64(raw.count), 0)
            precondition(zip_file_add(writing, "part", source, 0) == 0 && zip_close(writing) == 0)
        }
        let reading = zip_open_from_source(buffer, ZIP_RDONLY, &error)
        defer { zip_discard(reading) }
        var status = zip_stat_t()
        precondition(zip_stat_index(reading, 0, 0, &status) == 0)
        guard status.comp_method == UInt16(ZIP_CM_DEFLATE) else { return nil }
        var packed = [UInt8](repeating: 0, count: Int(status.comp_size))
        let file = zip_fopen_index(reading, 0, UInt32(ZIP_FL_COMPRESSED))
        precondition(zip_fread(file, &packed, UInt64(packed.count)) == packed.count)
        zip_fclose(file)
        return packed
    }
}
