import Foundation
import Ledger
import Testing

@testable import Simulator

@Suite struct SAPExportTests {
    private static func item(
        _ document: String, _ kind: ItemKind, _ minor: Int64, _ currency: String = "EUR", due: String?
    ) -> SimulatedItem {
        SimulatedItem(
            company: "IT02", document: document, line: 1, kind: kind, customer: "C1", documentDay: Day(iso: "2026-01-05")!,
            dueDay: due.flatMap { Day(iso: $0) }, currency: Currency(code: currency)!, amountMinor: minor, openMinor: minor, reference: "")
    }

    private func lines(_ items: [SimulatedItem]) throws -> [String] {
        let folder = try TemporaryFolder()
        let snapshot = SimulatedSnapshot(day: Day(iso: "2026-01-31")!, items: items)
        try SAPExport(snapshot: snapshot).write(to: folder.path + "/sap.csv")
        let text = try #require(String(data: try folder.bytes("sap.csv"), encoding: .windowsCP1252))
        return text.components(separatedBy: "\r\n")
    }

    @Test func amountsHavePointsAndATrailingMinus() throws {
        let found = try lines([
            Self.item("1800000001", .invoice, 123_456_789, due: "2026-01-20"), Self.item("1600000001", .creditNote, -5, due: nil),
        ])
        #expect(found[4] == "C1;1800000001;1;RV;05.01.2026;20.01.2026;EUR;1.234.567,89;10;;Fornitura materiali")
        #expect(found[5] == "C1;1600000001;1;DG;05.01.2026;;EUR;0,05-;;;Nota credito reso merce")
    }

    @Test func subtotalsFollowABlankRowByCurrency() throws {
        let found = try lines([
            Self.item("1800000001", .invoice, 10_000, due: nil), Self.item("1400000001", .payment, -2_550, "USD", due: nil),
            Self.item("1000000001", .other, 1, due: nil),
        ])
        #expect(Array(found.suffix(4)) == [";;;;;;;;;;", ";;;;;;EUR;100,01;;;", ";;;;;;USD;25,50-;;;", ""])
    }

    @Test func companiesOfOtherExportsStayOut() throws {
        var stranger = Self.item("FT-1", .invoice, 10_000, due: nil)
        stranger.company = "IT01"
        let found = try lines([stranger])
        #expect(found.count == 6)
    }

    @Test func subtotalsOfTheSampleAreTheSums() throws {
        let folder = try TemporaryFolder()
        try SampleLedger.shared.get().write(to: folder.path)
        let files = WrittenFiles(folder: folder.path)
        for day in try files.snapshotDays() {
            let export = try files.sap(day)
            var sums: [String: Int64] = [:]
            for item in export.items { sums[item.currency, default: 0] += item.openMinor }
            #expect(sums == export.subtotals, "export of \(day)")
            #expect(export.lines[2].isEmpty)
            #expect(export.lines[3].hasPrefix("Conto;Numero documento;"))
        }
    }
}
