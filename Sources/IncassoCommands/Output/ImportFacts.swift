import Foundation
import Ledger
import LedgerStore
import Reports

/// What the reports of imports say, for the Method section.
struct ImportFacts {
    /// The months of the days that have figures.
    let months: Set<Month>
    /// The newest import of each history, by its imports.
    let histories: [SourceFile.ID: SourceFile]

    /// The facts of files, in order; files whose report is not known are left out. Mended rows come behind the file they come from. A file that several days
    /// come from tells with the last of them in which of the months the ledger starts or ends.
    func facts(_ files: [(source: SourceFile, day: Day?)]) -> [ImportFact] {
        files.indices.flatMap { index -> [ImportFact] in
            let source = files[index].source
            // Month-ends of a history stay when its postings are taken back; of other files nothing is left then.
            guard !source.isTakenBack || source.kind == .history, let report = source.reportMembers else { return [] }
            var facts = facts(report, files[index].day)
            let newest = histories[source.id] ?? source
            let isLast = !files[(index + 1)...].contains { (histories[$0.source.id] ?? $0.source).id == newest.id }
            facts[facts.count - 1].edgeMonths = isLast ? newest.edgeMonths.filter(months.contains) : []
            return facts
        }
    }

    private func facts(_ report: [String: Any], _ day: Day?) -> [ImportFact] {
        let origin = (report["origin"] as? [String: Any]).map { facts($0, day) } ?? []
        return origin + [fact(report, day)]
    }

    private func fact(_ report: [String: Any], _ day: Day?) -> ImportFact {
        let totals = report["controlTotals"] as? [[String: Any]] ?? []
        var fact = ImportFact(
            file: report["file"] as? String ?? "", day: day, profile: report["profile"] as? String ?? "",
            isProfileCertain: report["profileConfidence"] as? String != "likely",
            digest: String((report["sha256"] as? String ?? "").prefix(12)), dialect: dialect(report),
            rowsRead: report["rowsRead"] as? Int ?? 0,
            rowsKept: report["rowsKept"] as? Int ?? 0, rowsDropped: sum(report["dropped"]), rowsRejected: sum(report["rejected"]),
            controlTotals: totals.count, agreeingTotals: totals.count { $0["agrees"] as? Bool == true }, findings: findings(report))
        fact.byteCount = report["byteCount"] as? Int ?? 0
        fact.dayOrigin = (report["asOfSource"] as? String).flatMap { ImportFact.DayOrigin(rawValue: $0) }
        fact.newestDay = (report["newestDay"] as? String).flatMap { Day(iso: $0) }
        fact.droppedReasons = reasons(report["dropped"])
        fact.rejectedReasons = reasons(report["rejected"])
        fact.unknownColumns = report["unknownColumns"] as? [String] ?? []
        let codes = Set((report["diagnostics"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String })
        fact.remarks = ImportFact.Remark.allCases.filter { codes.contains($0.rawValue) }
        return fact
    }

    /// Counts by reason, most first.
    private func reasons(_ counts: Any?) -> [ImportFact.Reason] {
        (counts as? [String: Int] ?? [:]).map { ImportFact.Reason($0.key, $0.value) }.sorted { ($1.count, $0.code) < ($0.count, $1.code) }
    }

    private func sum(_ counts: Any?) -> Int { (counts as? [String: Int])?.values.reduce(0, +) ?? 0 }

    /// `UTF-8, ";", document_date dmy, open_amount comma`.
    private func dialect(_ report: [String: Any]) -> String {
        let separator = report["separator"] as? String ?? ","
        let styles = (report["columnStyles"] as? [[String: Any]] ?? []).map { style in
            let word = "\(style["column"] as? String ?? "") \(style["style"] as? String ?? "")"
            return style["confidence"] as? String == "likely" ? word + " (?)" : word
        }
        let encoding = (report["encoding"] as? String ?? "") + (report["encodingConfidence"] as? String == "likely" ? " (?)" : "")
        if let sheet = report["sheet"] as? String { return (["XLSX", "'\(sheet)'"] + styles).joined(separator: ", ") }
        return ([encoding, separator == "\t" ? "tab" : "\"\(separator)\""] + styles).joined(separator: ", ")
    }

    private func findings(_ report: [String: Any]) -> [ImportFact.Finding] {
        ImportFact.Kind.allCases.compactMap { kind in
            let count = report[kind.rawValue] as? Int ?? 0
            return count > 0 ? ImportFact.Finding(kind, count) : nil
        }
    }
}

extension SourceFile {
    /// The months in which the ledger of a history starts or ends, in order: their ratios are not comparable.
    var edgeMonths: [Month] { (reportMembers?["edgeMonths"] as? [String] ?? []).compactMap { Month(iso: $0) } }
}
