import Ledger
import ReportDocument
import Testing

@Suite struct ChartGeometryTests {
    @Test func columnsStandOnZero() {
        let scale = AxisScale([4_812_298, 4_985_875], includesZero: true)
        #expect(scale.minimum == 0)
        #expect(scale.maximum == 6_000_000)
        #expect(scale.ticks == [0, 2_000_000, 4_000_000, 6_000_000])
    }

    @Test func linesStayCloseToTheirValuesWhenTheyAreFarFromZero() {
        let scale = AxisScale([46.5, 50.1], includesZero: false)
        #expect(scale.minimum == 46)
        #expect(scale.maximum == 51)
        #expect(AxisScale([1, 50], includesZero: false).minimum == 0)
    }

    @Test func axesReachBelowZero() {
        let scale = AxisScale([-30, 80], includesZero: true)
        #expect(scale.minimum <= -30)
        #expect(scale.maximum >= 80)
        #expect(scale.ticks.contains(0))
        #expect(scale.position(scale.minimum) == 0)
        #expect(scale.position(scale.maximum) == 1)
    }

    @Test(arguments: [[], [0.0], [5.0], [-5.0], [0.0, 0.0]]) func oneValueOrNoneStillMakesAnAxis(values: [Double]) {
        for includesZero in [true, false] {
            let scale = AxisScale(values, includesZero: includesZero)
            #expect(scale.minimum < scale.maximum)
            #expect(values.allSatisfy { scale.minimum <= $0 && $0 <= scale.maximum })
            #expect(scale.ticks.count >= 2)
        }
    }

    @Test func thingsAreCountedInWholeSteps() {
        #expect(AxisScale([1, 2], includesZero: true, sample: .count(2)).ticks == [0, 1, 2])
        #expect(AxisScale([1, 2], includesZero: true, sample: .days(Rational(2))).ticks == [0, 0.5, 1, 1.5, 2])
        #expect(AxisScale([0, 400], includesZero: true, sample: .count(400)).ticks == [0, 100, 200, 300, 400])
    }

    @Test func aWaterfallWalksFromBalanceToBalance() {
        let bars = Waterfall([100, 30, -150, nil, -20]).bars
        #expect(bars.map(\.kind) == [.balance, .increase, .decrease, .increase, .balance])
        #expect(bars.map(\.from) == [0, 100, 130, -20, 0])
        #expect(bars.map(\.to) == [100, 130, -20, -20, -20])
        #expect(Waterfall([100, 30, -150, nil, -20]).reachesBelowZero)
        #expect(!Waterfall([100, -100, 0]).reachesBelowZero)
    }
}
