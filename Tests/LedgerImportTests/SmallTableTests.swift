import Ledger
import Testing

@testable import LedgerImport

/// A bad small table, and what must be said about it.
struct BadTable: Sendable {
    let kind: FileKind
    let text: String
    let code: String
    let message: String
    let line: Int
    var column: Int?
}

@Suite struct SmallTableTests {
    static let badTables: [BadTable] = [
        BadTable(
            kind: .portfolios, text: "customer,analyst,valid_from,valid_to\nC1,A1,2026-01-01,2026-03-31\nC1,A2,2026-03-31,\n",
            code: "overlapping-assignment", message: "the assignment of customer 'C1' shares days with the one on line 2", line: 3),
        BadTable(
            kind: .portfolios, text: "customer,analyst,valid_from,valid_to\nC1,A1,2026-04-01,2026-03-31\n", code: "dates-out-of-order",
            message: "'valid_to' 2026-03-31 is before 'valid_from' 2026-04-01", line: 2, column: 4),
        BadTable(
            kind: .promises, text: "promise,customer,made_on,due_on,currency,amount\np,C,2026-02-02,2026-02-01,EUR,1\n",
            code: "dates-out-of-order", message: "'due_on' 2026-02-01 is before 'made_on' 2026-02-02", line: 2, column: 4),
        BadTable(
            kind: .disputes, text: "dispute,customer,document,opened_on,closed_on,currency,amount\nd,C,D,2026-02-02,2026-02-01,EUR,1\n",
            code: "dates-out-of-order", message: "'closed_on' 2026-02-01 is before 'opened_on' 2026-02-02", line: 2, column: 5),
        BadTable(
            kind: .activities,
            text: "activity,date,analyst,customer,channel,direction,outcome\na,2026-01-01,A,C,fone,out,reached\n", code: "unknown-word",
            message: "'channel' 'fone' is not one of phone, email, letter, meeting", line: 2, column: 5),
        BadTable(
            kind: .activities,
            text: "activity,date,analyst,customer,channel,direction,outcome\na,2026-01-01,A,C,phone,outt,reached\n", code: "unknown-word",
            message: "'direction' 'outt' is not one of out, in", line: 2, column: 6),
        BadTable(
            kind: .activities,
            text: "activity,date,analyst,customer,channel,direction,outcome\na,2026-01-01,A,C,phone,out,noanswer\n", code: "unknown-word",
            message: "'outcome' 'noanswer' is not one of no_answer, reached, promise, dispute, escalated, left_message", line: 2, column: 7),
        BadTable(
            kind: .targets, text: "month,scope,key,metric,value\n2026-06,teem,T,cei,80\n", code: "unknown-word",
            message: "'scope' 'teem' is not one of team, all, segment, customer, company, currency, country, analyst", line: 2, column: 2),
        BadTable(
            kind: .targets, text: "month,scope,key,metric,value\n2026-6,all,,cei,80\n", code: "bad-month",
            message: "'month' is not a month YYYY-MM", line: 2, column: 1),
        BadTable(
            kind: .targets, text: "month,scope,key,metric,value\n2026-06,team,,cei,80\n", code: "missing-value",
            message: "'key' is empty; scope team needs one", line: 2, column: 3),
        BadTable(
            kind: .targets, text: "month,scope,key,metric,value\n2026-06,all,T,cei,80\n", code: "needless-key",
            message: "'key' is filled in; scope all has none", line: 2, column: 3),
        BadTable(
            kind: .targets, text: "month,scope,key,metric,value\n2026-06,all,,dso.simpel,80\n", code: "unknown-metric",
            message: "'metric' is no metric; the nearest is 'dso.simple'", line: 2, column: 4),
        BadTable(
            kind: .targets, text: "month,scope,key,metric,value\n2026-06,all,,cash,80\n", code: "unknown-metric",
            message: "'metric' 'cash' is no metric", line: 2, column: 4),
        BadTable(
            kind: .targets, text: "month,scope,key,metric,value\n2026-06,all,,collect.cash,80\n", code: "impossible-target",
            message: "'metric' 'collect.cash' has no target under its own id: write cash.collected", line: 2, column: 4),
        BadTable(
            kind: .targets, text: "month,scope,key,metric,value,currency\n2026-06,all,,sales,80,USD\n2026-06,all,,cei,80,EUR\n",
            code: "needless-currency", message: "'currency' is filled in; 'cei' is no amount of money", line: 3, column: 6),
        BadTable(
            kind: .targets, text: "month,scope,key,metric,value,currency\n2026-06,all,,sales,80.05,USD\n2026-06,all,,sales,80.005,\n",
            code: "too-many-decimals", message: "'value' has more than 2 decimal places", line: 3, column: 5),
        BadTable(
            kind: .targets, text: "month,scope,key,metric,value,currency\n2026-06,all,,sales,99999999999999999,\n",
            code: "amount-too-large", message: "'value' is beyond 10^15 minor units", line: 2, column: 5),
        BadTable(
            kind: .rates, text: "date,currency,rate\n2026-01-01,USD,-1\n", code: "bad-number", message: "'rate' is not positive", line: 2,
            column: 3),
        BadTable(
            kind: .rates, text: "date,currency,rate\n2026-01-01,USD,1\n2026-01-01,USD,2\n", code: "duplicate-key",
            message: "rate '2026-01-01 USD' has the same key as line 2", line: 3),
        BadTable(
            kind: .interest, text: "half_year,rate\n2025-Q1,11.15\n", code: "bad-half-year",
            message: "'half_year' is not a half-year YYYY-H1 or YYYY-H2", line: 2, column: 1),
        BadTable(
            kind: .interest, text: "half_year,rate,currency\n2025-H1,-0.5,EUR\n", code: "bad-number",
            message: "'rate' is not a percentage from 0 to 1000 with at most 6 decimal places", line: 2, column: 2),
        BadTable(
            kind: .interest, text: "half_year,rate,currency\n2025-H1,11.15,\n2025-H1,11.15,EUR\n2025-H1,9,\n", code: "duplicate-key",
            message: "interest rate '2025-H1 of all currencies' has the same key as line 2", line: 4),
        BadTable(
            kind: .customers, text: "customer,name,credit_limit\nC,N,5\n", code: "missing-value",
            message: "'credit_limit_currency' is empty beside a credit limit", line: 2),
        BadTable(
            kind: .customers, text: "customer,name\nC,N\n\"C\",\"M\"\n", code: "duplicate-key",
            message: "customer 'C' has the same key as line 2", line: 3),
        BadTable(
            kind: .analysts, text: "analyst,name\n,N\n", code: "missing-value", message: "'analyst' is empty", line: 2, column: 1),
        BadTable(
            kind: .analysts, text: "analyst,name,email\nA,N,\"Boss <x@evil.test>\"\n", code: "bad-address",
            message: "'email' has more than an address: no name, blanks, comments or angle brackets", line: 2, column: 3),
        BadTable(
            kind: .analysts, text: "analyst,name\nA\n", code: "wrong-field-count", message: "the row has 1 fields, the header has 2",
            line: 2),
    ]

    @Test(arguments: badTables) func eachBadTableIsNamed(_ bad: BadTable) throws {
        var options = ImportOptions()
        options.targetMetrics = TargetMetrics(
            ids: ["cei", "dso.simple", "sales"], amounts: ["sales"], currency: .eur, advice: ["collect.cash": "write cash.collected"])
        let error = try #require(readError(bad.text, bad.kind, options: options))
        #expect(error.code == .dataRejected)
        let first = try #require(error.diagnostics.first)
        #expect(first.code == bad.code)
        #expect(first.message == bad.message)
        #expect(first.line == bad.line)
        #expect(first.column == bad.column)
        #expect(error.report?.rejectedCount == 1)
    }

    @Test func assignmentsThatFollowEachOtherAreFine() throws {
        let text = "customer,analyst,valid_from,valid_to\nC1,A1,2026-01-01,2026-03-31\nC1,A2,2026-04-01,\nC2,A1,2026-01-01,\n"
        let file = try read(text, .portfolios)
        guard case .portfolios(let assignments) = file.content else { throw ImportError(code: .unknownKind, diagnostics: []) }
        #expect(assignments.count == 3)
        #expect(assignments[0].validTo == Day(iso: "2026-03-31"))
    }

    @Test func promisesAndDisputesOfNothingOrLessAreTold() throws {
        let promises =
            "promise,customer,made_on,due_on,currency,amount\nP1,C,2026-10-01,2026-10-09,EUR,-5.00\nP2,C,2026-10-01,2026-10-09,EUR,"
        let disputes = "dispute,customer,document,opened_on,currency,amount\nD1,C,1,2026-10-01,EUR,-5.00\nD2,C,1,2026-10-01,EUR,"
        for (text, kind) in [(promises, FileKind.promises), (disputes, .disputes)] {
            for (amount, count) in [("0.00", 2), ("0.01", 1)] {
                let found = try read(text + amount + "\n", kind, name: "table.csv").report.diagnostics
                #expect(found.map(\.code) == ["amount-not-positive"], "\(found)")
                #expect(found.first?.message.hasPrefix(count == 1 ? "1 row has" : "2 rows have") == true, "\(found)")
            }
        }
    }

    @Test func customersMayLeaveOutWhatIsNotRequired() throws {
        let file = try read("name,customer,credit_limit,credit_limit_currency\n\"Rossi, \"\"R\"\"\",C,1000.5,EUR\nB,D,,\n", .customers)
        let expected = [
            Customer(customer: "C", name: "Rossi, \"R\"", creditLimitMinor: 100_050, creditLimitCurrency: .eur),
            Customer(customer: "D", name: "B"),
        ]
        #expect(file.content == .customers(expected))
    }

    @Test("separators at the end of every row, or of the header, are no fields") func trailingSeparators() throws {
        for text in [
            "customer;name;country\nC1;Uno;IT;\nC2;Due;IT;\n", "customer;name;country\nC1;Uno;IT;;;\nC2;Due;IT;;;\n",
            "customer;name;country;\nC1;Uno;IT\nC2;Due;IT\n", "customer;name;country;\nC1;Uno;IT;\nC2;Due;IT;\n",
        ] {
            guard case .customers(let customers) = try read(text, .customers).content else {
                Issue.record("no customers")
                return
            }
            #expect(customers.map(\.name) == ["Uno", "Due"] && customers.map(\.country) == ["IT", "IT"], "\(text)")
        }
    }

    @Test("a field too many with a value, or in some rows only, is one") func fieldsTooMany() {
        for (text, count) in [
            ("customer;name;country\nC1;Uno;IT;x\nC2;Due;IT;\n", 2), ("customer;name;country\nC1;Uno;IT;\nC2;Due;IT\n", 1),
            ("customer;name;country\nC1;Uno;IT;\nC2;Due;IT;;\n", 2), ("customer;name;country\nC1;Uno\nC2;Due\n", 2),
        ] {
            #expect(readError(text, .customers)?.report?.rejected == ["wrong-field-count": count], "\(text)")
        }
    }
}
