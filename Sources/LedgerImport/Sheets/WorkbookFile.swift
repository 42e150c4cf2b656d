import Ledger
import Synchronization
import WorkbookReader

/// A workbook that is imported from.
///
/// SAFETY: `@unchecked Sendable`: the workbook and its streams are used inside ``exclusively(_:)`` only, by one thread at a time.
final class WorkbookFile: @unchecked Sendable {
    let path: String
    /// The sheets with cells, in order of their tabs.
    let sheets: [Workbook.Sheet]
    let countsFrom1904: Bool
    private let workbook: Workbook
    private let sharedTexts: SharedTexts
    private let lock = Mutex(())

    /// Opens a file that starts like a ZIP archive or a compound file; nil for any other, which is text.
    ///
    /// - Throws: When it is no workbook that can be read, with what to do.
    static func open(_ source: FileBytes, _ path: String) throws(ImportError) -> WorkbookFile? {
        if isCompound(source) { throw compoundFileError(source, path) }
        guard isArchive(source) else { return nil }
        do throws(WorkbookError) {
            return try WorkbookFile(source, path)
        } catch {
            throw ImportError(error, path)
        }
    }

    /// Whether a file is no text by its first bytes.
    static func isNoText(_ source: FileBytes) -> Bool { isCompound(source) || isArchive(source) }

    /// Old workbooks stand in compound documents, or alone: then they begin with the record that begins a sheet, of version 2 to 8.
    private static func isCompound(_ source: FileBytes) -> Bool {
        source.withSpan { bytes in
            if starts(bytes, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return true }
            let versions: [UInt8] = [0x00, 0x02, 0x04, 0x08]
            let lengths: [UInt8] = [0x04, 0x06, 0x08, 0x10]
            return versions.contains { version in lengths.contains { starts(bytes, with: [0x09, version, $0, 0x00]) } }
        }
    }

    private static func isArchive(_ source: FileBytes) -> Bool {
        // An archive without parts starts with its end record.
        source.withSpan { starts($0, with: [0x50, 0x4B, 0x03, 0x04]) || starts($0, with: [0x50, 0x4B, 0x05, 0x06]) }
    }

    private init(_ source: FileBytes, _ path: String) throws(WorkbookError) {
        self.path = path
        workbook = try source.withBytes { bytes throws(WorkbookError) in try Workbook(bytes, keeping: source) }
        sharedTexts = try workbook.sharedTexts()
        sheets = workbook.sheets
        countsFrom1904 = workbook.countsFrom1904
    }

    /// Runs work that nothing else runs beside.
    func exclusively<Value>(_ body: () -> Value) -> Value { lock.withLock { _ in body() } }

    /// A sheet from its first row on; to be read inside ``exclusively(_:)``.
    func rows(of sheet: Workbook.Sheet) throws(ImportError) -> SheetStream {
        do throws(WorkbookError) {
            return try workbook.rows(of: sheet, sharedTexts)
        } catch {
            throw ImportError(error, path)
        }
    }

    private static func starts(_ text: RawSpan, with signature: [UInt8]) -> Bool {
        text.byteCount >= signature.count && signature.indices.allSatisfy { text.byte($0) == signature[$0] }
    }

    /// What to say about a compound file: a workbook with a password, or one of the older form.
    private static func compoundFileError(_ source: FileBytes, _ path: String) -> ImportError {
        // Names of streams stand in the directory as UTF-16.
        let mark = Array("EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        if source.withSpan({ contains($0, mark) }) {
            return ImportError(
                .workbookProtected, file: path, "the workbook is protected with a password",
                advice: "open it with its password, save it without one, and import that")
        }
        return ImportError(
            .oldWorkbook, file: path, "this is a workbook in the old binary format of Excel (.xls)",
            advice: "open it and save it as .xlsx or as CSV in UTF-8, or export from the system as text with tabs")
    }

    private static func contains(_ text: RawSpan, _ pattern: [UInt8]) -> Bool {
        guard text.byteCount >= pattern.count else { return false }
        return (0...text.byteCount - pattern.count).contains { offset in
            text.byte(offset) == pattern[0] && starts(text.extracting(offset..<offset + pattern.count), with: pattern)
        }
    }
}

extension ImportError {
    /// What is wrong with a workbook as a finding about a file.
    init(_ error: WorkbookError, _ path: String) {
        let (code, advice): (Code, String) =
            switch error.code {
            case .damaged: (.workbookDamaged, "export it again, or open it in a spreadsheet program and save it anew")
            case .protected: (.workbookProtected, "save it without a password, and import that")
            case .otherFormat: (.otherWorkbook, "save the sheet as XLSX or as CSV in UTF-8, and import that")
            case .tooManyParts: (.workbookParts, "save the sheet alone in a new workbook, and import that")
            case .suspiciousCompression:
                (.workbookExpansion, "do not open it if you do not know where it comes from; else save the sheet as CSV in UTF-8")
            case .partTooLarge: (.workbookTooLarge, "split it, or save the sheet as CSV in UTF-8")
            case .unsafePartName: (.unsafePartName, "do not open it if you do not know where it comes from; else save it anew")
            case .documentType: (.documentType, "do not open it if you do not know where it comes from; else save it anew")
            }
        self.init(code, file: path, error.message, advice: advice)
    }
}
