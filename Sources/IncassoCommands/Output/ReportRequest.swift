import CSVRenderer
import Ledger
import Reports

/// What `report` is asked for.
struct ReportRequest {
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

    /// `monthly-target-review-2026-10.it.xlsx`
    func fileName(spec: String, _ language: Language, ending: String) -> String {
        "\(ReportRequest.name(ofSpec: spec))-\(periodName).\(language.rawValue).\(ending)"
    }

    /// The name of a spec: its file's name without the ending.
    static func name(ofSpec path: String) -> String {
        let file = path.split(separator: "/").last ?? ""
        return file.split(separator: ".").dropLast().joined(separator: ".")
    }
}
