import Ledger
import LedgerColumns
import Synchronization

/// Reads files of ledgers and their companions into validated columns and records.
public enum LedgerFileReader {
    /// Reads a whole file.
    ///
    /// - Parameters:
    ///   - path: The file; messages name it as it is given here.
    ///   - kind: What the file holds; nil: what the profile says. Must be the profile's kind otherwise.
    ///   - profile: How the file is written; see ``detectProfile(path:)``.
    ///   - options: What the user says beyond the file.
    /// - Returns: Content and report. Neither depends on `options.threads` and `options.chunkByteCount`.
    /// - Throws: The file is taken whole or not at all: any fault that `options.allowedRejects` does not cover.
    /// - Complexity: Linear in the bytes of the file.
    public static func read(
        path: String, kind: FileKind? = nil, profile: ImportProfile, options: ImportOptions = ImportOptions()
    ) throws(ImportError) -> ImportedFile {
        precondition(kind == nil || kind == profile.kind, "the profile reads files of another kind")
        let source = try openFile(path)
        let digest = DigestBox()
        let hashing = WorkerThread.start { digest.hex.withLock { $0 = sha256Hex(of: source) } }
        let outcome = Swift.Result { () throws(ImportError) in try readContent(source, path, profile, options) }
        hashing?.join()
        let sha256 = digest.hex.withLock { $0 }
        switch outcome {
        case .success(let file):
            var report = file.report
            report.sha256 = sha256
            report.byteCount = source.count
            return ImportedFile(report: report, content: file.content)
        case .failure(let error):
            var report = error.report
            report?.sha256 = sha256
            report?.byteCount = source.count
            throw ImportError(code: error.code, diagnostics: error.diagnostics, report: report)
        }
    }

    private final class DigestBox: Sendable {
        let hex = Mutex("")
    }

    static func openFile(_ path: String) throws(ImportError) -> FileBytes {
        let bytes = try mapFile(path)
        guard !bytes.withSpan({ isBlank($0) }) else {
            throw ImportError(.empty, file: path, "the file is empty: it has nothing but blanks", advice: "export it again")
        }
        return bytes
    }

    /// Whether there is nothing but a byte order mark, blanks and line ends. Ends at the first byte that is something else.
    private static func isBlank(_ text: RawSpan) -> Bool {
        let encoding = DetectedEncoding.byteOrderMark(text)
        var start = 0
        if encoding == .utf8 { start = 3 } else if encoding != nil { start = 2 }
        // In UTF-16 one byte of each blank is 0.
        let hasZeros = start == 2
        return (start..<text.byteCount).allSatisfy { offset in
            switch text.byte(offset) {
            case Ascii.space, Ascii.lineFeed, Ascii.carriageReturn, UInt8(ascii: "\t"): true
            case 0: hasZeros
            default: false
            }
        }
    }

    private static func mapFile(_ path: String) throws(ImportError) -> FileBytes {
        do {
            return try FileBytes(path: path)
        } catch {
            switch error {
            case .noSuchFile: throw ImportError(.noSuchFile, file: path, "there is no such file", advice: "check the path")
            case .notReadable:
                throw ImportError(.notReadable, file: path, "the file cannot be read", advice: "check its permissions")
            case .notRegular:
                throw ImportError(
                    .notReadable, file: path, "this is not a regular file", advice: "name a file; save what comes from a pipe first")
            case .empty: throw ImportError(.empty, file: path, "the file is empty", advice: "export it again")
            }
        }
    }

    /// Reads the bytes of a file, which messages call `path`.
    static func readContent(
        _ source: FileBytes, _ path: String, _ profile: ImportProfile, _ options: ImportOptions
    ) throws(ImportError) -> ImportedFile {
        if let workbook = try WorkbookFile.open(source, path) { return try readSheet(of: workbook, profile, options) }
        let (bytes, encoding) = try decode(source, path, profile)
        let (header, syntax) = try matchHeader(bytes, path, profile, options)
        return try readRows(.text(bytes), path, header, profile, encoding, syntax, options)
    }

    /// Reads the rows below a header.
    static func readRows(
        _ rows: RowSource, _ path: String, _ header: HeaderMatch, _ profile: ImportProfile, _ encoding: DetectedEncoding,
        _ syntax: FieldSyntax, _ options: ImportOptions
    ) throws(ImportError) -> ImportedFile {
        var report = ImportReport(path: path, profile: profile, encoding: encoding, syntax: syntax)
        report.profileConfidence = header.unknown.isEmpty ? .certain : .likely
        report.separatorConfidence = profile.dialect.separator.map { $0 == syntax.separator } ?? true ? .certain : .likely
        report.unknownColumns = header.unknown
        report.rejectsHeader = header.row
        report.hasRejectedRows = header.hasRejectedRows
        report.columns = header.fields.keys.sorted()
        report.keptReasons = options.keptReasons.sorted()
        if header.fields["company"] == nil { report.givenCompany = options.company }
        // Lists of systems leave the currency out where it is the local one, which is said then.
        if header.fields["currency"] == nil || !profile.isCanonical { report.givenCurrency = options.currency }
        report.dropped["title"] = header.titles.isEmpty ? nil : header.titles.count
        report.diagnostics = header.unknown.map {
            Diagnostic(
                code: "unknown-column", severity: .note, file: path, line: header.headerLine,
                message: "column '\($0)' is not known and left out")
        }
        report.diagnostics += header.unused.filter { !profile.leftOut.map(\.column).contains($0.column) }.map { column, name in
            Diagnostic(
                code: "unused-column", severity: .note, file: path, line: header.headerLine,
                message: "column '\(name)' could be '\(column)' too; '\(header.names[column] ?? "")' is taken for it")
        }
        for name in ["open_amount", "amount"] {
            if let finding = homeAmount(name, header, profile, path) { report.diagnostics.append(finding) }
        }
        if profile.documentDateIsDueDate, header.fields["document_date"] == nil {
            report.diagnostics.append(
                Diagnostic(
                    code: "document-date-assumed", severity: .warning, file: path, line: header.headerLine,
                    message: "the file has no document date; the due date is taken for it",
                    advice: "export it with the document date: figures by invoice age depend on it"))
        }
        var file = FileReading(
            path: path, source: rows, header: header, profile: profile, options: options, syntax: syntax, report: report)
        let content: ImportedContent
        do throws(ImportError) {
            switch profile.kind {
            case .ledger, .postings, .history: content = try file.readColumnar()
            default: content = try file.readRecords()
            }
        } catch {
            // What was found out up to there is told of a refused file too.
            throw ImportError(code: error.code, diagnostics: error.diagnostics, report: error.report ?? file.report)
        }
        return ImportedFile(report: file.report, content: content)
    }

    /// The warning that the amounts of a column are in the home currency while the rows say another one; nil when they are not.
    private static func homeAmount(_ column: String, _ header: HeaderMatch, _ profile: ImportProfile, _ path: String) -> Diagnostic? {
        guard let amount = header.names[column], let currency = header.names["currency"] else { return nil }
        let isHome = profile.homeAmounts.contains { name, currencies in
            HeaderName.normal(name) == HeaderName.normal(amount)
                && currencies.contains { HeaderName.normal($0) == HeaderName.normal(currency) }
        }
        guard isHome else { return nil }
        return Diagnostic(
            code: "home-amounts", severity: .warning, file: path, line: header.headerLine, column: header.fields[column].map { $0 + 1 },
            message:
                "the amounts of column '\(amount)' are in the home currency, whatever '\(currency)' says: rows of other currencies are read wrong",
            advice:
                "export the amount in the currency of the document too, or say the home currency with --currency in a file without '\(currency)'"
        )
    }

    /// The file in UTF-8: the mapped bytes themselves where they are UTF-8.
    static func decode(
        _ source: FileBytes, _ path: String, _ profile: ImportProfile
    ) throws(ImportError) -> (FileBytes, DetectedEncoding) {
        let detected = DetectedEncoding(source, stated: profile.dialect.encoding)
        if detected.encoding == .utf8 { return (TextRepair.repaired(source) ?? source, detected) }
        switch source.withSpan({ TextDecoding.utf8(of: $0, encoding: detected.encoding) }) {
        case .success(let bytes):
            let decoded = FileBytes(copying: bytes)
            return (TextRepair.repaired(decoded) ?? decoded, detected)
        case .failure(let failure):
            throw ImportError(
                .badEncoding, file: path, "byte \(failure.offset + 1) is not \(detected.encoding.rawValue), nor is the file UTF-8",
                advice: "save the file as UTF-8")
        }
    }

    /// The header of a text with all that the profile needs.
    static func matchHeader(
        _ bytes: FileBytes, _ path: String, _ profile: ImportProfile, _ options: ImportOptions
    ) throws(ImportError) -> (HeaderMatch, FieldSyntax) {
        guard let (header, syntax) = FileHead(bytes).header(ProfileCandidate(profile), options: options) else {
            throw ImportError(.badQuoting, file: path, "the header cannot be read as fields", advice: "check the quotes of the first row")
        }
        let missing = header.missing(profile, options)
        if !missing.isEmpty {
            let names = missing.map { name in
                let accepted = profile.headers[name] ?? []
                return "'\(name)'" + (accepted == [name] || accepted.isEmpty ? "" : " (" + accepted.joined(separator: ", ") + ")")
            }
            throw ImportError(
                .missingColumn, file: path, line: header.headerLine,
                "the header has no column " + names.joined(separator: ", ") + ", required for \(profile.kind.rawValue)",
                advice: Self.advice(onMissing: missing))
        }
        if let (column, number) = header.repeated.first {
            throw ImportError(
                .repeatedColumn, file: path, line: header.headerLine, column: number, "column '\(column)' stands twice in the header",
                advice: "remove or rename one of the two")
        }
        if [.history, .ledger, .postings].contains(profile.kind), header.fields["currency"] == nil, profile.constants["currency"] == nil,
            options.currency == nil
        {
            throw ImportError(
                .currencyUnknown, file: path, line: header.headerLine, "the file has no currency column",
                advice: "say which currency its amounts are in: --currency EUR")
        }
        return (header, syntax)
    }

    private static func advice(onMissing missing: [String]) -> String {
        switch missing {
        case ["company"]: "add the column, or name the company with --company"
        case ["currency"]: "add the column, or say which currency the amounts are in: --currency EUR"
        case ["company", "currency"]: "add the columns, or say --company and --currency"
        default: "add the column, or choose another profile"
        }
    }
}
