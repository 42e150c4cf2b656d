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

    @Test(arguments: [("10/31/2026", "2026-10-31"), ("2/1/26", "2026-02-01"), ("31/10/2026", nil), ("10-31-2026 1:15 PM", "2026-10-31")])
    func monthFirst(_ text: String, _ expected: String?) { #expect(day(text, .monthDayYear) == expected) }

    @Test(arguments: [
        ("46326", "2026-10-31"), ("43871.0", "2020-02-10"), ("43871.75", "2020-02-10"), ("25569", "1970-01-01"), ("19999", nil),
        ("90000", nil),
    ])
    func serial(_ text: String, _ expected: String?) { #expect(day(text, .serial) == expected) }

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
