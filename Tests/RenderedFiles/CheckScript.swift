import Foundation

/// The Python scripts beside this file, which read rendered files with other people's code. A missing tool is a failure, never a skip.
enum CheckScript {
    struct ToolFailure: Error, CustomStringConvertible {
        var description: String
    }

    /// Runs a script and decodes the JSON it prints.
    static func run<Result: Decodable>(_ script: String, _ arguments: [String]) throws -> Result {
        guard FileManager.default.isExecutableFile(atPath: python) else {
            throw ToolFailure(description: "no Python at \(python): run `setup/install test`, or set INCASSO_PYTHON")
        }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [folder + "/" + script] + arguments
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ToolFailure(
                description:
                    "\(script) \(arguments) ended with status \(process.terminationStatus); are all packages there? run `setup/install test`"
            )
        }
        return try JSONDecoder().decode(Result.self, from: data)
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path

    /// `INCASSO_PYTHON`, or the virtual environment in the package's root.
    private static var python: String {
        if let set = ProcessInfo.processInfo.environment["INCASSO_PYTHON"] { return set }
        return URL(fileURLWithPath: folder).deletingLastPathComponent().deletingLastPathComponent().path + "/.venv/bin/python"
    }
}
