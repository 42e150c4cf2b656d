import Ledger
import Testing

@testable import LedgerImport

@Suite struct DateReadingTests {
    private func day(_ text: String, _ order: ImportProfile.DateOrder) -> String? {
        DateText.read(text).day(order).map { Day(daysSinceEpoch: $0).isoText }
    }

    @Test(arguments: [
        ("2026/10/31", "2026-10-31"), ("2026-1-5", "2026-01-05"), ("20261031", "2026-10-31"), ("20200210.0", "2020-02-10"),
        ("2026-10-31 00:00:00", "2026-10-31"), ("2026-10-31T23:59:59.123Z", "2026-10-31"), ("2026.10.31", "2026-10-31"), ("20261331", nil),
        ("20261031.5", nil), ("2026-10-31 noon", nil), ("2026-10", nil), ("202610311", nil), ("2026-10-31 ", nil),
    ]) func yearFirst(_ text: String, _ expected: String?) { #expect(day(text, .yearMonthDay) == expected) }

    @Test(arguments: [
        ("31.10.2026", "2026-10-31"), ("1/2/2026", "2026-02-01"), ("31-10-26", "2026-10-31"), ("31.12.69", "2069-12-31"),
        ("01.01.70", "1970-01-01"), ("31/10/2026 08:30", "2026-10-31"), ("31.10/2026", nil), ("31.13.2026", nil), ("29.02.2025", nil),
        ("1.2.3", nil), ("31.10.", nil), ("001.02.2026", nil),
    ]) func dayFirst(_ text: String, _ expected: String?) { #expect(day(text, .dayMonthYear) == expected) }

    @Test("columns of different orders are told") func mixedOrders() throws {
        let header = Sample.ledgerHeader
        func codes(_ due: String) throws -> [String] {
            try read("\(header)\nA,1,,invoice,C,31/01/2026,\(due),EUR,,1.00,\nA,2,,invoice,C,30/01/2026,\(due),EUR,,1.00,\n").report
                .diagnostics.map(\.code)
        }
        let (mixed, alike) = (try codes("02/28/2026"), try codes("28/02/2026"))
        #expect(mixed.contains("mixed-date-orders") && !alike.contains("mixed-date-orders"))
    }

    /// Ten bytes are read in one go, other lengths piece by piece: a blank and a time behind the same date must change nothing.
    @Test func datesOfTenBytesAreReadLikeLongerOnes() {
        for first in ["00", "01", "02", "12", "13", "28", "29", "30", "31", "32", "1x", "/1"] {
            for second in ["00", "01", "02", "04", "12", "13", "31", "x1"] {
                for year in ["0000", "0001", "1899", "1900", "2025", "2026", "2199", "2200", "9999", "20x6"] {
                    for (left, right) in [("/", "/"), (".", "."), ("-", "-"), (".", "/"), (",", ",")] {
                        let text = first + left + second + right + year
                        for order in [ImportProfile.DateOrder.dayMonthYear, .monthDayYear, .iso, .yearMonthDay] {
                            let (short, long) = (day(text, order), day(text + " 00:00", order))
                            #expect(short == long, "\(text) \(order)")
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: [("10/31/2026", "2026-10-31"), ("2/1/26", "2026-02-01"), ("31/10/2026", nil), ("10-31-2026 1:15 PM", "2026-10-31")])
    func monthFirst(_ text: String, _ expected: String?) { #expect(day(text, .monthDayYear) == expected) }

    @Test(arguments: [
        ("46326", "2026-10-31"), ("43871.0", "2020-02-10"), ("43871.75", "2020-02-10"), ("25569", "1970-01-01"), ("19999", nil),
        ("90000", nil),
    ])
    func serial(_ text: String, _ expected: String?) { #expect(day(text, .serial) == expected) }

    @Test(arguments: [
        ("31-OCT-2026", "2026-10-31"), ("31-May-26", "2026-05-31"), ("31 ott. 2026", "2026-10-31"), ("1 mag 2026", "2026-05-01"),
        ("31. Mai 2026", "2026-05-31"), ("5. März 2026", "2026-03-05"), ("5 FÉVR. 2026", "2026-02-05"), ("15 AOÛT 2026", "2026-08-15"),
        ("October 31, 2026", "2026-10-31"), ("Sep 1 2026", "2026-09-01"), ("9 settembre 2026", "2026-09-09"),
        ("31-OCT-2026 00:00:00", "2026-10-31"), ("01-JAN-70", "1970-01-01"), ("30-FEB-2026", nil), ("31-OCT", nil), ("OCT-2026", nil),
        ("31-OKTOB-2026", nil), ("31--OCT-2026", "2026-10-31"), ("31---OCT-2026", nil), ("31-OCT-2026 noon", nil), ("31-OCT-026", nil),
        ("31-OCT-20261", nil), ("100-OCT-2026", nil), ("31OCT2026", nil), ("October", nil), ("ottobre ottobre", nil), ("31-ju-2026", nil),
        ("31-é-2026", nil), ("2026-31-OCT", nil),
    ]) func monthNamed(_ text: String, _ expected: String?) {
        #expect(day(text, .monthNamed) == expected)
        #expect(day(text, .dayMonthYear) == expected)
        #expect(day(text, .monthDayYear) == expected)
        #expect(day(text, .iso) == nil && day(text, .yearMonthDay) == nil && day(text, .serial) == nil)
    }

    @Test func everyNameOfAMonthMeansOneMonthInAnyCase() {
        let names = MonthWord.names
        #expect(names.count == 12)
        #expect(Set(names.joined()).count == names.joined().count)
        for (index, words) in names.enumerated() {
            let expected = Day(year: 2026, month: index + 1, day: 7)?.isoText
            for word in words {
                #expect(day("7 \(word) 2026", .monthNamed) == expected)
                #expect(day("07-\(word.uppercased())-2026", .monthNamed) == expected)
            }
        }
    }

    @Test func monthsByNameAgreeWithTheOrderOfTheOtherDates() {
        var named = DateEvidence()
        named.add(DateText.read("31-OCT-2026"), line: 2)
        #expect(named.decision(stated: nil, option: nil) == Decision(style: .monthNamed, basis: .allValues))
        var withDayFirst = named
        withDayFirst.add(DateText.read("31/10/2026"), line: 3)
        #expect(withDayFirst.decision(stated: nil, option: nil) == Decision(style: .dayMonthYear, basis: .allValues))
        var withEitherWay = named
        withEitherWay.add(DateText.read("10/11/2026"), line: 3)
        #expect(withEitherWay.decision(stated: nil, option: nil) == nil)
        #expect(withEitherWay.decision(stated: .monthDayYear, option: nil) == Decision(style: .monthDayYear, basis: .profile))
        var withIso = named
        withIso.add(DateText.read("2026-10-31"), line: 3)
        withIso.add(DateText.read("2026-11-30"), line: 4)
        #expect(withIso.decision(stated: nil, option: nil) == Decision(style: .iso, basis: .mostValues))
    }

    @Test(arguments: ["00000000", "0", "00.00.0000", "0000-00-00", "00/00/0000", "0.0"]) func zerosAreNoDate(_ text: String) {
        guard case .zeros = DateText.read(text) else {
            Issue.record("\(text) is read as a date")
            return
        }
    }

    @Test func aColumnWithoutEvidenceTakesWhatTheProfileSays() {
        var evidence = DateEvidence()
        evidence.add(DateText.read("01/02/2026"), line: 7)
        #expect(evidence.decision(stated: nil, option: nil) == nil)
        #expect(evidence.decision(stated: .monthDayYear, option: nil) == Decision(style: .monthDayYear, basis: .profile))
        #expect(evidence.decision(stated: .monthDayYear, option: .dayMonthYear) == Decision(style: .dayMonthYear, basis: .option))
        evidence.add(DateText.read("31/01/2026"), line: 8)
        #expect(evidence.decision(stated: .monthDayYear, option: nil) == Decision(style: .dayMonthYear, basis: .allValues))
        #expect(evidence.eitherWayLine == 7)
        #expect(DateEvidence().decision(stated: nil, option: nil) == Decision(style: .iso, basis: .noDifference))
    }
}
