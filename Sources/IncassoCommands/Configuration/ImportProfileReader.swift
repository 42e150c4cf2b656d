import Ledger
import LedgerImport
import StrictYAML

/// Reads a user's import profile: how one system writes a kind of file.
///
/// ```yaml
/// kind: ledger
/// columns: {company: Società, document: [Numero documento, N. doc.], open_amount: Importo}
/// constants: {currency: EUR}
/// values: {kind: {RV: invoice, DZ: payment}}
/// ignore: [Arretrati]
/// dialect: {separator: ";", quotes: false, decimal: ",", grouping: ".", dates: dmy, encoding: Windows-1252}
/// title_rows: true
/// subtotal_rows: true
/// numbers_repeat_by_year: true
/// ```
enum ImportProfileReader {
    /// The profile of a text, called `name`; nil when something is wrong. `file` is the name faults carry.
    static func read(utf8 bytes: [UInt8], file: String, name: String) -> (profile: ImportProfile?, faults: [Diagnostic]) {
        var (root, faults) = YAMLReader.read(utf8: bytes, file: file)
        let keys = [
            "kind", "columns", "constants", "values", "ignore", "dialect", "title_rows", "subtotal_rows", "numbers_repeat_by_year",
        ]
        guard let mapping = root?.mapping(keys: keys, &faults) else { return (nil, faults) }
        guard let kind = mapping.required("kind", &faults)?.word(FileKind.self, &faults) else { return (nil, faults) }
        var profile = ImportProfile(name: name, kind: kind, headers: [:])
        let columns = ImportProfile.canonical(kind).headers.keys.sorted()
        if let entries = mapping.required("columns", &faults).flatMap({ byColumn($0, of: columns, &faults) }) {
            for entry in entries { profile.headers[entry.key] = headers(entry.value, &faults) }
        }
        let constant = ["company", "customer", "kind", "currency", "line"].filter(columns.contains)
        for entry in mapping["constants"].flatMap({ byColumn($0, of: constant, &faults) }) ?? [] {
            profile.constants[entry.key] = entry.value.string(&faults)
        }
        for entry in mapping["values"].flatMap({ byColumn($0, of: constant, &faults) }) ?? [] {
            profile.valueMaps[entry.key] = values(entry, kind: kind, &faults)
        }
        if let ignored = mapping["ignore"]?.list(&faults, each: { $0.string(&$1) }) { profile.ignoredHeaders = ignored }
        if let flag = mapping["title_rows"]?.bool(&faults) { profile.hasTitleRows = flag }
        if let flag = mapping["subtotal_rows"]?.bool(&faults) { profile.hasSubtotalRows = flag }
        if let flag = mapping["numbers_repeat_by_year"]?.bool(&faults) { profile.documentNumbersRepeatByYear = flag }
        if let dialect = mapping["dialect"] { readDialect(dialect, into: &profile, &faults) }
        return (faults.isEmpty ? profile : nil, faults)
    }

    /// The entries of a mapping whose keys are canonical columns.
    private static func byColumn(_ node: YAMLNode, of columns: [String], _ faults: inout [Diagnostic]) -> [YAMLNode.Entry]? {
        guard node.mapping(keys: columns, &faults) != nil, case .mapping(let entries) = node.content else { return nil }
        return entries.filter { columns.contains($0.key) }
    }

    /// One header name, or a list of those accepted.
    private static func headers(_ node: YAMLNode, _ faults: inout [Diagnostic]) -> [String]? {
        if case .list = node.content { return node.list(&faults) { $0.string(&$1) } }
        return node.string(&faults).map { [$0] }
    }

    private static func values(_ entry: YAMLNode.Entry, kind: FileKind, _ faults: inout [Diagnostic]) -> [String: String]? {
        let kinds: [String]? =
            switch (entry.key, kind) {
            case ("kind", .ledger): ItemKind.allCases.map(\.name)
            case ("kind", .postings): PostingKind.allCases.map(\.name)
            default: nil
            }
        guard let pairs = entry.value.entries(&faults) else { return nil }
        var values: [String: String] = [:]
        for pair in pairs { values[pair.key] = kinds.map { pair.value.word(of: $0, &faults) } ?? pair.value.string(&faults) }
        return values
    }

    private static func readDialect(_ node: YAMLNode, into profile: inout ImportProfile, _ faults: inout [Diagnostic]) {
        let keys = ["separator", "quotes", "decimal", "grouping", "dates", "encoding"]
        guard let dialect = node.mapping(keys: keys, &faults) else { return }
        if let word = dialect["separator"]?.word(of: [",", ";", "|", "tab"], &faults) {
            profile.separator = word == "tab" ? UInt8(ascii: "\t") : word.utf8.first ?? profile.separator
        }
        if let flag = dialect["quotes"]?.bool(&faults) { profile.hasQuotes = flag }
        if let mark = dialect["decimal"]?.word(of: [".", ","], &faults) { profile.decimalMark = mark.utf8.first ?? profile.decimalMark }
        if let mark = dialect["grouping"]?.word(of: [".", ",", "'", "blank", "none"], &faults) {
            profile.groupingMark = mark == "none" ? nil : mark == "blank" ? UInt8(ascii: " ") : mark.utf8.first
        }
        if let node = dialect["grouping"] ?? dialect["decimal"], profile.groupingMark == profile.decimalMark {
            faults.append(
                node.fault(
                    "bad-dialect", "decimal mark and grouping mark are the same", advice: "write two different ones, or grouping: none"))
        }
        switch dialect["dates"]?.word(of: ["iso", "dmy", "mdy"], &faults) {
        case "dmy": profile.dateOrder = .dayMonthYear
        case "mdy": profile.dateOrder = .monthDayYear
        default: break
        }
        if let encoding = dialect["encoding"]?.word(ImportProfile.Encoding.self, &faults) { profile.encoding = encoding }
    }
}
