import Foundation
import Testing

@testable import IncassoCommands

@Suite("The page on schedules")
struct ScheduleTests {
    static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("docs/schedule.md")

    @Test("has only commands that there are")
    func commands() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        var commands: [[String]] = []
        for line in text.split(separator: "\n") {
            let isCommand = ["incasso ", "ExecStart=", "15 7 ", "*/10 "].contains { line.hasPrefix($0) }
            guard isCommand else { continue }
            for part in line.split(separator: "#")[0].components(separatedBy: "&&") {
                let words = part.split(separator: " ").map(String.init).filter { !$0.hasPrefix(">") }
                guard let start = words.firstIndex(where: { $0.hasSuffix("incasso") }) else { continue }
                commands.append(Array(words[(start + 1)...]))
            }
        }
        #expect(commands.count == 9)
        for command in commands {
            #expect(throws: Never.self, "\(command)") { _ = try IncassoCommand.parseAsRoot(command) }
        }
    }
}
