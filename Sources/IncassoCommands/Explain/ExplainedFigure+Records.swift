import Ledger
import LedgerStore
import Metrics
import Reports

// For programs: amounts in major units with a point, ratios as fractions.

extension ExplainedFigure {
    /// A line for each figure of the tree; a base figure has one for each kind of row behind it. The first figure's target stands at the end of its lines. Behind
    /// them, without a level, a line for each thing to look at, setting, snapshot file, other file and rate that the figures were made with: `record` says which it
    /// is, `name` and `content` what it says.
    var csv: String {
        let header =
            [
                "level", "figure", "unit", "value", "reason", "formula", "record", "from", "to", "rows", "numerator", "denominator",
            ] + JudgedFigure.columns + ["name", "content"]
        let nameless = ["", ""]
        var text = CSVText.row(header)
        for (depth, figure) in tree {
            let row = row(figure)
            let start = [
                String(depth), row.metric, row.unit, row.value ?? "", row.reason ?? "", formula(figure) ?? "",
            ]
            let end = JudgedFigure.fields(depth == 0 ? judged : nil, unjudged: depth == 0 ? unjudged : nil, language)
            if figure.evidence.isEmpty { text += CSVText.row(start + [String](repeating: "", count: 6) + end + nameless) }
            for evidence in figure.evidence {
                text += CSVText.row(
                    start + [
                        evidence.kind.word, evidence.kind.days.first?.isoText ?? "", evidence.kind.days.last?.isoText ?? "",
                        evidence.rowCount.map(String.init) ?? "", share(evidence.numerator, evidence.measure),
                        divisor(evidence.denominator, evidence.measure),
                    ] + end + nameless)
            }
        }
        return text + surroundings
    }

    /// What the figures were made with: the lines of ``csv`` that are of no figure.
    private var surroundings: String {
        var text = ""
        func add(
            _ record: String, _ name: String, _ content: String, unit: String = "", value: String = "", day: Day? = nil, rows: Int? = nil
        ) {
            let dates = [day?.isoText ?? "", day?.isoText ?? "", rows.map(String.init) ?? "", "", ""]
            let blanks = [String](repeating: "", count: JudgedFigure.columns.count)
            text += CSVText.row(["", "", unit, value, "", "", record] + dates + blanks + [name, content])
        }
        for (metric, caution) in cautions { add("caution", id(metric), caution) }
        for figure in working.figures {
            for evidence in figure.evidence where evidence.leftOut?.isOfRules == false {
                add("left-out", id(figure.metric), words.evidence(evidence), rows: evidence.leftOut?.count)
            }
        }
        for unjudged in unjudgedRules { add("not-judged", unjudged.rule.rawValue, words.reason(unjudged.reason)) }
        if let judged, let written = judged.target.written {
            let plain = amount(written.minor, written.currency)
            add("target", judged.target.metric.targetId(policy.aging) ?? "", "", unit: written.currency.code, value: plain)
        }
        add("setting", words.policyName(.reportingCurrency(policy.reportingCurrency)), policy.reportingCurrency.code)
        for setting in settings { add("setting", setting.name, setting.value) }
        for snapshot in sources.snapshots {
            for part in snapshot.parts {
                add("snapshot", part.source.names.joined(separator: " + "), part.source.sha256, day: snapshot.day, rows: part.rowCount)
            }
        }
        for file in sources.files { add("file", file.name, file.sha256) }
        for rate in rates {
            add("rate", rate.currency.code, "", unit: policy.reportingCurrency.code, value: rate.rate.text, day: rate.day)
        }
        for rate in working.interestRates {
            add("interest-rate", rate.currency.code, rate.halfYear.isoText, unit: "percent", value: rate.ratePercent.decimalText())
        }
        return text
    }

    /// The names of a row's fields, in the order they are written.
    private static let rowFields = [
        "figure", "record", "id", "customer", "company", "document", "line", "kind", "clears", "date", "document_date", "due_date",
        "currency",
        "amount", "converted", "numerator", "denominator", "because", "facts",
    ]

    private func fields(_ row: WorkingRow, of metric: Metric, _ measure: Basis.Measure) -> [String] {
        [
            id(metric), row.record.word, row.id, row.customer, row.company, row.document, row.line, row.kind, row.clears,
            row.day?.isoText ?? "", row.documentDay?.isoText ?? "", row.dueDay?.isoText ?? "", row.currency?.code ?? "",
            amount(row.amountMinor, row.currency), amount(row.convertedMinor, policy.reportingCurrency),
            share(row.share.numerator, measure), divisor(row.share.denominator, measure),
            row.note.map { words.note($0, policy) } ?? "",
            row.note.map { note in note.facts(policy).map { $0.key + "=" + $0.value.inlineText }.joined(separator: "; ") } ?? "",
        ]
    }

    /// A line for each row behind the base figures.
    var rowsCSV: String {
        CSVText.row(Self.rowFields)
            + (rows ?? []).map { metric, rows in
                let measure = measure(metric)
                return rows.map { CSVText.row(fields($0, of: metric, measure)) }.joined()
            }.joined()
    }

    /// The whole working as one object.
    var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("asOf", .string(working.day.isoText)), ("scope", .string(place.grouping.word)), ("key", .string(place.key)),
            ("reportingCurrency", .string(policy.reportingCurrency.code)), ("figure", json(working)),
            (
                "settings",
                .array(
                    settings.map { setting in
                        .object([("name", .string(setting.name)), ("value", .string(setting.value))])
                    })
            ),
            ("snapshots", .array(sources.snapshots.map(json))), ("files", .array(sources.files.map(json))),
            (
                "rates",
                .array(
                    rates.map { rate in
                        .object([
                            ("currency", .string(rate.currency.code)), ("from", .string(rate.day.isoText)),
                            ("rate", .number(rate.rate.text)),
                        ])
                    })
            ),
        ]
        if !working.interestRates.isEmpty {
            let rates = working.interestRates.map { rate in
                JSONValue.object([
                    ("currency", .string(rate.currency.code)), ("halfYear", .string(rate.halfYear.isoText)),
                    ("percent", .number(rate.ratePercent.decimalText())),
                ])
            }
            members.append(("interestRates", .array(rates)))
        }
        if let judged { members.append(("target", .object(judged.members))) }
        if let unjudged { members.append(("target", .object(JudgedFigure.members(unjudged: unjudged, language)))) }
        if let oldestDispute { members.append(("oldestDispute", json(oldestDispute))) }
        if let rows {
            let all = rows.flatMap { metric, rows in
                let measure = measure(metric)
                return rows.map { row in
                    JSONValue.object(
                        zip(Self.rowFields, fields(row, of: metric, measure)).map { name, text in
                            if name == "facts" { return (name, row.note.map { .object($0.facts(policy)) } ?? .null) }
                            let isNumber = ["amount", "converted", "numerator", "denominator"].contains(name)
                            return (name, text.isEmpty ? .null : isNumber ? .number(text) : .string(text))
                        })
                }
            }
            members.append(("rows", .array(all)))
        }
        return .object(members)
    }

    private func json(_ dispute: OpenDispute) -> JSONValue {
        .object([
            ("dispute", .string(dispute.dispute.dispute)), ("customer", .string(dispute.dispute.customer)),
            ("document", .string(dispute.dispute.document)), ("openedOn", .string(dispute.dispute.openedOn.isoText)),
            ("daysOpen", .integer(dispute.daysOpen)), ("amount", .number(amount(dispute.amountMinor, policy.reportingCurrency))),
        ])
    }

    private func json(_ figure: FigureWorking) -> JSONValue {
        let row = row(figure)
        var members: [(key: String, value: JSONValue)] = [
            ("metric", .string(row.metric)), ("name", .string(words.name(figure.metric, policy.aging))),
            ("definition", .string(words.definition(figure.metric, policy))), ("unit", .string(row.unit)),
            ("value", row.value.map(JSONValue.number) ?? .null),
        ]
        if case .unavailable(let reason) = figure.value {
            members += [("reason", .string(words.reason(reason))), ("remedy", .string(words.remedy(reason)))]
        }
        if let caution = row.caution { members.append(("caution", .string(caution))) }
        if let formula = formula(figure) { members.append(("formula", .string(formula))) }
        if !figure.inputs.isEmpty { members.append(("inputs", .array(figure.inputs.map(json)))) }
        if !figure.evidence.isEmpty {
            members.append(
                (
                    "evidence",
                    .array(
                        figure.evidence.map { evidence in
                            .object([
                                ("record", .string(evidence.kind.word)), ("days", .array(evidence.kind.days.map { .string($0.isoText) })),
                                ("rows", .optional(evidence.rowCount)),
                                ("leftOut", .optional(evidence.leftOut?.count)),
                                ("notJudged", json(evidence.leftOut)),
                                ("numerator", .number(share(evidence.numerator, evidence.measure))),
                                ("denominator", evidence.denominator.map { .number(divisor($0, evidence.measure)) } ?? .null),
                            ])
                        })
                ))
        }
        if !figure.steps.isEmpty {
            members.append(
                (
                    "months",
                    .array(
                        figure.steps.map { step in
                            .object([
                                ("month", .string(step.month.isoText)), ("sales", .number(share(step.salesMinor, .money))),
                                ("days", .number(step.days.decimalText())), ("left", .number(share(step.leftMinor, .money))),
                            ])
                        })
                ))
        }
        return .object(members)
    }

    /// The rules that could not be judged, each with the reason; null where rows of another kind, or none, are left out.
    private func json(_ leftOut: Evidence.LeftOut?) -> JSONValue {
        guard case .unjudgedRules(let rules)? = leftOut else { return .null }
        return .array(rules.map { .object([("rule", .string($0.rule.rawValue)), ("reason", .string(words.reason($0.reason)))]) })
    }

    private func json(_ snapshot: SnapshotInfo) -> JSONValue {
        .object([
            ("day", .string(snapshot.day.isoText)), ("version", .integer(snapshot.version)), ("items", .integer(snapshot.rowCount)),
            ("files", .array(snapshot.parts.map { json($0.source) })),
        ])
    }

    private func json(_ file: SourceFile) -> JSONValue {
        .object([("name", .string(file.name)), ("kind", .string(file.kind.rawValue)), ("sha256", .string(file.sha256))])
    }
}

extension Evidence.LeftOut {
    /// Whether rules were left out, not rows.
    fileprivate var isOfRules: Bool {
        if case .unjudgedRules = self { true } else { false }
    }
}

extension Evidence.Kind {
    /// The word programs know it by.
    var word: String {
        switch self {
        case .items: "item"
        case .postings: "posting"
        case .payments: "payment"
        case .matchedItems: "matched-item"
        case .accounts, .creditAccounts: "account"
        case .customers, .pastDueCustomers, .contactedCustomers: "customer"
        case .disputes: "dispute"
        case .promises: "promise"
        case .activities: "activity"
        case .target: "target"
        case .riskRules: "risk-rule"
        case .hindcasts: "hindcast"
        }
    }

    /// The snapshot days, or the first and last day of the postings.
    var days: [Day] {
        switch self {
        case .items(let day): [day]
        case .postings(let period), .payments(let period, _): [period.first, period.last]
        case .matchedItems(let opening, let closing): [opening, closing]
        case .customers(let day), .pastDueCustomers(let day), .contactedCustomers(let day), .creditAccounts(let day): [day]
        case .hindcasts(let days): days.sorted()
        case .accounts, .disputes, .promises, .activities, .target, .riskRules: []
        }
    }
}

extension WorkingRow.Record {
    /// The word programs know it by.
    var word: String {
        switch self {
        case .item: "item"
        case .posting: "posting"
        case .account: "account"
        case .customer: "customer"
        case .dispute: "dispute"
        case .promise: "promise"
        case .activity: "activity"
        case .target: "target"
        case .riskRule: "risk-rule"
        case .hindcast: "hindcast"
        }
    }
}
