import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Testing

@testable import Reports

/// Figures beside their targets: variance, red, amber and green, and the part of a running month.
@Suite("Targets") struct TargetColumnsTests {
    /// One customer of analyst A with an open item, what was paid and how often there was contact on the as-of day.
    private static func ledger(_ asOf: Day, cashMinor: Int64 = 0, netMinor: Int64 = 0, contacts: Int = 0, targets: [Target]) -> OracleLedger
    {
        var ledger = OracleLedger()
        ledger.snapshots[asOf] = [
            OracleItem(
                company: "IT01", document: "I1", line: "", kind: .invoice, customer: "C1", documentDate: asOf,
                dueDate: asOf.adding(days: -1), currency: .eur,
                amountMinor: netMinor, openMinor: netMinor)
        ]
        ledger.customers = [Customer(customer: "C1", name: "C1")]
        ledger.analysts = [Analyst(analyst: "A", name: "Ada", team: "T"), Analyst(analyst: "B", name: "Bo", team: "T")]
        ledger.portfolios = [
            PortfolioAssignment(customer: "C1", analyst: "A", validFrom: asOf.month.adding(months: -2).firstDay)
        ]
        ledger.postings = [
            OraclePosting(
                postingDate: asOf, company: "IT01", document: "P1", line: "", kind: .payment, customer: "C1", currency: .eur,
                amountMinor: -cashMinor)
        ]
        ledger.activities = (0..<contacts).map {
            Activity(activity: "a\($0)", date: asOf, analyst: "A", customer: "C1", channel: .phone, direction: .out, outcome: .noAnswer)
        }
        ledger.targets = targets
        return ledger
    }

    private static func target(_ month: Month, _ metric: String, _ value: Decimal64, _ scope: Scope = .all, _ key: String = "") -> Target {
        Target(month: month, scope: scope, key: key, metric: metric, value: value, currency: nil)
    }

    private static let blocks = """
              - headline: {metrics: [cash.attributed, ar.net, contacts, cei]}
              - by-scope: {id: people, title: {en: P, it: P}, scope: analyst, metrics: [cash.attributed, contacts, cei], targets: true}
              - by-scope: {id: named, title: {en: N, it: N}, scope: team, metrics: [cash.attributed, cei], targets: [cei]}
              - by-scope: {id: largest, title: {en: L, it: L}, scope: analyst, metrics: [cash.attributed], targets: true, rows: 1}
              - policies

        """

    private static func document(
        _ ledger: OracleLedger, _ asOf: Day, thresholds: TargetThresholds = TargetThresholds(), amber: String = "",
        language: Language = .english
    ) throws -> ReportDocument {
        let text =
            "title: {en: A, it: B}\naudience: manager\n" + amber + "sections:\n  - id: s\n    title: {en: S, it: S}\n    blocks:\n" + blocks
        let (spec, faults) = ReportSpecReader.read(name: "r", utf8: Array(text.utf8), file: "r.yml", aging: .standard)
        #expect(faults.isEmpty, "\(faults.map(\.text))")
        var data = try ReviewFixture.data(ledger, try #require(spec), asOf: asOf)
        data.thresholds = thresholds
        return ReportBuilder(spec: try #require(spec), data: data).document(language)
    }

    /// The cell of a table's row in the column with an id; nil without such a column.
    private static func cell(_ document: ReportDocument, _ table: String, row: Int, _ column: String) throws -> Cell? {
        let table = try #require(document.tables.first { $0.id == table })
        return table.columns.firstIndex { $0.id == column }.map { table.rows[row].cells[$0] }
    }

    private static func checkFormulas(_ document: ReportDocument) {
        let evaluator = FormulaEvaluator(document)
        for cell in document.tables.flatMap(\.rows).flatMap(\.cells) {
            if let formula = cell.formula { #expect(evaluator.value(formula) == cell.value.number) }
            if let judgement = cell.judgement { #expect(evaluator.status(judgement) == cell.status) }
        }
    }

    private static let november = Month(year: 2026, month: 11)

    @Test(
        "of cash are judged by the working days gone, to the cent",
        arguments: [
            // A November of 21 working days: a target of 2,100.00 asks for 100.00 on the first, for all on the last.
            ("2026-11-02", 10_000, Status.green), ("2026-11-02", 9_999, .amber), ("2026-11-02", 9_500, .amber), ("2026-11-02", 9_499, .red),
            ("2026-11-30", 210_000, .green), ("2026-11-30", 209_999, .amber), ("2026-11-30", 199_500, .amber),
            ("2026-11-30", 199_499, .red),
            // Saturday and Sunday count like the Friday before.
            ("2026-11-08", 50_000, .green), ("2026-11-08", 49_999, .amber), ("2026-11-06", 50_000, .green),
        ])
    func pace(day: String, cashMinor: Int64, status: Status) throws {
        let asOf = try #require(Day(iso: day))
        let goal = Self.target(Self.november, "cash.collected", Decimal64(mantissa: 2100, scale: 0))
        let document = try Self.document(Self.ledger(asOf, cashMinor: cashMinor, targets: [goal]), asOf)
        #expect(try Self.cell(document, "s-headline", row: 0, "target")?.value == .money(210_000, .eur))
        #expect(try Self.cell(document, "s-headline", row: 0, "status")?.status == status)
        let gone = HolidayCalendar.italy.businessDayCount(Period(first: asOf.month.firstDay, last: asOf))
        let toDate = try Self.cell(document, "s-headline", row: 0, "target-to-date")
        let variance = try Self.cell(document, "s-headline", row: 0, "variance")?.value
        if day == "2026-11-30" {
            #expect(toDate == nil)
            #expect(variance == .money(cashMinor - 210_000, .eur))
        } else {
            #expect(toDate?.value == .money(Int64(gone) * 10_000, .eur))
            #expect(toDate?.formula != nil)
            #expect(variance == .money(cashMinor - Int64(gone) * 10_000, .eur))
        }
        Self.checkFormulas(document)
    }

    @Test("ask on a holiday for what the day before asked for")
    func holiday() throws {
        // 8 December: 5 of 21 working days, as on the 7th.
        for day in ["2026-12-07", "2026-12-08"] {
            let asOf = try #require(Day(iso: day))
            let goal = Self.target(asOf.month, "cash.collected", Decimal64(mantissa: 100_001, scale: 2))
            let document = try Self.document(Self.ledger(asOf, cashMinor: 1, targets: [goal]), asOf)
            // 1,000.01 × 5 ÷ 21 = 238.097…
            #expect(try Self.cell(document, "s-headline", row: 0, "target-to-date")?.value == .money(23_810, .eur))
            Self.checkFormulas(document)
        }
    }

    @Test("that lie half-way between two cents to date are values, rounded half to even")
    func halfCents() throws {
        // 1 of the 20 working days of February 2026 asks for 4.5 of 90 cents.
        let asOf = try #require(Day(iso: "2026-02-02"))
        let goal = Self.target(asOf.month, "cash.collected", Decimal64(mantissa: 90, scale: 2))
        let document = try Self.document(Self.ledger(asOf, cashMinor: 4, targets: [goal]), asOf)
        let toDate = try Self.cell(document, "s-headline", row: 0, "target-to-date")
        #expect(toDate?.value == .money(4, .eur) && toDate?.formula == nil)
        #expect(try Self.cell(document, "s-headline", row: 0, "status")?.status == .green)
    }

    @Test(
        "of balances are not paced, and less is better",
        arguments: [
            (100_000, Status.green, 0), (100_001, .amber, 1), (105_000, .amber, 5_000), (105_001, .red, 5_001), (99_999, .green, -1),
        ])
    func balances(netMinor: Int64, status: Status, varianceMinor: Int64) throws {
        let asOf = try #require(Day(iso: "2026-11-02"))
        let goal = Self.target(Self.november, "ar.net", Decimal64(mantissa: 1000, scale: 0))
        let document = try Self.document(Self.ledger(asOf, netMinor: netMinor, targets: [goal]), asOf)
        #expect(try Self.cell(document, "s-headline", row: 1, "target-to-date") == nil)
        #expect(try Self.cell(document, "s-headline", row: 1, "variance")?.value == .money(varianceMinor, .eur))
        #expect(try Self.cell(document, "s-headline", row: 1, "status")?.status == status)
    }

    @Test("of counts are paced in parts of a contact")
    func counts() throws {
        let asOf = try #require(Day(iso: "2026-11-02"))
        for (contacts, status) in [(3, Status.green), (2, .red)] {
            let goals = [
                Self.target(Self.november, "contacts", Decimal64(mantissa: 60, scale: 0)),
                Self.target(Self.november, "contacts", Decimal64(mantissa: 60, scale: 0), .analyst, "A"),
            ]
            let document = try Self.document(Self.ledger(asOf, contacts: contacts, targets: goals), asOf)
            for (table, row, column) in [("s-headline", 2, ""), ("people", 0, "contacts-")] {
                #expect(try Self.cell(document, table, row: row, column + "target")?.value == .number(Rational(60), places: 0))
                #expect(try Self.cell(document, table, row: row, column + "target-to-date")?.value == .number(Rational(60, 21), places: 1))
                let variance = Rational(Int128(contacts)) - Rational(60, 21)
                #expect(try Self.cell(document, table, row: row, column + "variance")?.value == .number(variance, places: 1))
                #expect(try Self.cell(document, table, row: row, column + "status")?.status == status)
            }
            Self.checkFormulas(document)
        }
    }

    @Test("of portfolios are not added up for a total that has none of its own")
    func totalTargets() throws {
        let asOf = try #require(Day(iso: "2026-11-02"))
        for hasWhole in [true, false] {
            var goals = [
                Self.target(Self.november, "contacts", Decimal64(mantissa: 60, scale: 0), .analyst, "A"),
                Self.target(Self.november, "cash.collected", Decimal64(mantissa: 60, scale: 0), .analyst, "A"),
            ]
            if hasWhole { goals.append(Self.target(Self.november, "contacts", Decimal64(mantissa: 84, scale: 0))) }
            let document = try Self.document(Self.ledger(asOf, cashMinor: 1000, contacts: 3, targets: goals), asOf)
            let total = try #require(document.tables.first { $0.id == "people" }).rows.count - 1
            let contacts = try Self.cell(document, "people", row: total, "contacts-target")?.value
            let missing = CellValue.notAvailable(reason: "no target of the whole for Nov 2026: those of its parts are not added up")
            #expect(contacts == (hasWhole ? .number(Rational(84), places: 0) : missing))
            #expect(try Self.cell(document, "people", row: total, "contacts-status")?.status == (hasWhole ? .red : nil))
            #expect(try Self.cell(document, "people", row: total, "cash-attributed-target")?.value == missing)
            Self.checkFormulas(document)
        }
    }

    @Test("of shares that build up over the month are judged when its working days are over")
    func shares() throws {
        for (day, isJudged) in [("2026-10-29", false), ("2026-10-30", true), ("2026-10-31", true)] {
            let asOf = try #require(Day(iso: day))
            let goal = Self.target(asOf.month, "cei", Decimal64(mantissa: 80, scale: 0))
            var ledger = Self.ledger(asOf, cashMinor: 500, netMinor: 500, targets: [goal])
            let opening = asOf.month.firstDay.adding(days: -1)
            ledger.snapshots[opening] = [
                OracleItem(
                    company: "IT01", document: "I0", line: "", kind: .invoice, customer: "C1", documentDate: opening, dueDate: opening,
                    currency: .eur, amountMinor: 1_000, openMinor: 1_000)
            ]
            let document = try Self.document(ledger, asOf)
            #expect(try Self.cell(document, "s-headline", row: 3, "actual")?.value == .ratio(Rational(1, 2)))
            #expect(try Self.cell(document, "s-headline", row: 3, "target")?.value == .ratio(Rational(4, 5)))
            #expect(try Self.cell(document, "s-headline", row: 3, "variance")?.value == .ratioPoints(Rational(-3, 10)))
            #expect(try Self.cell(document, "s-headline", row: 3, "status")?.status == (isJudged ? .red : nil))
            let notes = document.sections[0].blocks.filter {
                if case .paragraph(let text, .note) = $0 { text.contains("judged at its end") } else { false }
            }
            #expect(notes.isEmpty == isJudged)
        }
    }

    @Test("have the share of their metric, of the report, of the settings, in this order")
    func thresholds() throws {
        let asOf = try #require(Day(iso: "2026-11-30"))
        let goals = [
            Self.target(Self.november, "cash.collected", Decimal64(mantissa: 100, scale: 0)),
            Self.target(Self.november, "ar.net", Decimal64(mantissa: 100, scale: 0)),
        ]
        let ledger = Self.ledger(asOf, cashMinor: 9_700, netMinor: 10_300, targets: goals)
        func statuses(_ thresholds: TargetThresholds, _ amber: String = "") throws -> [Status?] {
            let document = try Self.document(ledger, asOf, thresholds: thresholds, amber: amber)
            return try [0, 1].map { try Self.cell(document, "s-headline", row: $0, "status")?.status }
        }
        let (one, two, three) = (Decimal64(mantissa: 1, scale: 2), Decimal64(mantissa: 20, scale: 3), Decimal64(mantissa: 3, scale: 2))
        #expect(try statuses(TargetThresholds()) == [.amber, .amber])
        #expect(try statuses(TargetThresholds(amberWithin: two)) == [.red, .red])
        #expect(try statuses(TargetThresholds(amberWithin: two, byTargetId: ["cash.collected": three])) == [.amber, .red])
        #expect(try statuses(TargetThresholds(byTargetId: ["cash.collected": one]), "amber_within: 0.03\n") == [.red, .amber])
        #expect(try statuses(TargetThresholds(amberWithin: Decimal64(mantissa: 0, scale: 0))) == [.red, .red])
        let document = try Self.document(
            ledger, asOf, thresholds: TargetThresholds(amberWithin: Decimal64(mantissa: 25, scale: 3), byTargetId: ["ar.net": two]),
            language: .italian)
        let settings = try #require(document.tables.first { $0.id == "settings" })
        let texts = settings.rows.map { $0.cells.map(\.value) }
        #expect(
            texts.contains([.text("Quasi in linea"), .text("Obiettivo mancato al massimo del 2,5% dell’obiettivo; ar.net: 2%")])
        )
    }

    @Test("by scope of keys that are not shown have a status and no formula, and of the rest together nothing")
    func capped() throws {
        let asOf = try #require(Day(iso: "2026-11-30"))
        let goals = ["A", "B"].map { Self.target(Self.november, "cash.collected", Decimal64(mantissa: 10, scale: 0), .analyst, $0) }
        let document = try Self.document(Self.ledger(asOf, cashMinor: 900, targets: goals), asOf)
        let table = try #require(document.tables.first { $0.id == "largest" })
        #expect(table.rows.map { $0.cells[0].value } == [.text("A"), .text("1 other"), .text("Total")])
        #expect(table.rows[0].cells[4].judgement != nil)
        #expect(table.rows[1].cells[2].value.number == nil && table.rows[1].cells[4].status == nil)
        #expect(table.unshownRows.first?.cells[0].value == .text("B"))
        #expect(table.unshownRows.first?.cells[4].status == .red && table.unshownRows.first?.cells[4].judgement == nil)
        #expect(table.unshownRows.allSatisfy { $0.cells.allSatisfy { $0.formula == nil } })
        Self.checkFormulas(document)
    }

    @Test("by scope stand beside figures that have some, with a reason where a key has none")
    func byScope() throws {
        let asOf = try #require(Day(iso: "2026-11-30"))
        let goals = [
            Self.target(Self.november, "cash.collected", Decimal64(mantissa: 10, scale: 0), .analyst, "A"),
            Self.target(Self.november, "cei", Decimal64(mantissa: 80, scale: 0)),
        ]
        let document = try Self.document(Self.ledger(asOf, cashMinor: 900, netMinor: 1, targets: goals), asOf)
        let people = try #require(document.tables.first { $0.id == "people" })
        #expect(
            people.columns.map(\.id) == [
                "analyst", "cash-attributed", "cash-attributed-target", "cash-attributed-variance", "cash-attributed-status", "contacts",
                "cei", "cei-target", "cei-variance", "cei-status",
            ])
        #expect(people.columns[2].title == people.columns[1].title + ": target" && people.columns[2].unit == "EUR")
        let none = CellValue.notAvailable(reason: "no target for Nov 2026")
        // Analyst A, analyst B, the total.
        #expect(people.rows[0].cells[1...4].map(\.value) == [.money(900, .eur), .money(1_000, .eur), .money(-100, .eur), .empty])
        #expect(people.rows[0].cells[4].status == .red)
        #expect(people.rows[1].cells[2...4].map(\.value) == [none, none, .empty])
        #expect(people.rows[1].cells[4].status == nil)
        let total = CellValue.notAvailable(reason: "no target of the whole for Nov 2026: those of its parts are not added up")
        #expect(people.rows.last?.cells[2].value == total)
        #expect(people.rows.last?.cells[7].value == .ratio(Rational(4, 5)))
        let named = try #require(document.tables.first { $0.id == "named" })
        #expect(named.columns.suffix(3).map(\.title) == ["Target", "Variance", "Status"])
        #expect(named.columns.map(\.id) == ["team", "cash-attributed", "cei", "cei-target", "cei-variance", "cei-status"])
        Self.checkFormulas(document)
    }
}
