import Ledger
import StrictYAML

/// Reads an import profile: how one system writes a kind of file.
///
/// ```yaml
/// kind: ledger                   # or: base: sap-italian, whose rules hold where nothing else is said
/// columns: {company: Società, document: [Numero documento, N. doc.], open_amount: Importo, posting_key: Chiave}
/// constants: {currency: EUR}
/// values: {kind: {RV: invoice, DZ: payment, AB: by_sign}}
/// posting_keys: {"01": invoice, "15": payment}
/// sign: {credit: [H], debit: [S]}   # or: credits_positive
/// home_amounts: {Importo: [Divisa documento]}
/// no_date: [1753-01-01, NaT]
/// whole_numbers: [document]      # 1930438491.0 is 1930438491
/// ignore: [Arretrati]
/// leave_out: [{reason: special-gl, column: CoGe spec.}, {reason: special-gl, posting_keys: ["09", "19"]}]
/// dialect: {separator: ";", quotes: false, decimal: ",", dates: dmy, encoding: Windows-1252}
/// title_rows: true
/// subtotal_rows: true
/// repeated_headers: true
/// group_headings: customer
/// document_from: [kind, document_date, customer]
/// numbers_repeat_by_year: true
/// numbers_repeat_by_kind: true
/// fiscal_year_start: 4
/// ```
public enum ImportProfileReader {
    private static let keys = [
        "draft", "kind", "base", "system", "columns", "constants", "values", "posting_keys", "whole_numbers", "sign", "no_date", "ignore",
        "leave_out", "home_amounts", "dialect",
        "title_rows", "subtotal_rows", "repeated_headers", "group_headings", "document_from", "document_date_from", "undated_documents",
        "numbers_repeat_by_year", "numbers_repeat_by_kind", "fiscal_year_start",
    ]

    /// The profile of a text, called `name`; nil when something is wrong. `file` is the name faults carry.
    public static func read(utf8 bytes: [UInt8], file: String, name: String) -> (profile: ImportProfile?, faults: [Diagnostic]) {
        var (root, faults) = YAMLReader.read(utf8: bytes, file: file)
        guard let mapping = root?.mapping(keys: keys, &faults) else { return (nil, faults) }
        guard var profile = start(mapping, &faults) else { return (nil, faults) }
        profile.name = name
        if let flag = mapping["draft"]?.bool(&faults) { profile.isDraft = flag }
        readColumns(mapping, into: &profile, &faults)
        readMeaning(mapping, into: &profile, &faults)
        readRows(mapping, into: &profile, &faults)
        if let dialect = mapping["dialect"] { readDialect(dialect, into: &profile, &faults) }
        return (faults.isEmpty ? profile : nil, faults)
    }

    /// The shipped profile that a profile builds on, or an empty one of its kind.
    private static func start(_ mapping: YAMLMapping, _ faults: inout [Diagnostic]) -> ImportProfile? {
        guard let base = mapping["base"] else {
            return mapping.required("kind", &faults)?.word(FileKind.self, &faults).map { ImportProfile(name: "", kind: $0, headers: [:]) }
        }
        // Shipped profiles build on none, so that reading them ends.
        guard let shipped = base.word(of: ImportProfile.shippedTexts.map(\.name), &faults).flatMap(ImportProfile.shipped) else {
            return nil
        }
        if let node = mapping["kind"], let kind = node.word(FileKind.self, &faults), kind != shipped.kind {
            faults.append(
                node.fault(
                    "wrong-kind", "profile \"\(shipped.name)\" reads \(shipped.kind.rawValue), not \(kind.rawValue)",
                    advice: "leave the kind out"))
        }
        return shipped
    }

    private static func readColumns(_ mapping: YAMLMapping, into profile: inout ImportProfile, _ faults: inout [Diagnostic]) {
        let canonical = FileSchema.of(profile.kind).columns.map(\.name).sorted()
        let isColumnar = [.ledger, .postings, .history].contains(profile.kind)
        var own = isColumnar ? [ImportProfile.debitCreditColumn, ImportProfile.fiscalYearColumn, ImportProfile.postingKeyColumn] : []
        if profile.kind == .ledger { own += [ImportProfile.clearingDateColumn, ImportProfile.clearingDocumentColumn] }
        if let system = mapping["system"] { profile.system = system.string(&faults) }
        let columns = profile.headers.isEmpty ? mapping.required("columns", &faults) : mapping["columns"]
        for entry in columns.flatMap({ byColumn($0, of: canonical + own, &faults) }) ?? [] {
            guard let names = headers(entry.value, &faults) else { continue }
            // What a profile says of a header stands above what its base says.
            profile.headers = profile.headers.mapValues { $0.filter { !names.contains($0) } }
            profile.headers[entry.key] = names + (profile.headers[entry.key] ?? [])
        }
        let constant = ["company", "customer", "kind", "currency", "line", "credit_limit_currency"].filter(canonical.contains)
        for entry in mapping["constants"].flatMap({ byColumn($0, of: constant, &faults) }) ?? [] {
            profile.constants[entry.key] = entry.value.string(&faults)
        }
        let worded = canonical.filter { constant.contains($0) || $0 == "metric" || FileSchema.words(of: $0, profile.kind) != nil }
        for entry in mapping["values"].flatMap({ byColumn($0, of: worded, &faults) }) ?? [] {
            let own = values(entry.value, column: entry.key, kind: profile.kind, &faults) ?? [:]
            profile.valueMaps[entry.key, default: [:]].merge(own) { _, own in own }
        }
        if let ignored = mapping["ignore"]?.list(&faults, each: { $0.string(&$1) }) { profile.ignoredHeaders += ignored }
    }

    private static func readMeaning(_ mapping: YAMLMapping, into profile: inout ImportProfile, _ faults: inout [Diagnostic]) {
        if let node = mapping["posting_keys"] {
            profile.postingKeys.merge(values(node, column: "kind", kind: profile.kind, &faults) ?? [:]) { _, own in own }
        }
        if let node = mapping["sign"] {
            if case .mapping = node.content {
                let words = node.mapping(keys: ["credit", "debit"], &faults)
                let credit = words?.required("credit", &faults)?.list(&faults) { $0.string(&$1) }
                let debit = words?["debit"]?.list(&faults) { $0.string(&$1) }
                profile.sign = .indicator(credit: credit ?? [], debit: debit ?? [])
            } else if let word = node.word(of: ["as_written", "credits_positive"], &faults) {
                profile.sign = word == "credits_positive" ? .positiveCredits : .asWritten
            }
        }
        // Small tables come from no system that would have made numbers of their ids.
        let isColumnar = [.ledger, .postings, .history].contains(profile.kind)
        let ids = ["company", "customer", "document", "line", "reference", "clears"].filter { name in
            isColumnar && FileSchema.of(profile.kind).columns.contains { $0.name == name }
        }
        if let names = mapping["whole_numbers"]?.list(&faults, each: { $0.word(of: ids, &$1) }) { profile.wholeNumbers = names }
        for entry in mapping["home_amounts"]?.entries(&faults) ?? [] { profile.homeAmounts[entry.key] = headers(entry.value, &faults) }
        if let nodes = mapping["no_date"]?.list(&faults, each: { node, _ in node }) {
            let isWord = { (node: YAMLNode) in
                if case .scalar(let text, _) = node.content { !text.isEmpty && !text.contains(where: \.isNumber) } else { false }
            }
            profile.noDateWords = nodes.filter(isWord).compactMap { $0.string(&faults) }
            profile.noDates = nodes.filter { !isWord($0) }.compactMap { $0.day(&faults) }
        }
        if let flag = mapping["numbers_repeat_by_year"]?.bool(&faults) { profile.documentNumbersRepeatByYear = flag }
        if let flag = mapping["numbers_repeat_by_kind"]?.bool(&faults) { profile.numbersRepeatByKind = flag }
        if let month = mapping["fiscal_year_start"]?.int(in: 1...12, &faults) { profile.fiscalYearStart = month }
        let columns = FileSchema.of(profile.kind).columns.map(\.name)
        if let parts = mapping["document_from"]?.list(&faults, each: { $0.word(of: columns, &$1) }) { profile.documentFrom = parts }
        if mapping["undated_documents"]?.word(of: ["as_of"], &faults) != nil { profile.undatedIsOfAsOfDay = true }
        if mapping["document_date_from"]?.word(of: ["due_date"], &faults) != nil { profile.documentDateIsDueDate = true }
    }

    private static func readRows(_ mapping: YAMLMapping, into profile: inout ImportProfile, _ faults: inout [Diagnostic]) {
        if let flag = mapping["title_rows"]?.bool(&faults) { profile.hasTitleRows = flag }
        if let flag = mapping["subtotal_rows"]?.bool(&faults) { profile.hasSubtotalRows = flag }
        if let flag = mapping["repeated_headers"]?.bool(&faults) { profile.repeatsHeader = flag }
        if mapping["group_headings"]?.word(of: ["customer"], &faults) != nil { profile.groupsByCustomer = true }
        for node in mapping["leave_out"]?.list(&faults) ?? [] {
            guard let rule = node.mapping(keys: ["reason", "column", "values", "posting_keys"], &faults),
                let reason = rule.required("reason", &faults)?.string(&faults)
            else { continue }
            if let keys = rule["posting_keys"]?.list(&faults, each: { $0.string(&$1) }) {
                profile.leftOut.append(ImportProfile.LeftOutRows(reason: reason, headers: [], values: keys))
                guard rule["column"] != nil else { continue }
            }
            guard let names = rule.required("column", &faults).flatMap({ headers($0, &faults) }) else { continue }
            let values = rule["values"]?.list(&faults) { $0.string(&$1) }
            let rows = ImportProfile.LeftOutRows(reason: reason, headers: names, values: values)
            profile.leftOut.append(rows)
            profile.headers[rows.column] = names
        }
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

    /// A map of the file's values to canonical ones; kinds are checked.
    private static func values(
        _ node: YAMLNode, column: String, kind: FileKind, _ faults: inout [Diagnostic]
    ) -> [String: String]? {
        let kinds = FileSchema.words(of: column, kind).map { column == "kind" ? $0 + [ImportProfile.kindBySign] : $0 }
        guard let pairs = node.entries(&faults) else { return nil }
        var values: [String: String] = [:]
        for pair in pairs {
            guard let kinds else {
                values[pair.key] = pair.value.string(&faults)
                continue
            }
            let word = pair.value.word(of: column == "kind" ? kinds + [ImportProfile.undecidedKind] : kinds, &faults)
            if word != ImportProfile.undecidedKind { values[pair.key] = word }
        }
        return values
    }

    private static func readDialect(_ node: YAMLNode, into profile: inout ImportProfile, _ faults: inout [Diagnostic]) {
        let keys = ["separator", "quotes", "decimal", "grouping", "dates", "encoding"]
        guard let dialect = node.mapping(keys: keys, &faults) else { return }
        if let word = dialect["separator"]?.word(of: [",", ";", "|", "tab"], &faults) {
            profile.dialect.separator = word == "tab" ? UInt8(ascii: "\t") : word.utf8.first
        }
        if let flag = dialect["quotes"]?.bool(&faults) { profile.dialect.hasQuotes = flag }
        let decimal = dialect["decimal"]?.word(of: [".", ","], &faults)
        let grouping = dialect["grouping"]?.word(of: [".", ",", "'", "blank", "none"], &faults)
        if let node = dialect["grouping"], grouping == decimal ?? "." {
            faults.append(
                node.fault(
                    "bad-dialect", "decimal mark and grouping mark are the same", advice: "write two different ones, or grouping: none"))
        }
        let mark = decimal ?? (grouping == "." ? "," : grouping == "," ? "." : nil)
        profile.dialect.decimalMark = DecimalMark.allCases.first { $0.text == mark }
        if let word = dialect["dates"]?.word(of: ImportProfile.DateOrder.allCases.map(\.word), &faults) {
            profile.dialect.dateOrder = ImportProfile.DateOrder(word: word)
        }
        if let encoding = dialect["encoding"]?.word(ImportProfile.Encoding.self, &faults) { profile.dialect.encoding = encoding }
    }
}
