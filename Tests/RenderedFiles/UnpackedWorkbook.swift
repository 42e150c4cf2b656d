import Foundation

/// The parts of a workbook as they stand in its file.
public enum UnpackedWorkbook {
    /// The failure of the program that unpacks.
    struct Failure: Error { var status: Int32 }

    /// Every part by its name, hidden sheets, defined names and document properties among them; unpacked by Python.
    public static func parts(_ path: String) throws -> [String: Data] {
        try TemporaryFolder.with { folder in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["python3", "-m", "zipfile", "-e", path, folder]
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
            var parts: [String: Data] = [:]
            for case let file as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
                if let bytes = FileManager.default.contents(atPath: folder + "/" + file) { parts[file] = bytes }
            }
            return parts
        }
    }
}
