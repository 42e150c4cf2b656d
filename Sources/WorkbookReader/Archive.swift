import CLibZip

/// The parts of a ZIP archive in memory. Not for several threads at a time.
final class Archive {
    private let handle: OpaquePointer
    private let owner: AnyObject
    let limits: WorkbookLimits
    /// Index by name in lower case: names of parts are compared without case.
    private var indexByName: [String: UInt64] = [:]

    /// Opens an archive and checks the names of all its parts. Nothing is unpacked.
    ///
    /// `bytes` must stay valid and unchanged while `owner` lives.
    init(_ bytes: UnsafeRawBufferPointer, keeping owner: AnyObject, limits: WorkbookLimits) throws(WorkbookError) {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        // SAFETY: libzip reads `count` bytes and does not free them; the owner is kept as long as the archive is open.
        guard let source = zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, &error) else {
            throw WorkbookError(.damaged, "the archive cannot be read")
        }
        guard let handle = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            throw WorkbookError(.damaged, "the archive is cut off or damaged")
        }
        self.handle = handle
        self.owner = owner
        self.limits = limits
        try checkParts()
    }

    deinit { zip_discard(handle) }

    /// Names of the parts in lower case, sorted.
    var names: [String] { indexByName.keys.sorted() }

    private func checkParts() throws(WorkbookError) {
        let count = Int(zip_get_num_entries(handle, 0))
        guard count <= limits.partCount else {
            throw WorkbookError(.tooManyParts, "the archive has \(count) parts, more than \(limits.partCount)")
        }
        for index in 0..<UInt64(max(0, count)) {
            guard let raw = zip_get_name(handle, index, ZIP_FL_ENC_RAW) else { throw WorkbookError(.damaged, "a part has no name") }
            let name = String(cString: raw)
            guard Self.isSafe(name) else {
                throw WorkbookError(.unsafePartName, "the name of part \(index + 1) of the archive leads out of it or is no name")
            }
            // Folders are listed by some writers; they hold nothing.
            if name.hasSuffix("/") { continue }
            guard indexByName.updateValue(index, forKey: name.lowercased()) == nil else {
                throw WorkbookError(.unsafePartName, "two parts of the archive have the name of part \(index + 1)")
            }
        }
    }

    /// Whether a name is a relative path with `/` that stays inside: no empty, `.` or `..` segment, no backslash, drive or control character.
    static func isSafe(_ name: String) -> Bool {
        let path = name.hasSuffix("/") ? String(name.dropLast()) : name
        guard !path.isEmpty, path.utf8.count <= 1_000 else { return false }
        guard !path.utf8.contains(where: { $0 < 0x20 || $0 == 0x5C || $0 == 0x3A || $0 == 0x7F }) else { return false }
        return path.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy { segment in
            !segment.isEmpty && !segment.elementsEqual(".".utf8) && !segment.elementsEqual("..".utf8)
        }
    }

    /// Whether there is a part of a name.
    func contains(_ name: String) -> Bool { indexByName[name.lowercased()] != nil }

    /// A part to be read from its beginning.
    func part(_ name: String, byteLimit: Int) throws(WorkbookError) -> PartStream {
        guard let index = indexByName[name.lowercased()] else { throw WorkbookError(.damaged, "the part \(name) is missing") }
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(handle, index, 0, &status) == 0 else { throw WorkbookError(.damaged, "the part \(name) cannot be read") }
        let needed = UInt64(ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD)
        guard status.valid & needed == needed else { throw WorkbookError(.damaged, "the part \(name) has no size") }
        guard status.encryption_method == UInt16(ZIP_EM_NONE) else { throw WorkbookError(.protected, "the part \(name) is encrypted") }
        guard status.size <= UInt64(byteLimit) else {
            throw WorkbookError(.partTooLarge, "the part \(name) has \(status.size) bytes, more than \(byteLimit)")
        }
        guard let file = zip_fopen_index(handle, index, 0) else { throw WorkbookError(.damaged, "the part \(name) cannot be unpacked") }
        return PartStream(
            file: file, archive: self, name: name, statedByteCount: Int(status.size), storedByteCount: Int(clamping: status.comp_size),
            byteLimit: byteLimit)
    }
}

/// The unpacked bytes of a part, from first to last.
final class PartStream {
    private let file: OpaquePointer
    private let archive: Archive
    let name: String
    /// What the archive says the part has.
    let statedByteCount: Int
    private let storedByteCount: Int
    private let byteLimit: Int
    private(set) var readByteCount = 0

    fileprivate init(file: OpaquePointer, archive: Archive, name: String, statedByteCount: Int, storedByteCount: Int, byteLimit: Int) {
        self.file = file
        self.archive = archive
        self.name = name
        self.statedByteCount = statedByteCount
        self.storedByteCount = storedByteCount
        self.byteLimit = byteLimit
    }

    deinit { _ = zip_fclose(file) }

    /// The next bytes; 0 at the end, where the checksum of the part was right.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
        let count = Int(zip_fread(file, buffer.baseAddress, UInt64(buffer.count)))
        guard count >= 0 else { throw WorkbookError(.damaged, "the part \(name) is cut off or changed") }
        readByteCount += count
        // What is unpacked is counted, whatever the archive states.
        guard readByteCount <= byteLimit else {
            throw WorkbookError(.partTooLarge, "the part \(name) has more than \(byteLimit) bytes")
        }
        let limits = archive.limits
        guard readByteCount <= limits.expansionFreeByteCount || readByteCount / limits.expansion <= storedByteCount else {
            throw WorkbookError(
                .suspiciousCompression, "the part \(name) grows to more than \(limits.expansion) times its stored size")
        }
        return count
    }
}
