import Ledger
import Metrics
import Simulator

extension CommandError {
    /// Any error of the layers below, as the findings to print and the exit status the contract gives it.
    init(_ error: any Error) {
        switch error {
        case let error as CommandError: self = error
        case let error as MetricsError: self.init(error)
        case let error as SimulatorError: self.init(error)
        default:
            self.init(
                .internalFault, "internal-fault", "the program failed in an unexpected way: \(type(of: error))",
                advice: "report this as a bug, with the command that was run")
        }
    }

    init(_ error: MetricsError) {
        let status: ExitStatus =
            switch error.code {
            case .noSnapshot: .noSuchInput
            case .missingRate, .amountsTooLarge, .damagedRollup: .unusableData
            }
        self.init(status, error.code.rawValue, error.message, advice: error.advice)
    }

    init(_ error: SimulatorError) {
        let status: ExitStatus =
            switch error.code {
            case .badOption: .usage
            case .cannotWrite: .cannotCreate
            }
        self.init(status, error.code.rawValue, file: error.path, error.message)
    }
}
