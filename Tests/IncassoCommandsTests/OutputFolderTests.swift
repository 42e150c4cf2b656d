import Foundation
import Testing

@testable import IncassoCommands

@Suite struct OutputFolderTests {
    private func inTemporaryFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "incasso-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func names(_ folder: String) -> [String] {
        (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).sorted()
    }

    private func text(_ path: String) -> String? { FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } }

    @Test func resultsReplaceEarlierOnes() throws {
        try inTemporaryFolder { folder in
            try TextFile.write("old", to: folder + "/a.csv")
            let output = try OutputFolder(path: folder)
            try TextFile.write("new", to: try output.stagingPath(for: "a.csv"))
            try TextFile.write("sub", to: try output.stagingPath(for: "AN1/b.csv"))
            #expect(names(folder).contains("a.csv"))
            #expect(text(folder + "/a.csv") == "old")
            let paths = try output.publish(["a.csv", "AN1/b.csv"])
            #expect(paths == [folder + "/a.csv", folder + "/AN1/b.csv"])
            #expect(names(folder) == ["AN1", "AN1/b.csv", "a.csv"])
            #expect(text(folder + "/a.csv") == "new")
        }
    }

    @Test func failedMoveRestoresEverything() throws {
        try inTemporaryFolder { folder in
            try TextFile.write("old", to: folder + "/a.csv")
            let output = try OutputFolder(path: folder)
            try TextFile.write("new", to: try output.stagingPath(for: "a.csv"))
            #expect(throws: CommandError.self) { try output.publish(["a.csv", "never-rendered.csv"]) }
            #expect(names(folder) == ["a.csv"])
            #expect(text(folder + "/a.csv") == "old")
        }
    }

    @Test func discardedOutputLeavesNoFolder() throws {
        try inTemporaryFolder { folder in
            let output = try OutputFolder(path: folder + "/new/deep")
            try TextFile.write("x", to: try output.stagingPath(for: "a.csv"))
            output.discard()
            #expect(names(folder).isEmpty)
        }
    }

    @Test func aFileInTheWayIsRefused() throws {
        try inTemporaryFolder { folder in
            try TextFile.write("x", to: folder + "/file")
            let error = #expect(throws: CommandError.self) { try OutputFolder(path: folder + "/file/out") }
            #expect(error?.status == .cannotCreate)
        }
    }

    @Test func aSharedFolderKeepsItsOtherEntries() throws {
        try inTemporaryFolder { folder in
            for file in ["mine/AN1/old.html", "mine/AN2/other.html"] {
                let output = try OutputFolder(path: folder)
                try TextFile.write("old", to: try output.stagingPath(for: file))
                _ = try output.publish([file], keepingOthersIn: ["mine"])
            }
            let output = try OutputFolder(path: folder)
            try TextFile.write("new", to: try output.stagingPath(for: "mine/AN1/t.csv/a.csv"))
            let paths = try output.publish(["mine/AN1/t.csv/a.csv"], keepingOthersIn: ["mine"])
            #expect(paths == [folder + "/mine/AN1/t.csv/a.csv"])
            let kept = names(folder)
            #expect(kept == ["mine", "mine/AN1", "mine/AN1/t.csv", "mine/AN1/t.csv/a.csv", "mine/AN2", "mine/AN2/other.html"])
        }
    }

    @Test func aFailedMoveIntoASharedFolderLeavesNothing() throws {
        try inTemporaryFolder { folder in
            let output = try OutputFolder(path: folder)
            try TextFile.write("new", to: try output.stagingPath(for: "mine/AN1/a.html"))
            #expect(throws: CommandError.self) {
                try output.publish(["mine/AN1/a.html", "mine/AN2/never-rendered.html"], keepingOthersIn: ["mine"])
            }
            #expect(names(folder).isEmpty)
        }
    }
}
