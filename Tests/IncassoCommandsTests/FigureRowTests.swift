import Ledger
import Metrics
import Testing

@testable import IncassoCommands

@Suite struct FigureRowTests {
    private func shown(_ metric: Metric, _ value: Rational) -> String {
        FigureRow(.index(value), of: metric, .all, "", policy: Policy()).shownValue
    }

    @Test func contactsPerDayHaveOnePlace() {
        #expect(shown(.contactsPerDay, Rational(37, 10)) == "3.7")
        #expect(shown(.contactsPerDay, Rational(29, 4)) == "7.2")
        #expect(shown(.contactsPerDay, .zero) == "0.0")
    }

    @Test func smallNumbersShowTheirFirstTwoDigits() {
        #expect(shown(.contactsPerDay, Rational(1, 20)) == "0.05")
        #expect(shown(.contactsPerDay, Rational(1, 22)) == "0.045")
        #expect(shown(.contactsPerDay, Rational(1, 2)) == "0.5")
        #expect(shown(.contactsPerDay, Rational(2, 3)) == "0.67")
        #expect(shown(.contactsPerDay, Rational(999, 1_000)) == "1.0")
        #expect(shown(.arTurnover, Rational(-3, 400)) == "-0.0075")
        #expect(shown(.arTurnover, Rational(1, 100_000_000)) == "0.0")
    }

    @Test func turnoverHasOnePlace() {
        #expect(shown(.arTurnover, Rational(153, 20)) == "7.6")
    }

    @Test func concentrationIsWhole() {
        #expect(shown(.concentrationHhi, Rational(4_931, 2)) == "2466")
    }
}
