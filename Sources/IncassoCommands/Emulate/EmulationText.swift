import Ledger
import Metrics
import Reports

/// Emulations as `emulate` writes them. Amounts in major units of the reporting currency.
struct EmulationText {
    let emulations: [Emulation]
    let scope: Scope
    let key: String
    let asOf: Day
    let currency: Currency
    let language: Language
    /// Whether people see one line a system in place of what makes each difference.
    let isOverview: Bool
    let showsRows: Bool

    private var words: any Words { Reports.words(language) }

    init(
        _ emulations: [Emulation], scope: Scope, key: String, asOf: Day, currency: Currency, language: Language, isOverview: Bool,
        showsRows: Bool
    ) {
        self.emulations = emulations
        self.scope = scope
        self.key = key
        self.asOf = asOf
        self.currency = currency
        self.language = language
        self.isOverview = isOverview
        self.showsRows = showsRows
    }

    func text(_ format: ResultFormat) -> String {
        switch format {
        case .table: forPeople
        case .csv: showsRows ? rowsCSV : csv
        case .json: json.text + "\n"
        }
    }

    private func money(_ minor: Int64) -> String { MajorUnits.text(minor: Int128(minor), currency: currency) }

    /// The id of a place: a bucket's, `credits`, `none`.
    private func placeId(_ place: Int, _ emulation: Emulation) -> String {
        let count = emulation.aging.bucketCount
        return place < count ? emulation.aging.label(place) : place == count ? "credits" : "none"
    }

    private func placeName(_ place: Int, _ emulation: Emulation) -> String {
        let count = emulation.aging.bucketCount
        if place < count { return words.bucket(place, emulation.aging) }
        return place == count ? words.name(.creditsOutside, emulation.aging) : words.label(.noColumn)
    }

    // MARK: For people

    /// An amount with the decimal mark of the language.
    private func shown(_ minor: Int64) -> String { language.number(money(minor)) }

    private var forPeople: String {
        let place = scope == .all ? words.name(scope) : words.name(scope) + " " + words.key(key)
        var text = "\(words.label(.emulation)), \(place), \(asOf.isoText), \(currency.code)\n"
        if emulations.count > 1 { text += "\n" + overview.text }
        guard !isOverview else { return text + "\n" + words.label(.detail) + " " + (emulations.first?.rule.id ?? "") + "\n" }
        for emulation in emulations {
            text += "\n\(words.name(emulation.rule)) (\(emulation.rule.id))" + (emulation.rule.report.map { ": " + $0 } ?? "") + "\n"
            text += ListText.wrapped(words.sentences(emulation.rule, asOf: asOf), indent: "  ")
            text += "  " + words.label(.source) + ": " + words.source(of: emulation.rule) + "\n\n"
            text += reconciliation(emulation).text + "\n" + columns(emulation).text
            text += "\n" + ListText.wrapped(words.tieOut(emulation, currency), indent: "")
            if !emulation.rows.isEmpty { text += "\n\(words.label(.largestDifferences))\n" + rows(emulation).text }
        }
        return text
    }

    /// What each system shows at each place.
    private var overview: TextTable {
        guard let first = emulations.first else { return TextTable([]) }
        var table = TextTable([(words.label(.system), .left)] + first.ours.indices.map { (placeName($0, first), .right) })
        table.add([words.label(.ours)] + first.ours.map(shown))
        for emulation in emulations { table.add([emulation.rule.id] + emulation.theirs.map(shown)) }
        return table
    }

    /// Ours, what each cause moves, theirs; one column a place.
    private func reconciliation(_ emulation: Emulation) -> TextTable {
        let places = emulation.ours.indices
        var table = TextTable(
            [(words.label(.cause), .left), (words.label(.items), .right)] + places.map { (placeName($0, emulation), .right) })
        table.add([words.label(.ours), String(emulation.itemCount)] + emulation.ours.map(shown))
        for cause in emulation.causes {
            let moved = cause.movedMinor.map { $0 == 0 ? "" : ($0 > 0 ? "+" : "") + shown($0) }
            table.add(["  " + words.name(cause.cause), String(cause.sum.itemCount)] + moved)
        }
        table.add([emulation.rule.id, String(emulation.itemCount)] + emulation.theirs.map(shown))
        return table
    }

    private func columns(_ emulation: Emulation) -> TextTable {
        var table = TextTable([
            (words.label(.column), .left), (words.label(.items), .right), (currency.code, .right), (words.label(.comparedWith), .left),
        ])
        for column in emulation.columns {
            table.add([
                words.name(column.column.kind), String(column.sum.itemCount), shown(column.sum.minor),
                placeName(column.column.counterpart, emulation),
            ])
        }
        if emulation.nowhere.itemCount > 0 {
            table.add([words.label(.noColumn), String(emulation.nowhere.itemCount), shown(emulation.nowhere.minor), ""])
        }
        return table
    }

    private func rows(_ emulation: Emulation) -> TextTable {
        var table = TextTable([
            (words.heading(.customer), .left), (words.label(.company), .left), (words.heading(.document), .left),
            (words.label(.line), .left), (words.label(.documentDate), .left), (words.label(.dueDate), .left), (currency.code, .right),
            (words.label(.inOurs), .left), (words.label(.inTheirs), .left), (words.label(.cause), .left),
        ])
        for row in emulation.rows {
            table.add([
                row.customer, row.company, row.document, row.line, row.documentDay?.isoText ?? "", row.dueDay?.isoText ?? "",
                shown(row.minor), placeName(row.place, emulation),
                row.column.map { words.name(emulation.columns[$0].column.kind) } ?? words.label(.noColumn), words.name(row.cause),
            ])
        }
        return table
    }

    // MARK: For programs

    /// `from`, `cause` and `to` lines hold what stands, or moves, at a place; `column` lines what stands in the system's own columns.
    private var csv: String {
        var text = CSVText.row(["system", "line", "cause", "items", "place", "amount"])
        for emulation in emulations {
            func add(_ line: String, _ cause: String, items: Int?, _ amounts: [Int64]) {
                for (place, minor) in amounts.enumerated() {
                    text += CSVText.row([
                        emulation.rule.id, line, cause, items.map(String.init) ?? "", placeId(place, emulation), money(minor),
                    ])
                }
            }
            add("ours", "", items: nil, emulation.ours)
            for cause in emulation.causes { add("moved", cause.cause.rawValue, items: cause.sum.itemCount, cause.movedMinor) }
            add("theirs", "", items: nil, emulation.theirs)
            for column in emulation.columns {
                text += CSVText.row([
                    emulation.rule.id, "column", "", String(column.sum.itemCount), Self.columnId(column.column.kind),
                    money(column.sum.minor),
                ])
            }
            text += CSVText.row([
                emulation.rule.id, "column", "", String(emulation.nowhere.itemCount), "none", money(emulation.nowhere.minor),
            ])
        }
        return text
    }

    private static func columnId(_ kind: EmulatedColumn.Kind) -> String {
        switch kind {
        case .current: "current"
        case .range(let first, let last?): "\(first.map(String.init) ?? "to")-\(last)"
        case .range(let first, nil): "over-\((first ?? 1) - 1)"
        case .credits: "credits"
        }
    }

    private var rowsCSV: String {
        var text = CSVText.row([
            "system", "customer", "company", "document", "line", "document_date", "due_date", "amount", "ours", "theirs", "cause",
        ])
        for emulation in emulations {
            for row in emulation.rows { text += CSVText.row([emulation.rule.id] + fields(row, emulation).map(\.text)) }
        }
        return text
    }

    private func fields(_ row: EmulatedItem, _ emulation: Emulation) -> [(key: String, text: String)] {
        [
            ("customer", row.customer), ("company", row.company), ("document", row.document), ("line", row.line),
            ("documentDate", row.documentDay?.isoText ?? ""), ("dueDate", row.dueDay?.isoText ?? ""), ("amount", money(row.minor)),
            ("ours", placeId(row.place, emulation)),
            ("theirs", row.column.map { Self.columnId(emulation.columns[$0].column.kind) } ?? "none"), ("cause", row.cause.rawValue),
        ]
    }

    private var json: JSONValue {
        .object([
            ("asOf", .string(asOf.isoText)), ("scope", .string(scope.rawValue)), ("key", .string(key)),
            ("currency", .string(currency.code)), ("systems", .array(emulations.map(json))),
        ])
    }

    private func json(_ emulation: Emulation) -> JSONValue {
        func amounts(_ amounts: [Int64]) -> JSONValue {
            .object(amounts.enumerated().map { (placeId($0, emulation), .number(money($1))) })
        }
        let causes = emulation.causes.map { cause in
            JSONValue.object([
                ("cause", .string(cause.cause.rawValue)), ("items", .integer(cause.sum.itemCount)),
                ("amount", .number(money(cause.sum.minor))),
                ("moved", amounts(cause.movedMinor)),
            ])
        }
        let columns = emulation.columns.map { column in
            JSONValue.object([
                ("column", .string(Self.columnId(column.column.kind))), ("items", .integer(column.sum.itemCount)),
                ("amount", .number(money(column.sum.minor))), ("comparedWith", .string(placeId(column.column.counterpart, emulation))),
            ])
        }
        var members: [(key: String, value: JSONValue)] = [
            ("system", .string(emulation.rule.id)), ("name", .string(words.name(emulation.rule))),
            ("report", .optional(emulation.rule.report)),
            ("rule", .string(words.sentences(emulation.rule, asOf: asOf))), ("source", .string(words.source(of: emulation.rule))),
            ("items", .integer(emulation.itemCount)), ("itemsAlike", .integer(emulation.sameCount)),
            ("net", .number(money(emulation.netMinor))), ("shown", .number(money(emulation.shownMinor))),
            ("ours", amounts(emulation.ours)), ("causes", .array(causes)), ("theirs", amounts(emulation.theirs)),
            ("columns", .array(columns)), ("inNoColumn", .number(money(emulation.nowhere.minor))),
        ]
        if showsRows {
            members.append(
                (
                    "rows",
                    .array(
                        emulation.rows.map { row in
                            .object(fields(row, emulation).map { ($0.key, $0.key == "amount" ? .number($0.text) : .string($0.text)) })
                        })
                ))
        }
        return .object(members)
    }
}
