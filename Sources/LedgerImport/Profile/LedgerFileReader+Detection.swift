import Ledger

extension LedgerFileReader {
    /// Bytes of a file that are looked at to find its profile.
    private static let headByteCount = 1 << 18

    /// The profile of a file: among the canonical kinds and the shipped profiles, the one whose required columns are all in the header.
    ///
    /// Of several the one with the most required columns, then the one with the fewest columns left over, then the canonical one,
    /// then the one whose kind stands in the file name. Still several, or none: an error that names them or the columns missing.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - kind: What it holds; nil: any kind.
    ///   - options: A company given here stands for a company column.
    ///   - profiles: Further profiles, before the shipped ones.
    public static func detectProfile(
        path: String, kind: FileKind? = nil, options: ImportOptions = ImportOptions(), profiles: [ImportProfile] = []
    ) throws(ImportError) -> ImportProfile {
        let source = try openFile(path)
        let candidates = (FileKind.allCases.map { ImportProfile.canonical($0) } + profiles + ImportProfile.shipped).filter {
            kind == nil || $0.kind == kind
        }
        let head = source.withSpan { text in
            FileBytes(copying: text.extracting(0..<min(text.byteCount, headByteCount)).withUnsafeBytes { Array($0) })
        }
        try refuseWorkbook(head, path)
        var fits: [Fit] = []
        var near: [NearFit] = []
        for profile in candidates {
            guard let (bytes, _) = try? decode(head, path, profile),
                let header = bytes.withSpan({ HeaderFinder.find($0, profile: profile, options: options) })
            else { continue }
            let missing = header.missing(profile, options)
            if missing.isEmpty {
                fits.append(Fit(profile: profile, header: header, path: path))
            } else {
                near.append(NearFit(profile: profile, header: header, missing: missing))
            }
        }
        let nearest = NearFit.nearest(near)
        if fits.isEmpty {
            if let error = wrongSeparator(head, path, candidates, options, nearest) { throw error }
            if let nearest, kind != nil || nearest.isPlausible { throw nearest.error(path) }
        }
        guard let best = fits.map(\.rank).max(by: { $0.lexicographicallyPrecedes($1) }) else {
            throw ImportError(
                .unknownKind, file: path, line: 1, "the header fits no kind of file\(kind.map { " \($0.rawValue)" } ?? "")",
                advice: "compare the header with the columns of canonical files, or choose a profile with --profile")
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
            $0.isPlausible && $0.profile.kind != winner.profile.kind && $0.header.fields.count > winner.matchedCount
        }
        if kind == nil, let rival = NearFit.nearest(rivals) { throw rival.error(path) }
        return winner.profile
    }

    /// What to say about a header of a canonical file that is separated by something else than commas; nil when it is not one.
    private static func wrongSeparator(
        _ head: FileBytes, _ path: String, _ candidates: [ImportProfile], _ options: ImportOptions, _ nearest: NearFit?
    ) -> ImportError? {
        for (separator, name) in [(UInt8(ascii: ";"), "';'"), (UInt8(ascii: "\t"), "a tab")] {
            var found: [NearFit] = []
            for var profile in candidates where profile == .canonical(profile.kind) {
                profile.separator = separator
                guard let (bytes, _) = try? decode(head, path, profile),
                    let header = bytes.withSpan({ HeaderFinder.find($0, profile: profile, options: options) })
                else { continue }
                found.append(NearFit(profile: profile, header: header, missing: header.missing(profile, options)))
            }
            guard let best = NearFit.nearest(found), best.isPlausible, best.header.fields.count > nearest?.header.fields.count ?? 0
            else { continue }
            return ImportError(
                .unknownKind, file: path, line: best.header.headerLine,
                "the header is separated by \(name), and is otherwise one of kind \(best.profile.kind.rawValue)",
                advice: "canonical files use commas: save it with commas, or map it in a profile")
        }
        return nil
    }

    /// Refuses what starts like a ZIP archive (XLSX) or a compound file (XLS): text never does.
    private static func refuseWorkbook(_ head: FileBytes, _ path: String) throws(ImportError) {
        let signatures: [[UInt8]] = [[0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0]]
        let isWorkbook = head.withSpan { text in
            signatures.contains { signature in
                text.byteCount >= 4 && (0..<4).allSatisfy { text.unsafeLoad(fromByteOffset: $0, as: UInt8.self) == signature[$0] }
            }
        }
        if isWorkbook {
            throw ImportError(
                .workbook, file: path, "this is a workbook, and workbooks are not read",
                advice: "save the sheet as CSV in UTF-8 and import that")
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

        private var found: Int { FileSchema.of(profile.kind).requiredNames.count - missing.count }
        /// Whether it is likely that the file is meant to be of this profile: most of what is required is there.
        var isPlausible: Bool { found > missing.count }

        /// The one with the most required columns, then the fewest missing, then the first.
        static func nearest(_ fits: [NearFit]) -> NearFit? {
            var nearest: NearFit?
            for fit in fits {
                guard let best = nearest else {
                    nearest = fit
                    continue
                }
                if (fit.found, -fit.missing.count) > (best.found, -best.missing.count) { nearest = fit }
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
            let isCanonical = profile == .canonical(profile.kind)
            rank = [required, -header.unknown.count, isCanonical ? 1 : 0, Fit.isNamed(profile.kind, path) ? 1 : 0]
        }

        static func isNamed(_ kind: FileKind, _ path: String) -> Bool {
            (path.split(separator: "/").last ?? "").lowercased().contains(kind.rawValue)
        }
    }
}
