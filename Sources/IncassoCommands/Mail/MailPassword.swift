import Foundation

/// Reads the password of the mail server from where the configuration says it is. It is never shown, logged or kept.
enum MailPassword {
    /// The password.
    ///
    /// - Parameter commandSecondsMax: How long a password command may take, with all that it starts.
    /// - Throws: 78 when it is not there, or its file can be read by others; messages never hold what was read.
    static func read(
        _ source: MailConfiguration.Password, environment: [String: String], in workspace: Workspace, commandSecondsMax: Int = 30
    )
        throws -> String
    {
        switch source {
        case .environment(let name):
            return try checked(environment[name] ?? "", "the environment variable \(name)", advice: "set it where the command runs")
        case .command(let words): return try output(of: words, secondsMax: commandSecondsMax)
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
    private static func output(of words: [String], secondsMax: Int) throws -> String {
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
        let exited = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in exited.signal() }
        do {
            try process.run()
        } catch {
            throw failure("cannot be started")
        }
        let end = DispatchTime.now() + .seconds(secondsMax)
        let data = firstBytes(pipe.fileHandleForReading.fileDescriptor, until: end)
        try? pipe.fileHandleForReading.close()
        guard exited.wait(timeout: end) == .success else {
            // The command leads a process group of its own.
            kill(-process.processIdentifier, SIGKILL)
            throw failure("took longer than \(secondsMax) seconds, or left a program running")
        }
        guard process.terminationReason == .exit, process.terminationStatus == 0 else { throw failure("failed") }
        return try checked(firstLine(data), "the output of the password command", advice: "let it print the password in its first line")
    }

    /// What arrives until the writers are gone, 4,096 bytes at most. A program that the command left running may hold the pipe open: it is not waited for
    /// beyond the end.
    private static func firstBytes(_ descriptor: Int32, until end: DispatchTime) -> Data {
        var data = Data()
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while data.count < buffer.count {
            let left = Int64(clamping: end.uptimeNanoseconds) - Int64(clamping: DispatchTime.now().uptimeNanoseconds)
            var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard left > 0, poll(&waited, 1, Int32(clamping: left / 1_000_000 + 1)) > 0 else { break }
            let count = Foundation.read(descriptor, &buffer, buffer.count - data.count)
            guard count > 0 else { break }
            data.append(contentsOf: buffer.prefix(count))
        }
        return data
    }
}
