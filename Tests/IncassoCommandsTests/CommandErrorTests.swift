import Ledger
import LedgerImport
import Metrics
import Simulator
import Testing

@testable import IncassoCommands

@Suite struct CommandErrorTests {
    @Test(arguments: ImportError.Code.allCases)
    func importErrorsAreMissingInputOrUnusableData(code: ImportError.Code) {
        let finding = Diagnostic(code: "x", file: "f.csv", line: 3, message: "m")
        let error = CommandError(ImportError(code: code, diagnostics: [finding]))
        let isMissing = code == .noSuchFile || code == .notReadable
        #expect(error.status == (isMissing ? .noSuchInput : .unusableData))
        #expect(error.diagnostics == [finding])
    }

    @Test func metricsErrors() {
        #expect(CommandError(MetricsError(code: .noSnapshot, message: "m", advice: "a")).status.rawValue == 66)
        let error = CommandError(MetricsError.missingRate(.eur, Day(iso: "2026-01-31")!, reporting: .eur))
        #expect(error.status.rawValue == 65)
        #expect(
            error.diagnostics.map(\.text) == [
                "error: no rate for EUR on or before 2026-01-31 [missing-rate]; import a rates file with EUR in EUR for that day or an earlier one"
            ])
    }

    @Test func simulatorErrors() {
        #expect(CommandError(SimulatorError(code: .badOption, message: "m")).status.rawValue == 64)
        #expect(CommandError(SimulatorError(code: .cannotWrite, message: "m", path: "p")).status.rawValue == 73)
    }

    @Test func anythingElseIsABug() {
        struct Surprise: Error {}
        let error = CommandError(Surprise())
        #expect(error.status.rawValue == 70)
        #expect(error.diagnostics.first?.code == "internal-fault")
    }
}
