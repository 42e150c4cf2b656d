import Ledger
import LedgerColumns

extension FileReading {
    /// The as-of day that is said outside of the rows, by an option or the file name.
    var outsideDay: (day: Day, source: AsOfSource)? {
        if let day = options.asOf { return (day, options.asOfSource) }
        let named = daysInFileName(path)
        return named.count == 1 ? (named[0], .fileName) : nil
    }

    /// The as-of day of a ledger: from the options, else the file name, else the `as_of` column. Never guessed.
    mutating func resolveAsOf(_ columns: MergedColumns, _ plan: BatchPlan) throws(ImportError) -> Day {
        let named = daysInFileName(path)
        let stated = try columnDay(columns, plan)
        let outside = outsideDay
        if let (day, _) = outside, let (other, line) = stated, day != other {
            throw ImportError(
                .twoAsOfDays, file: path, line: line,
                "the \(options.asOf == nil ? AsOfSource.fileName.words : options.asOfSource.words) says \(day), the 'as_of' column says \(other)",
                advice: "correct the one that is wrong; a ledger shows one day")
        }
        if let (day, _) = outside, options.asOf != nil, named.count == 1, named[0] != day {
            report.diagnostics.append(
                Diagnostic(
                    code: "as-of-differs", severity: .warning, file: path,
                    message: "the as-of day given is \(day), the file name says \(named[0])", advice: "check which of the two is meant"))
        }
        guard let (day, source) = outside ?? stated.map({ ($0.day, .column) }) else {
            let reason =
                named.isEmpty
                ? "nothing says which day the ledger shows"
                : "the file name holds more than one day: "
                    + named.map(\.isoText).joined(separator: ", ")
            throw ImportError(
                .asOfUnknown, file: path, reason,
                advice: "name the day with --as-of YYYY-MM-DD, or put it into the file name or an 'as_of' column"
                    + (header.titles.flatMap(TitleDay.all).first.map { "; a title above the table says \($0.text)" } ?? ""))
        }
        report.asOf = day
        report.asOfSource = source
        return day
    }

    /// Takes a file without rows for what it may say: that from the as-of day on there are none of its records. Throws where it can say nothing, or no day is said.
    mutating func noteNoRows() throws(ImportError) {
        let mayBeNone = NoneOnRecord.kinds.contains(profile.kind)
        guard mayBeNone, let (day, source) = outsideDay else {
            throw ImportError(
                .headerOnly, file: path, line: header.headerLine, "there is no row below the header",
                advice: "export the file again"
                    + (mayBeNone ? ", or say from which day on there are no \(profile.kind.rawValue) with --as-of YYYY-MM-DD" : ""))
        }
        (report.asOf, report.asOfSource) = (day, source)
    }

    /// The one day of the `as_of` column, with the line it was first seen on.
    private func columnDay(_ columns: MergedColumns, _ plan: BatchPlan) throws(ImportError) -> (day: Day, line: Int)? {
        guard let index = plan.asOfIndex, let first = columns.days(index, ofPart: 0).first else { return nil }
        let line = Int(columns.lines(ofPart: 0)[0])
        for part in 0..<columns.partCount {
            let stated = columns.days(index, ofPart: part)
            guard let row = stated.firstIndex(where: { $0 != first }) else { continue }
            let days = (Day(daysSinceEpoch: first), Day(daysSinceEpoch: stated[row]))
            throw ImportError(
                .twoAsOfDays, file: path, line: Int(columns.lines(ofPart: part)[row]),
                "'as_of' says \(days.1), \(source.rowWord) \(line) says \(days.0)", advice: "split the file: a ledger shows one day")
        }
        return (Day(daysSinceEpoch: first), line)
    }

    /// Gives documents without a date their due date, those without one too the as-of day.
    mutating func dateUndated(_ result: inout ColumnarResult, _ asOf: Day) {
        guard result.columns.hasUndated else { return }
        result.columns.unpack()
        var (dueCount, asOfCount) = (0, 0)
        for row in result.columns.days[0].indices where result.columns.days[0][row] == ItemColumns.noDay {
            let due = result.columns.days[1][row]
            result.columns.days[0][row] = due == ItemColumns.noDay ? asOf.daysSinceEpoch : due
            if due == ItemColumns.noDay { asOfCount += 1 } else { dueCount += 1 }
        }
        for (count, what) in [(dueCount, "due date"), (asOfCount, "as-of day")] where count > 0 {
            report.diagnostics.append(
                Diagnostic(
                    code: "document-date-assumed", severity: .warning, file: path,
                    message: "\(count == 1 ? "1 row has" : "\(count) rows have") no document date; the \(what) is taken for it",
                    advice: "figures by document age are off for these"))
        }
    }

    /// Puts into the report what stands out; throws when the sums are too large.
    mutating func noteChecks(_ result: ColumnarResult, asOf: Day?) throws(ImportError) {
        let columns = result.columns
        let checks = ColumnChecks(columns, asOf: asOf, signs: KindSigns(profile.kind))
        guard checks.magnitudeSum <= ColumnChecks.magnitudeLimit else {
            throw ImportError(
                .tooLarge, file: path, "the amounts of the file add up to more than 4 × 10^18 minor units",
                advice: "check the amounts; split the file by company if they are right")
        }
        report.contentFingerprint = hexText(columns.fingerprint)
        report.missingDueDates = checks.missingDueDates
        report.dueBeforeDocument = checks.dueBeforeDocument
        report.newestDay = checks.newestDay.map { Day(daysSinceEpoch: $0) }
        if asOf != nil, checks.missingDueDates > 0, checks.hasDebit, !checks.hasDatedDebit {
            report.diagnostics.append(
                Diagnostic(
                    code: "no-due-dates", severity: .warning, file: path,
                    message: header.fields["due_date"] == nil
                        ? "the file has no due dates: nothing in it will ever be past due"
                        : "no invoice has a due date: nothing will ever be past due",
                    advice: "export the due date too, or map its column in a profile"))
        }
        warn("due-before-document", checks.dueBeforeDocument, "a due date before the document date", "check how due dates are exported")
        let otherDay = profile.kind == .postings ? "posting date" : profile.kind == .history ? "clearing date" : nil
        warn(
            "far-due-date", checks.dueFarAfterDocument,
            "a due date more than two years after the document date" + (otherDay.map { ", or the \($0) where there is none" } ?? ""),
            "check these dates: a day that stands for none, such as 31.12.9999, is to be said in a profile (no_date)")
        noteUTCEvenings(result)
        noteThreePlaces(result)
        noteMixedOrders()
        if let asOf {
            // A due date that stands for the document date may well lie ahead.
            let isDated = header.fields["document_date"] != nil
            report.futureDates = isDated ? checks.futureDates : 0
            warn("future-date", isDated ? checks.futureDates : 0, "a document date after the as-of day", "check the as-of day")
            warn(
                "open-beyond-amount", checks.openBeyondAmount, "more open than the amount of the document, or with the other sign",
                "check which of the columns '\(header.names["open_amount"] ?? "open_amount")' and '\(header.names["amount"] ?? "amount")' is what is open"
            )
            noteStaleness(asOf)
            noteTitleDays(asOf)
        }
        noteOpenHeadings(result.tally)
        if result.tally.undatedClearings > 0 {
            let count = result.tally.undatedClearings
            report.diagnostics.append(
                Diagnostic(
                    code: "cleared-items", severity: .warning, file: path,
                    message: (count == 1 ? "1 row has" : "\(count) rows have")
                        + " a clearing document and no clearing date: nothing tells when they were cleared, and they count as open",
                    advice: "export the clearing date too, or open items only"))
        }
        if profile.kind != .history {
            report.signConflicts = checks.signConflicts
            warn("sign-conflict", checks.signConflicts, "an amount whose sign does not fit the kind", "check how credits are exported")
        }
        noteControlTotals(result)
    }

    /// Warns of days with a time late in the evening of Greenwich, which is midnight of the next day farther east.
    private mutating func noteUTCEvenings(_ result: ColumnarResult) {
        for (name, evidence) in result.tally.evidence.days.sorted(by: { $0.key < $1.key }) where evidence.utcEvenings > 0 {
            let count = evidence.utcEvenings
            report.diagnostics.append(
                Diagnostic(
                    code: "utc-evenings", severity: .warning, file: path, line: header.headerLine,
                    column: header.fields[name].map { $0 + 1 },
                    message: (count == 1 ? "1 value" : "\(count) values")
                        + " of column '\(name)' \(count == 1 ? "is a late evening" : "are late evenings") in UTC, "
                        + "as midnight of the next day is in Europe; the day as written is taken",
                    advice: "export days without times, or in the time of the company: otherwise they are a day early"))
        }
    }

    /// Warns of headings without a total, where most have one: a text by itself among the rows may be none.
    private mutating func noteOpenHeadings(_ tally: RowTally) {
        if let first = tally.innerTexts.first {
            let count = tally.innerTexts.count
            report.diagnostics.append(
                Diagnostic(
                    code: "heading-without-total", severity: .warning, file: path, line: first,
                    message: (count == 1 ? "1 text stands by itself" : "\(count) texts stand by themselves")
                        + " within a group that a total closes; the rows below are taken for the customer of that group",
                    advice: "check that these are no customers"))
        }
        let open = tally.openHeadings
        guard let first = open.first, open.count < tally.totalledHeadings else { return }
        report.diagnostics.append(
            Diagnostic(
                code: "heading-without-total", severity: .warning, file: path, line: first,
                message: (open.count == 1 ? "1 heading of a customer has no total" : "\(open.count) headings of customers have no total")
                    + " as the others have; the rows below are taken for that customer's",
                advice: "check that it is a customer, and no other text"))
    }

    /// Warns of amounts that are read with the mark that was stated, and all of which could be thousands as well.
    private mutating func noteThreePlaces(_ result: ColumnarResult) {
        for style in report.columnStyles where style.decimalMark != nil && style.basis == .profile {
            guard let evidence = result.tally.evidence.amounts[style.column], evidence.threePlaces > 0, evidence.point == 0,
                evidence.comma == 0
            else { continue }
            report.diagnostics.append(
                Diagnostic(
                    code: "three-places", severity: .warning, file: path, line: Int(evidence.threePlacesLine),
                    column: header.fields[style.column].map { $0 + 1 },
                    message:
                        "all values of column '\(style.header)' that have a mark have three digits behind it; it is taken for the decimal mark",
                    advice:
                        "if these are thousands, say so with --decimal \(style.column)=\(style.decimalMark == .point ? "comma" : "point")"))
        }
    }

    /// Warns of dates with the day first in one column and the month first in another: systems write all columns of a file alike.
    private mutating func noteMixedOrders() {
        let dayFirst = report.columnStyles.first { $0.dateOrder == .dayMonthYear && $0.basis.isOfValues }
        let monthFirst = report.columnStyles.first { $0.dateOrder == .monthDayYear && $0.basis.isOfValues }
        guard let dayFirst, let monthFirst else { return }
        report.diagnostics.append(
            Diagnostic(
                code: "mixed-date-orders", severity: .warning, file: path, line: header.headerLine,
                message: "dates of column '\(dayFirst.header)' have the day first and those of column '\(monthFirst.header)' the month",
                advice: "check how the dates were exported; --dates says the order of a column"))
    }

    /// Days that the newest document of a ledger may lie before its as-of day: a month, as who invoices once a month has it.
    private static let newestDaysMax = 31

    /// Warns of a ledger whose newest document lies long before the day it is said to show: the export may be an old one, under a new name.
    private mutating func noteStaleness(_ asOf: Day) {
        // A few mended rows do not say how new the list is.
        guard let newest = report.newestDay, !header.hasRejectedRows else { return }
        let days = Int(asOf.daysSinceEpoch - newest.daysSinceEpoch)
        guard days > Self.newestDaysMax else { return }
        report.diagnostics.append(
            Diagnostic(
                code: "stale-ledger", severity: .warning, file: path,
                message: "the newest day in the file is \(newest), \(days) days before the as-of day \(asOf)",
                advice: "check that this is the list of \(asOf), and not an older one"))
    }

    /// Warns of titles above the table that name other days than the one the ledger is said to show.
    private mutating func noteTitleDays(_ asOf: Day) {
        let days = header.titles.flatMap(TitleDay.all)
        guard let first = days.first, !days.contains(where: { $0.may(be: asOf) }) else { return }
        report.diagnostics.append(
            Diagnostic(
                code: "as-of-differs", severity: .warning, file: path,
                message: "the as-of day is \(asOf), and a title above the table says \(first.text)",
                advice: "check which of the two is meant"))
    }

    private mutating func warn(_ code: String, _ count: Int, _ what: String, _ advice: String) {
        guard count > 0 else { return }
        let subject = count == 1 ? "1 row has " : "\(count) rows have "
        report.diagnostics.append(
            Diagnostic(code: code, severity: .warning, file: path, message: subject + what, advice: advice))
    }

    /// A subtotal that differs is a warning. Rejected rows above it are in the system's total and not in the sum: then they are named as the reason.
    private mutating func noteControlTotals(_ result: ColumnarResult) {
        report.controlTotals = ControlSums(result).totals
        for total in report.controlTotals where !total.agrees {
            let rejected = report.rejectedRows.count { $0.line < total.line }
            let difference =
                total.currency.isEmpty
                ? "the subtotal names no currency, and the rows have several"
                : "the subtotal of the file in \(total.currency) differs from the sum of its rows"
            report.diagnostics.append(
                Diagnostic(
                    code: "control-total", severity: .warning, file: path, line: total.line,
                    message: rejected == 0
                        ? difference
                        : difference + "; \(rejected == 1 ? "1 rejected row" : "\(rejected) rejected rows") above it missing from the sum",
                    advice: rejected == 0
                        ? "export the file again, without a filter; both amounts are in the report with --format json"
                        : "mend the rejected rows in the file and import it again: what then differs, differs in the export"))
        }
    }
}

extension MergedColumns {
    /// Whether a row has no document day.
    fileprivate var hasUndated: Bool { (0..<partCount).contains { days(0, ofPart: $0).contains(ItemColumns.noDay) } }
}
