import Foundation
import Ledger
import LedgerImport
import LedgerStore

/// What is known of the file that a file of rejected rows comes from: a few mended rows do not tell how they are written, what day they show or whose they are.
struct RejectsOrigin {
    private let source: SourceFile
    private let report: [String: Any]

    /// The newest imported file whose rejected rows a file of this name has; nil when there is none.
    init?(ofRejectsNamed name: String, among sources: [SourceFile]) {
        guard name.hasSuffix(RejectedRowsFile.ending) else { return nil }
        let candidates = sources.lazy.reversed().filter { RejectedRowsFile.name(of: $0.name) == name }
        guard let source = candidates.first(where: { !(($0.reportMembers?["rejected"] as? [String: Any])?.isEmpty ?? true) }),
            let report = source.reportMembers
        else { return nil }
        (self.source, self.report) = (source, report)
    }

    /// What the origin's import told, as JSON, with its name and digest.
    var reportJSON: String? { source.reportJSON }

    /// The profile the origin was read with.
    func profile(among profiles: [ImportProfile]) -> ImportProfile? {
        let name = report["profile"] as? String
        return (profiles + ImportProfile.shipped + FileKind.allCases.map(ImportProfile.canonical)).first {
            $0.name == name && $0.kind == source.kind
        }
    }

    /// Options with what held for the origin, where nothing else is said.
    func options(_ options: ImportOptions) -> ImportOptions {
        var options = options
        if options.asOf == nil { options.asOf = (report["asOf"] as? String).flatMap { Day(iso: $0) } }
        options.keptReasons.formUnion(report["keptReasons"] as? [String] ?? [])
        if options.company == nil { options.company = report["givenCompany"] as? String }
        if options.currency == nil { options.currency = (report["givenCurrency"] as? String).flatMap { Currency(code: $0) } }
        for style in report["columnStyles"] as? [[String: Any]] ?? [] {
            guard let column = style["column"] as? String, let word = style["style"] as? String else { continue }
            if let order = ImportProfile.DateOrder(word: word), options.dateOrders[column] == nil { options.dateOrders[column] = order }
            if let mark = DecimalMark(rawValue: word), options.decimalMarks[column] == nil { options.decimalMarks[column] = mark }
        }
        return options
    }
}

extension SourceFile {
    /// Its name; of mended rows, behind the names of the files they come from.
    var names: [String] {
        var names: [String] = []
        var report = reportMembers?["origin"] as? [String: Any]
        while let origin = report {
            names.insert(origin["file"] as? String ?? "", at: 0)
            report = origin["origin"] as? [String: Any]
        }
        return names + [name]
    }

    /// What its import told, by key; nil when that is not known.
    var reportMembers: [String: Any]? {
        reportJSON.flatMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
    }
}
