import Foundation

/// Reads the password of the mail server from where the configuration says it is. It is never shown, logged or kept.
enum MailPassword {
    /// How long a password command may take.
    static let commandSecondsMax = 30

    /// The password.
    ///
    /// - Throws: 78 when it is not there, or its file can be read by others; messages never hold what was read.
    static func read(_ source: MailConfiguration.Password, environment: [String: String], in workspace: Workspace) throws -> String {
        switch source {
        case .environment(let name):
            return try checked(environment[name] ?? "", "the environment variable \(name)", advice: "set it where the command runs")
        case .command(let words): return try output(of: words)
        case .file(let name): return try firstLine(ofPrivateFile: workspace.path(name))
        }
    }

    private static func checked(_ text: String, _ place: String, advice: String) throws -> String {
        guard !text.isEmpty else {
            throw CommandError(.wrongConfiguration, "no-password", "\(place) holds no password for the mail server", advice: advice)
        }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw CommandError(.wrongConfiguration, "no-password", "\(place) holds no password: it has control characters", advice: advice)
        }
        return text
    }

    private static func firstLine(_ data: Data) -> String {
        var line = String(decoding: data.prefix { $0 != 0x0A }, as: UTF8.self)
        if line.unicodeScalars.last == "\r" { line.unicodeScalars.removeLast() }
        return line
    }

    /// The owner and the permissions asked are those of the open file, so that nobody can change it between question and reading.
    private static func firstLine(ofPrivateFile path: String) throws -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw CommandError(
                .wrongConfiguration, "no-password", file: path, "the password file cannot be opened: \(String(cString: strerror(errno)))",
                advice: "correct mail.smtp.password_file; it cannot be a symbolic link")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(), status.st_mode & 0o077 == 0
        else {
            throw CommandError(
                .wrongConfiguration, "password-readable", file: path,
                "the password file can be used by others than its owner, or is not yours",
                advice: "run `chmod 600` on it, as the user who sends; and change the password if others could read it")
        }
        return try checked(
            firstLine(try handle.read(upToCount: 4_096) ?? Data()), "the password file", advice: "write it into the first line")
    }

    /// What a program prints in its first line. It runs without a shell and without input.
    private static func output(of words: [String]) throws -> String {
        func failure(_ message: String) -> CommandError {
            CommandError(
                .wrongConfiguration, "no-password", "the password command \(message)",
                advice: "run the program of mail.smtp.password_command by hand, as the user who sends")
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw failure("cannot be started")
        }
        let timer = DispatchSource.makeTimerSource()
        timer.schedule(deadline: .now() + .seconds(commandSecondsMax))
        let identifier = process.processIdentifier
        timer.setEventHandler { kill(identifier, SIGKILL) }
        timer.resume()
        let data = (try? pipe.fileHandleForReading.read(upToCount: 4_096)) ?? Data()
        try? pipe.fileHandleForReading.close()
        process.waitUntilExit()
        timer.cancel()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else { throw failure("failed or took too long") }
        return try checked(firstLine(data), "the output of the password command", advice: "let it print the password in its first line")
    }
}
