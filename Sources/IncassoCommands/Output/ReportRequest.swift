import CSVRenderer
import Ledger
import Reports

/// What `report` is asked for.
struct ReportRequest: Sendable {
    /// Whose reports are rendered of the specs for analysts.
    enum Analysts: Hashable, Sendable {
        case all
        case one(String)
    }

    /// Paths of the specs, in order of their names.
    let specs: [String]
    /// The as-of day.
    let asOf: Day
    /// `YYYY-MM` when a month was asked for, the as-of day otherwise: part of file names.
    let periodName: String
    /// nil: what each spec says.
    let formats: [ReportSpec.Format]?
    /// nil: what each spec says.
    let languages: [Language]?
    /// How CSV is written.
    let dialect: CSVDialect
    var analysts = Analysts.all

    /// `monthly-target-review-2026-10`: begins the names of a report's files, and is the folder of analysts' reports.
    func baseName(spec: String) -> String { "\(ReportRequest.name(ofSpec: spec))-\(periodName)" }

    /// `monthly-target-review-2026-10.it.xlsx`; an analyst's in a folder of the analyst.
    func fileName(spec: String, analyst: String? = nil, _ language: Language, ending: String) -> String {
        let base = baseName(spec: spec)
        let folder = analyst.map { base + "/" + ReportRequest.folderName($0) + "/" } ?? ""
        return "\(folder)\(base).\(language.rawValue).\(ending)"
    }

    /// The folders in which reports of analysts that were not asked for stay as they are.
    var sharedFolders: Set<String> {
        guard case .one = analysts else { return [] }
        return Set(specs.map(baseName))
    }

    /// The name of a spec: its file's name without the ending.
    static func name(ofSpec path: String) -> String {
        let file = path.split(separator: "/").last ?? ""
        return file.split(separator: ".").dropLast().joined(separator: ".")
    }

    /// An id as a folder's name: letters, digits, `-`, `_` and inner `.` stay, everything else is written `%XX`, so that different ids have different folders
    /// and none leads elsewhere.
    static func folderName(_ id: String) -> String {
        var name = ""
        for byte in id.utf8 {
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x5F
                || (byte == 0x2E && !name.isEmpty)
            let digits = String(byte, radix: 16, uppercase: true)
            name += isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.utf8.count == 1 ? "0" : "") + digits
        }
        return name
    }
}
