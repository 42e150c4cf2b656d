/// What the process says when it ends. Raw values are the exit codes of the contract (`sysexits.h` from 64 on).
enum ExitStatus: Int32, Sendable {
    case done = 0
    /// Done, with error diagnostics.
    case doneWithErrors = 1
    /// `verify` found a break.
    case verificationBroke = 2
    case usage = 64
    case unusableData = 65
    case noSuchInput = 66
    /// A needed service is not there.
    case unavailable = 69
    case internalFault = 70
    case cannotCreate = 73
    case inputOutput = 74
    case tryAgain = 75
    case notPermitted = 77
    case wrongConfiguration = 78
}
