import Foundation
import Ledger
import LedgerStore
import Reports

/// What the reports of imports say, for the Method section.
struct ImportFacts {
    let asOf: Day

    /// The facts of files, in order; files whose report is not known are left out.
    func facts(_ files: [(source: SourceFile, day: Day?)]) -> [ImportFact] {
        files.compactMap { file in
            guard let json = file.source.reportJSON,
                let report = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
            else { return nil }
            return fact(file.source, file.day, report)
        }
    }

    private func fact(_ source: SourceFile, _ day: Day?, _ report: [String: Any]) -> ImportFact {
        let totals = report["controlTotals"] as? [[String: Any]] ?? []
        let profile = report["profile"] as? String ?? source.profile ?? "canonical"
        return ImportFact(
            file: source.name, day: day, profile: profile, isProfileCertain: report["profileConfidence"] as? String != "likely",
            digest: String(source.sha256.prefix(12)), dialect: dialect(report), rowsRead: report["rowsRead"] as? Int ?? 0,
            rowsKept: report["rowsKept"] as? Int ?? 0, rowsDropped: sum(report["dropped"]), rowsRejected: sum(report["rejected"]),
            controlTotals: totals.count, agreeingTotals: totals.count { $0["agrees"] as? Bool == true }, findings: findings(report))
    }

    private func sum(_ counts: Any?) -> Int { (counts as? [String: Int])?.values.reduce(0, +) ?? 0 }

    /// `UTF-8, ";", document_date dmy, open_amount comma`.
    private func dialect(_ report: [String: Any]) -> String {
        let separator = report["separator"] as? String ?? ","
        let styles = (report["columnStyles"] as? [[String: Any]] ?? []).map { style in
            let word = "\(style["column"] as? String ?? "") \(style["style"] as? String ?? "")"
            return style["confidence"] as? String == "likely" ? word + " (?)" : word
        }
        return ([report["encoding"] as? String ?? "", separator == "\t" ? "tab" : "\"\(separator)\""] + styles).joined(separator: ", ")
    }

    private func findings(_ report: [String: Any]) -> [ImportFact.Finding] {
        ImportFact.Kind.allCases.compactMap { kind in
            if kind == .edgeMonth {
                let isEdge = (report["edgeMonths"] as? [String] ?? []).contains(asOf.month.isoText)
                return isEdge ? ImportFact.Finding(.edgeMonth, 1) : nil
            }
            let count = report[kind.rawValue] as? Int ?? 0
            return count > 0 ? ImportFact.Finding(kind, count) : nil
        }
    }
}
