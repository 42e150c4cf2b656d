import Ledger

/// How the date and amount columns of a file are written, by canonical column.
struct ColumnStyles: Hashable, Sendable {
    var orders: [String: Decision<ImportProfile.DateOrder>] = [:]
    var marks: [String: Decision<DecimalMark>] = [:]

    func order(_ column: String) -> ImportProfile.DateOrder { orders[column]?.style ?? .iso }
    func mark(_ column: String) -> DecimalMark { marks[column]?.style ?? .point }

    /// Whether both read every value alike.
    func readsLike(_ other: ColumnStyles) -> Bool {
        orders.mapValues(\.style) == other.orders.mapValues(\.style) && marks.mapValues(\.style) == other.marks.mapValues(\.style)
    }
}

/// What the values of all date and amount columns say, by canonical column.
struct ColumnEvidence: Hashable, Sendable {
    var days: [String: DateEvidence] = [:]
    var amounts: [String: AmountEvidence] = [:]

    mutating func add(_ other: ColumnEvidence) {
        for (name, evidence) in other.days { days[name, default: DateEvidence()].add(evidence) }
        for (name, evidence) in other.amounts { amounts[name, default: AmountEvidence()].add(evidence) }
    }
}

/// Decides how columns are written, from all their values.
struct StyleQuestion {
    let profile: ImportProfile
    let syntax: FieldSyntax
    let options: ImportOptions
    let path: String

    /// The year the file is of, where the user or its name says so.
    private var year: Int? {
        let named = daysInFileName(path)
        return (options.asOf ?? (named.count == 1 ? named[0] : nil))?.components.year
    }

    /// What the profile says of decimal marks. That canonical files have points holds for canonical files only, which have commas between fields.
    var statedMark: DecimalMark? {
        profile.isCanonical && syntax.separator != FieldSyntax.canonical.separator ? nil : profile.dialect.decimalMark
    }

    /// A column that fits two ways.
    struct Ambiguity {
        let column: String
        let isDate: Bool
        let line: Int
        var mayBeYearFirst = false
    }

    /// The styles of the columns, and those that fit two ways, which are read in one of them.
    func decide(_ evidence: ColumnEvidence) -> (styles: ColumnStyles, open: [Ambiguity]) {
        var styles = ColumnStyles()
        var open: [Ambiguity] = []
        var context = ShortYearEvidence.Context(year: year)
        context.isAtEndElsewhere = evidence.days.values.contains { $0.hasYearsAtEnd(context) }
        func decision(_ name: String, _ days: DateEvidence) -> Decision<ImportProfile.DateOrder>? {
            let sure = days.decision(stated: nil, option: nil, context: context)
            let option = answer(options.dateOrders, name, sure)
            return days.decision(stated: profile.dialect.dateOrder, option: option, context: context)
        }
        for (name, days) in evidence.days.sorted(by: { $0.key < $1.key }) {
            // The few clearing dates of a list of open items are written as its other dates are.
            let model = name == ImportProfile.clearingDateColumn ? evidence.days["document_date"] : nil
            if let decision = decision(name, days) ?? model.flatMap({ decision("document_date", $0) }) {
                styles.orders[name] = decision
            } else {
                styles.orders[name] = Decision(style: .dayMonthYear, basis: .mostValues)
                open.append(
                    Ambiguity(
                        column: name, isDate: true, line: Int(days.openLine(context)), mayBeYearFirst: days.asksForYear(context)))
            }
        }
        for (name, amounts) in evidence.amounts.sorted(by: { $0.key < $1.key }) {
            let sure = amounts.decision(stated: nil, option: nil)
            let option = answer(options.decimalMarks, name, sure)
            if let decision = amounts.decision(stated: statedMark, option: option) {
                styles.marks[name] = decision
            } else {
                styles.marks[name] = Decision(style: .comma, basis: .mostValues)
                open.append(Ambiguity(column: name, isDate: false, line: Int(amounts.eitherWayLine)))
            }
        }
        return (styles, open)
    }

    /// What the user says of a column. An answer for all columns is meant for those that leave the question open, not for those whose values all say otherwise.
    private func answer<Style>(_ answers: [String: Style], _ column: String, _ sure: Decision<Style>?) -> Style? {
        if let own = answers[column] { return own }
        guard let common = answers[ImportOptions.allColumns] else { return nil }
        if let sure, sure.basis == .allValues, sure.style != common { return nil }
        return common
    }

    /// The error that asks what the values do not say.
    func error(_ open: [Ambiguity], header: HeaderMatch, path: String, report: ImportReport?) -> ImportError {
        let findings = open.map { column in
            let name = header.names[column.column].map { "'\(column.column)' (\($0))" } ?? "'\(column.column)'"
            let number = header.fields[column.column].map { $0 + 1 }
            if column.isDate {
                if column.mayBeYearFirst {
                    return Diagnostic(
                        code: "ambiguous-dates", file: path, line: column.line, column: number,
                        message: "every date of column \(name) can be read with its year at the end or in front; which is it?",
                        advice:
                            "say --dates ymd, --dates dmy or --dates mdy (for this column only: --dates \(column.column)=ymd)")
                }
                return Diagnostic(
                    code: "ambiguous-dates", file: path, line: column.line, column: number,
                    message: "every date of column \(name) can be read with the day or with the month first; which is it?",
                    advice: "say --dates dmy or --dates mdy (for this column only: --dates \(column.column)=dmy)")
            }
            return Diagnostic(
                code: "ambiguous-decimals", file: path, line: column.line, column: number,
                message: "every amount of column \(name) can be read with a decimal comma or a decimal point; which is it?",
                advice: "say --decimal comma or --decimal point (for this column only: --decimal \(column.column)=comma)")
        }
        return ImportError(
            code: open.first?.isDate ?? true ? .ambiguousDates : .ambiguousDecimals, diagnostics: findings, report: report)
    }
}
