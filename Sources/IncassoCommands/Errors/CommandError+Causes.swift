import Delivery
import Ledger
import LedgerImport
import LedgerStore
import Metrics
import ReportDocument
import Simulator

extension CommandError {
    /// Any error of the layers below, as the findings to print and the exit status the contract gives it.
    init(_ error: any Error) {
        switch error {
        case let error as CommandError: self = error
        case let error as ImportError: self.init(error)
        case let error as StoreError: self.init(error)
        case let error as MetricsError: self.init(error)
        case let error as SimulatorError: self.init(error)
        case let error as RenderError: self.init(error)
        case let error as DeliveryError: self.init(error)
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
            case .missingRate, .missingInterestRate, .amountsTooLarge, .damagedRollup: .unusableData
            }
        self.init(status, error.code.rawValue, error.message, advice: error.advice)
    }

    init(_ error: RenderError) {
        let (status, advice): (ExitStatus, String?) =
            switch error.code {
            case .cannotWrite: (.cannotCreate, "check that the folder exists, may be written and has room")
            case .badSheetName, .badTable, .badReference, .textTooLong, .tooLarge: (.wrongConfiguration, "change the report spec")
            case .libraryFailure: (.internalFault, "report this as a bug, with the command that was run")
            }
        let code = error.code.rawValue.reduce(into: "") { words, letter in
            words += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
        }
        self.init(status, code, file: error.path, error.message, advice: advice)
    }

    init(_ error: DeliveryError) {
        let status: ExitStatus =
            switch error.code {
            case .badMailAddress, .badDisplayName, .badSubject, .badAttachment, .attachmentsTooLarge, .noSender, .noRecipient,
                .badMailServer,
                .unprotectedServer, .notEncrypted, .badCertificate, .badAuthorityFile, .notAuthenticated:
                .wrongConfiguration
            case .badMessageIdentifier, .badMailText, .libraryFailure: .internalFault
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

    init(_ error: ImportError) {
        let status: ExitStatus =
            switch error.code {
            case .noSuchFile, .notReadable: .noSuchInput
            default: .unusableData
            }
        self.init(status, error.diagnostics)
    }

    init(_ error: StoreError) {
        let (status, advice): (ExitStatus, String?) =
            switch error.code {
            case .noSuchStore, .noSuchSnapshot: (.noSuchInput, "`incasso snapshots` lists what is in the store")
            case .notAStore: (.unusableData, "name the store with the key \"store\" of incasso.yml")
            case .damaged: (.unusableData, "restore it from a copy, or import the files into a new store")
            case .newerVersion, .olderVersion, .conflictingCompanies, .amountTooLarge: (.unusableData, nil)
            case .alreadyExists, .cannotCreate: (.cannotCreate, "check that the folder exists, may be written and has room")
            case .notPermitted: (.notPermitted, "check the permissions of the file and its folder")
            case .inputOutput: (.inputOutput, "check the disk")
            case .busy: (.tryAgain, nil)
            case .internalFault: (.internalFault, "report this as a bug, with the command that was run")
            }
        let code = error.code.rawValue.reduce(into: "") { words, letter in
            words += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
        }
        self.init(status, code, file: error.context, error.message, advice: advice)
    }
}
