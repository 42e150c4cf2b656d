import Foundation
import Ledger

/// The process's three ways out: results on standard output, messages and progress on standard error.
struct Terminal: Sendable {
    /// Errors only.
    var isQuiet = false
    /// Also what is going on.
    var isVerbose = false
    /// Colours on standard error.
    var usesColor = false
    /// Whether standard error is a terminal: only then progress is shown.
    var showsProgress = false

    /// A terminal as this process has it.
    static func ofProcess(isQuiet: Bool, isVerbose: Bool, noColor: Bool) -> Terminal {
        let environment = ProcessInfo.processInfo.environment
        let isTerminal = isatty(STDERR_FILENO) == 1
        let isPlain = noColor || !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        return Terminal(
            isQuiet: isQuiet, isVerbose: isVerbose, usesColor: isTerminal && !isPlain, showsProgress: isTerminal && !isQuiet)
    }

    /// Writes a result, which ends with its own line end, to standard output.
    func result(_ text: String) throws { try Terminal.write(text, to: STDOUT_FILENO) }

    /// Says what was done; not when quiet.
    func message(_ text: String) {
        if !isQuiet { note(text) }
    }

    /// Says what is going on; only when verbose.
    func detail(_ text: String) {
        if isVerbose { note(text) }
    }

    /// Prints findings: errors always, warnings unless quiet, notes when verbose.
    func present(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics {
            switch diagnostic.severity {
            case .error: note(colored(diagnostic.text, word: "error", code: "31"))
            case .warning where !isQuiet: note(colored(diagnostic.text, word: "warning", code: "33"))
            case .note where isVerbose: note(diagnostic.text)
            case .warning, .note: break
            }
        }
    }

    /// Shows how far something is, in place of what was shown before; only on a terminal.
    func progress(_ text: String) {
        if showsProgress { try? Terminal.write("\r\u{1B}[K" + text, to: STDERR_FILENO) }
    }

    /// Takes the progress away.
    func endProgress() { progress("") }

    private func colored(_ text: String, word: String, code: String) -> String {
        guard usesColor, let range = text.range(of: word + ": ") else { return text }
        return text.replacingCharacters(in: range, with: "\u{1B}[1;\(code)m\(word):\u{1B}[0m ")
    }

    /// A line on standard error. A closed or full standard error is no reason to fail.
    private func note(_ text: String) { try? Terminal.write(text + "\n", to: STDERR_FILENO) }

    private static func write(_ text: String, to descriptor: Int32) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else {
                throw CommandError(
                    .inputOutput, "cannot-write", "standard output cannot be written: \(String(cString: strerror(errno)))",
                    advice: "check the disk or the program it is piped to")
            }
            bytes = bytes.dropFirst(written)
        }
    }
}
