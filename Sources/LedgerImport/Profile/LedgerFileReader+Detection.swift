import Ledger

extension LedgerFileReader {
    /// Bytes of a file that are looked at to find its profile.
    static let headByteCount = 1 << 18

    /// The profile of a file: among the canonical kinds and the shipped profiles, the one whose required columns are all in the header.
    ///
    /// Of several the one with the most required columns, then the one with the fewest columns left over, then the canonical one,
    /// then the kind whose word stands in the file name. `canonical` headers are found with any separator and encoding.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - kind: What it holds; nil: any kind.
    ///   - options: A company given here stands for a company column, a currency for a currency column.
    ///   - profiles: Further profiles, before the shipped ones.
    public static func detectProfile(
        path: String, kind: FileKind? = nil, options: ImportOptions = ImportOptions(), profiles: [ImportProfile] = []
    ) throws(ImportError) -> ImportProfile {
        try detectProfile(of: try openFile(path), path: path, kind: kind, options: options, profiles: profiles)
    }

    /// The profile of the bytes of a file, which messages call `path`.
    static func detectProfile(
        of source: FileBytes, path: String, kind: FileKind?, options: ImportOptions, profiles: [ImportProfile]
    ) throws(ImportError) -> ImportProfile {
        let canonical = ProfileCandidate.canonical.filter { kind == nil || $0.profile.kind == kind }
        let others = {
            (profiles.map(ProfileCandidate.init) + ProfileCandidate.shipped).filter { kind == nil || $0.profile.kind == kind }
        }
        if let workbook = try WorkbookFile.open(source, path) {
            let candidates = canonical + others()
            return try SheetChoice.find(in: workbook, named: options.sheet) { head throws(ImportError) in
                let found = try detectProfile(inHead: head, path, kind, options, candidates.map(\.ofSheets)) { [] }
                return candidates.first { $0.profile.ofSheets == found }?.profile ?? found
            }.profile
        }
        try refuseMarkup(source, path)
        return try detectProfile(inHead: try decodedHead(source, path), path, kind, options, canonical, others)
    }

    /// The profile among candidates that the first bytes of a text fit. `others` are looked at when one of them could come before the first ones.
    private static func detectProfile(
        inHead head: FileBytes, _ path: String, _ kind: FileKind?, _ options: ImportOptions, _ candidates: [ProfileCandidate],
        _ others: () -> [ProfileCandidate]
    ) throws(ImportError) -> ImportProfile {
        var fits: [Fit] = []
        var near: [NearFit] = []
        let head = FileHead(head)
        func look(at candidates: [ProfileCandidate]) {
            for candidate in candidates {
                guard let (header, _) = head.header(candidate, options: options) else { continue }
                let profile = candidate.profile
                let missing = header.missing(profile, options)
                if missing.isEmpty {
                    fits.append(Fit(profile: profile, header: header, path: path))
                } else {
                    near.append(NearFit(profile: profile, header: header, missing: missing))
                }
            }
        }
        look(at: candidates)
        if !fits.contains(where: \.isBestOfAll) { look(at: others()) }
        if fits.isEmpty, let nearest = NearFit.nearest(near), kind != nil || nearest.isPlausible { throw nearest.error(path) }
        guard let best = fits.map(\.rank).max(by: { $0.lexicographicallyPrecedes($1) }) else {
            let like = ProfileLikeness.closest(near.compactMap { ProfileLikeness($0.header, $0.profile, options) })
            throw ImportError(
                .unknownKind, file: path, line: near.first { $0.profile.name == like?.profile }?.header.headerLine ?? 1,
                "the header fits no kind of file\(kind.map { " \($0.rawValue)" } ?? "")" + (like.map { "; " + $0.text } ?? ""),
                advice: (like == nil ? "" : "export it with all its columns, ")
                    + "let `incasso import --dry-run` propose a profile, or choose one with --profile")
        }
        let winners = fits.filter { $0.rank == best }
        guard winners.count == 1 else {
            let names = winners.map { "\($0.profile.kind.rawValue) (\($0.profile.name))" }.joined(separator: ", ")
            throw ImportError(
                .unknownKind, file: path, line: 1, "the header fits more than one kind of file: " + names,
                advice: "say which one it is: incasso import KIND FILE")
        }
        // A file of another kind that lacks a column may have all columns of a smaller kind: a ledger without open amounts those of a history.
        let winner = winners[0]
        let rivals = near.filter {
            $0.isPlausible && $0.profile.isCanonical && $0.profile.kind != winner.profile.kind
                && $0.header.fields.count > winner.matchedCount
        }
        if kind == nil, let rival = NearFit.nearest(rivals) { throw rival.error(path) }
        return winner.profile
    }

    /// The first bytes of a file in UTF-8.
    static func decodedHead(_ source: FileBytes, _ path: String) throws(ImportError) -> FileBytes {
        let head = source.withSpan { text in
            FileBytes(copying: text.extracting(0..<min(text.byteCount, headByteCount)).withUnsafeBytes { Array($0) })
        }
        let (decoded, detected) = try decode(head, path, ImportProfile(name: "", kind: .ledger, headers: [:]))
        guard detected.encoding == .utf8, head.count < source.count else { return decoded }
        // The last character may be cut.
        let whole = head.withSpan { text in
            (max(0, text.byteCount - 4)..<text.byteCount).last { text.byte($0) < 0x80 } ?? text.byteCount - 1
        }
        return head.withSpan { text in FileBytes(copying: text.extracting(0..<whole + 1).withUnsafeBytes { Array($0) }) }
    }

    /// Refuses spreadsheets written as HTML or XML, also in a message (MHTML).
    private static func refuseMarkup(_ source: FileBytes, _ path: String) throws(ImportError) {
        let start = source.withSpan { text in (0..<min(text.byteCount, 512)).map { text.byte($0) } }
        let text = start.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }.drop { [0xEF, 0xBB, 0xBF, 0x20, 0x0A, 0x0D, 0x09].contains($0) }
        if ["<html", "<!doctype html", "<table", "<?xml", "mime-version:"].contains(where: { text.starts(with: Array($0.utf8)) }) {
            throw ImportError(
                .otherWorkbook, file: path, "this is a spreadsheet written as HTML or XML, whatever its name says",
                advice: "open it in a spreadsheet program and save it as .xlsx or as CSV in UTF-8")
        }
    }

    /// The kind of canonical file a header belongs to; nil when it is none or several.
    ///
    /// All required columns are there; of several kinds the one with most required columns, then with fewest columns left over, then
    /// the one whose word stands in `fileName`.
    public static func kind(ofHeader names: [String], fileName: String = "") -> FileKind? {
        let present = Set(names)
        let ranks = FileKind.allCases.compactMap { kind -> (kind: FileKind, rank: [Int])? in
            let schema = FileSchema.of(kind)
            guard schema.requiredNames.allSatisfy(present.contains) else { return nil }
            let known = Set(schema.columns.map(\.name))
            return (kind, [schema.requiredNames.count, -names.count { !known.contains($0) }, Fit.isNamed(kind, fileName) ? 1 : 0])
        }
        guard let best = ranks.map(\.rank).max(by: { $0.lexicographicallyPrecedes($1) }) else { return nil }
        let winners = ranks.filter { $0.rank == best }
        return winners.count == 1 ? winners[0].kind : nil
    }

    /// A profile whose required columns are not all there.
    private struct NearFit {
        let profile: ImportProfile
        let header: HeaderMatch
        let missing: [String]

        private var rank: (Int, Int, Int) { (found, -missing.count, header.knownCount) }
        private var found: Int { FileSchema.of(profile.kind).requiredNames.count - missing.count }
        /// Whether it is likely that the file is meant to be of this profile: most of what is required is there.
        var isPlausible: Bool { found > missing.count }

        /// The one with the most required columns, then the fewest missing, then the most known headers, then the first.
        static func nearest(_ fits: [NearFit]) -> NearFit? {
            var nearest: NearFit?
            for fit in fits {
                guard let best = nearest else {
                    nearest = fit
                    continue
                }
                if fit.rank > best.rank { nearest = fit }
            }
            return nearest
        }

        func error(_ path: String) -> ImportError {
            let names = missing.map { "'\($0)'" }.joined(separator: ", ")
            return ImportError(
                .missingColumn, file: path, line: header.headerLine,
                "the header has no column \(names), which a file of kind \(profile.kind.rawValue) (profile \(profile.name)) needs",
                advice: header.unknown.isEmpty
                    ? "export the file with all its columns, or name another kind or profile"
                    : "the columns that are not known are \(header.unknown.joined(separator: ", ")): rename what stands for it, or map it in a profile"
            )
        }
    }

    /// A profile that fits a file, and how well.
    private struct Fit {
        let profile: ImportProfile
        let rank: [Int]
        /// Columns of the header that the profile knows.
        let matchedCount: Int

        init(profile: ImportProfile, header: HeaderMatch, path: String) {
            self.profile = profile
            matchedCount = header.fields.count
            let required = FileSchema.of(profile.kind).requiredNames.count
            let isCanonical = profile.isCanonical
            rank = [required, -header.unknown.count, isCanonical ? 1 : 0, Fit.isNamed(profile.kind, path) ? 1 : 0]
        }

        /// Whether no profile that is not canonical can have a higher rank or the same: no kind requires more columns, and every column of the header is known.
        var isBestOfAll: Bool { rank.prefix(3) == [FileSchema.requiredCountMax, 0, 1] }

        static func isNamed(_ kind: FileKind, _ path: String) -> Bool {
            (path.split(separator: "/").last ?? "").lowercased().contains(kind.rawValue)
        }
    }
}
