import Ledger

/// How the date and amount columns of a file are written, by canonical column.
struct ColumnStyles: Hashable, Sendable {
    var orders: [String: Decision<ImportProfile.DateOrder>] = [:]
    var marks: [String: Decision<DecimalMark>] = [:]
    /// The columns in which day and month of dates of the sheet are exchanged.
    var swapped: Set<String> = []

    func order(_ column: String) -> ImportProfile.DateOrder { orders[column]?.style ?? .iso }
    func mark(_ column: String) -> DecimalMark { marks[column]?.style ?? .point }

    /// Whether both read every value alike.
    func readsLike(_ other: ColumnStyles) -> Bool {
        orders.mapValues(\.style) == other.orders.mapValues(\.style) && marks.mapValues(\.style) == other.marks.mapValues(\.style)
            && swapped == other.swapped
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
        /// What is to be asked of it.
        enum Question {
            /// Whether the day or the month stands first.
            case dayOrMonth
            /// Whether the year stands in front or at the end.
            case year
            /// Whether day and month of the dates of the sheet were swapped when a program opened a text.
            case swappedCells(DateEvidence)
            /// Whether the decimal mark is a comma or a point.
            case decimalMark
        }

        let column: String
        let question: Question
        /// 0: no line shows it.
        let line: Int
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
                        column: name, question: days.asksForYear(context) ? .year : .dayOrMonth, line: Int(days.openLine(context))))
            }
            switch options.sheetDates[name] ?? (days.mayHaveSwappedDays ? options.sheetDates[ImportOptions.allColumns] : .asShown) {
            case .asShown?: break
            case .swapped?: styles.swapped.insert(name)
            case nil: open.append(Ambiguity(column: name, question: .swappedCells(days), line: 0))
            }
        }
        for (name, amounts) in evidence.amounts.sorted(by: { $0.key < $1.key }) {
            let sure = amounts.decision(stated: nil, option: nil)
            let option = answer(options.decimalMarks, name, sure)
            if let decision = amounts.decision(stated: statedMark, option: option) {
                styles.marks[name] = decision
            } else {
                styles.marks[name] = Decision(style: .comma, basis: .mostValues)
                open.append(Ambiguity(column: name, question: .decimalMark, line: Int(amounts.eitherWayLine)))
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
            return Diagnostic(
                code: column.question.code.diagnosticCode, file: path, line: column.line == 0 ? header.headerLine : column.line,
                column: header.fields[column.column].map { $0 + 1 }, message: column.question.message(name),
                advice: column.question.advice(column.column))
        }
        return ImportError(code: open.first?.question.code ?? .ambiguousDates, diagnostics: findings, report: report)
    }
}

extension StyleQuestion.Ambiguity.Question {
    /// The reason a file is refused for.
    var code: ImportError.Code {
        switch self {
        case .dayOrMonth, .year: .ambiguousDates
        case .swappedCells: .swappedDays
        case .decimalMark: .ambiguousDecimals
        }
    }

    /// The question, of a column as messages call it.
    func message(_ column: String) -> String {
        switch self {
        case .dayOrMonth: return "every date of column \(column) can be read with the day or with the month first; which is it?"
        case .year: return "every date of column \(column) can be read with its year at the end or in front; which is it?"
        case .decimalMark: return "every amount of column \(column) can be read with a decimal comma or a decimal point; which is it?"
        case .swappedCells(let days):
            let cells = days.typed == 1 ? "1 cell is a date" : "\(days.typed) cells are dates"
            let count = days.dayFirst + days.monthFirst
            let texts = count == 1 ? "1 is a text" : "\(count) are texts"
            return "in column \(column) \(cells) of the sheet, none behind the 12th of its month, and \(texts) with the "
                + "\(days.dayFirst > 0 ? "day" : "month") first: the former may be what a spreadsheet program made of texts, with day and month "
                + "swapped; are they?"
        }
    }

    /// The options that answer it.
    func advice(_ column: String) -> String {
        switch self {
        case .dayOrMonth: "say --dates dmy or --dates mdy (for this column only: --dates \(column)=dmy)"
        case .year: "say --dates ymd, --dates dmy or --dates mdy (for this column only: --dates \(column)=ymd)"
        case .decimalMark: "say --decimal comma or --decimal point (for this column only: --decimal \(column)=comma)"
        case .swappedCells:
            "say --sheet-dates swapped or --sheet-dates as-shown (for this column only: --sheet-dates \(column)=swapped), or import the file "
                + "itself, before a spreadsheet program opens it"
        }
    }
}
