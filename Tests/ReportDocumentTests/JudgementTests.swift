import Ledger
import ReportDocument
import Testing

@Suite("A judgement") struct JudgementTests {
    private func status(_ actual: Rational, _ target: Rational, higher: Bool) -> Status {
        let place = CellReference(table: "t", row: 0, column: 0)
        return Judgement(actual: place, target: place, isBetterWhenHigher: higher, amberWithin: Rational(5, 100))
            .status(actual: actual, target: target)
    }

    @Test("is green from the target on, amber up to the share of it, red beyond") func ends() {
        #expect(status(Rational(100), Rational(100), higher: true) == .green)
        #expect(status(Rational(9999, 100), Rational(100), higher: true) == .amber)
        #expect(status(Rational(95), Rational(100), higher: true) == .amber)
        #expect(status(Rational(9499, 100), Rational(100), higher: true) == .red)
        #expect(status(Rational(45), Rational(45), higher: false) == .green)
        #expect(status(Rational(4725, 100), Rational(45), higher: false) == .amber)
        #expect(status(Rational(4726, 100), Rational(45), higher: false) == .red)
    }

    @Test("takes the share of a negative target's magnitude") func negative() {
        #expect(status(Rational(-104), Rational(-100), higher: true) == .amber)
        #expect(status(Rational(-106), Rational(-100), higher: true) == .red)
    }
}
