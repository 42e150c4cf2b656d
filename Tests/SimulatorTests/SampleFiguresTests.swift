import Foundation
import Ledger
import Testing

@testable import Simulator

/// The shares a reader of the sample will see lie where those of a working collections team lie.
@Suite struct SampleFiguresTests {
    struct Month {
        var net = 0.0, gross = 0.0, current = 0.0, over90 = 0.0, sales = 0.0, cash = 0.0, days = 0.0, cei: Double?
    }

    private let months: [Month]
    private let ledger: SimulatedLedger

    init() throws {
        ledger = try SampleLedger.shared.get()
        months = Self.figures(ledger)
    }

    private static func figures(_ ledger: SimulatedLedger) -> [Month] {
        let table = RateTable(reporting: .eur, rates: ledger.rates)
        func euros(_ minor: Int64, _ currency: Currency, _ day: Day) -> Double {
            Double(table.conversion(of: currency, on: day)!.convert(minor)!) / 100
        }
        var months: [Month] = []
        for snapshot in ledger.snapshots.prefix(ledger.options.months) {
            var month = Month()
            for item in snapshot.items {
                let open = euros(item.openMinor, item.currency, snapshot.day)
                let late = item.dueDay.map { snapshot.day.days(since: $0) } ?? 0
                month.net += open
                guard open > 0 else { continue }
                month.gross += open
                if late <= 0 { month.current += open }
                if late > 90 { month.over90 += open }
            }
            let period = Period.monthToDate(snapshot.day)
            for posting in ledger.postings where period.contains(posting.postingDay) {
                let amount = euros(posting.amountMinor, posting.currency, posting.postingDay)
                if posting.kind == .invoice { month.sales += amount }
                if posting.kind == .payment { month.cash -= amount }
            }
            month.days = Double(period.dayCount)
            if let last = months.last { month.cei = (last.net + month.sales - month.net) / (last.net + month.sales - month.current) }
            months.append(month)
        }
        return months
    }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    @Test func pastDueIsAQuarterToTwoFifths() {
        let shares = months.map { 1 - $0.current / $0.gross }
        let average = mean(shares)
        let outside = shares.filter { $0 < 0.18 || $0 > 0.40 }
        #expect((0.25...0.40).contains(average))
        #expect(outside.isEmpty)
    }

    @Test func over90IsAboutFiveToEightHundredths() {
        let shares = months.map { $0.over90 / $0.gross }
        let outside = shares.filter { $0 < 0.045 || $0 > 0.08 }
        #expect(outside.isEmpty)
    }

    @Test func salesOutstandingAre45To60Days() {
        let days = months.map { $0.net / $0.sales * $0.days }
        let average = mean(days)
        let outside = days.filter { $0 < 42 || $0 > 60 }
        #expect((45.0...60.0).contains(average))
        #expect(outside.isEmpty)
    }

    @Test func collectionEffectivenessIs70To90Hundredths() {
        let ratios = months.compactMap(\.cei)
        let average = mean(ratios)
        let outside = ratios.filter { $0 < 0.65 || $0 > 0.90 }
        #expect(ratios.count == 12)
        #expect((0.70...0.90).contains(average))
        #expect(outside.isEmpty)
    }

    @Test func augustIsLowAndJuneAndDecemberAreHigh() {
        let (december, june, august) = (months[2].sales, months[8].sales, months[10].sales)
        let average = mean(months.map(\.sales))
        #expect(august < average * 0.9)
        #expect(june > average * 1.08)
        #expect(december > average * 1.08)
    }

    @Test func allAwkwardKindsOfItemOccur() {
        let items = ledger.snapshots.last!.items
        let kinds = Set(items.map(\.kind))
        let undated = items.filter { $0.dueDay == nil && $0.openMinor > 0 }.count
        let partPaid = items.filter { $0.openMinor > 0 && $0.openMinor < $0.amountMinor }.count
        let currencies = Set(items.map(\.currency.code))
        #expect(kinds == Set(ItemKind.allCases))
        #expect(undated > 0)
        #expect(partPaid > 0)
        #expect(currencies == ["EUR", "GBP", "USD"])
        #expect(Set(ledger.postings.map(\.kind)) == Set(PostingKind.allCases))
        #expect(Set(ledger.disputes.compactMap(\.department)) == ["Billing", "Finance", "Legal", "Tax", "Customer Service"])
    }

    @Test func oneTeamIsAboveItsTargetAndOneAnalystFarBelow() throws {
        let month = ledger.options.lastMonth
        var cash: [String: Double] = [:]
        let table = RateTable(reporting: .eur, rates: ledger.rates)
        for posting in ledger.postings where posting.kind == .payment && posting.postingDay.month == month {
            let owner = ledger.portfolios.first {
                $0.customer == posting.customer && $0.validFrom <= posting.postingDay && posting.postingDay <= ($0.validTo ?? .distant)
            }
            guard let owner else { continue }
            let converted = table.conversion(of: posting.currency, on: posting.postingDay)!.convert(-posting.amountMinor)!
            let team = ledger.analysts.first { $0.analyst == owner.analyst }!.team!
            cash[owner.analyst, default: 0] += Double(converted) / 100
            cash[team, default: 0] += Double(converted) / 100
        }
        func attainment(_ key: String) -> Double {
            let target = ledger.targets.first { $0.month == month && $0.key == key && $0.metric == "cash.collected" }!
            return cash[key]! / (Double(target.value.mantissa) / 100)
        }
        let (above, below) = (attainment("Milano"), attainment("AN06"))
        #expect(above > 1.02)
        #expect(below < 0.80)
    }
}
