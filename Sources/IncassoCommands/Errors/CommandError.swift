import Ledger

/// Why a command ended early: the exit status and the findings to print.
struct CommandError: Error {
    let status: ExitStatus
    let diagnostics: [Diagnostic]

    /// An error with findings.
    init(_ status: ExitStatus, _ diagnostics: [Diagnostic]) {
        self.status = status
        self.diagnostics = diagnostics
    }

    /// An error with one finding. `message` and `advice` are sentences without a full stop.
    init(_ status: ExitStatus, _ code: String, file: String? = nil, _ message: String, advice: String? = nil) {
        self.init(status, [Diagnostic(code: code, file: file, message: message, advice: advice)])
    }
}
