import Foundation
import Testing

@Suite struct ReportTests {
    @Test func theMonthlyReviewIsRenderedInAllFormatsAndLanguages() throws {
        try Golden.inWorkspace { run in
            let result = try run("report", "monthly-target-review", "--period", "2026-06")
            #expect(result.code == 0, "\(result.messages)")
            let names = run.names.filter { $0.hasPrefix("output/") && !$0.hasSuffix("csv") }
            #expect(
                names == ["en.html", "en.xlsx", "it.html", "it.xlsx"].map { "output/monthly-target-review-2026-06." + $0 })
            #expect(!run.names.contains { $0.contains(".incasso-") })
        }
    }

    @Test func theSameInputGivesTheSameBytes() throws {
        try Golden.inWorkspace { run in
            let first = try run("report", "--output", "one").code
            #expect(first == 0)
            let second = try run("report", "--output", "two").code
            #expect(second == 0)
            let files = run.names.filter { $0.hasPrefix("one/") }.map { String($0.dropFirst(4)) }
            #expect(files.count > 4)
            for file in files { #expect(run.bytes("one/" + file) == run.bytes("two/" + file), "\(file)") }
        }
    }

    @Test func formatAndLanguageCanBeChosen() throws {
        try Golden.inWorkspace { run in
            let result = try run("report", "monthly-target-review", "--as-of", "2026-06-30", "--format", "html", "--language", "it")
            #expect(result.output == "output/monthly-target-review-2026-06-30.it.html\n")
        }
    }

    @Test(arguments: [["xlsx,html"], ["xlsx", "html"], ["html", "xlsx,html"]])
    func formatsAndLanguagesMayBeGivenOneByOne(formats: [String]) throws {
        try Golden.inWorkspace { run in
            let arguments = ["report", "monthly-target-review", "--as-of", "2026-06-30", "--language", "it", "--language", "en"]
            let result = try run.run(arguments + formats.flatMap { ["--format", $0] })
            #expect(result.code == 0, "\(result.messages)")
            let names = run.names.filter { $0.hasPrefix("output/") }
            #expect(
                names == ["en.html", "en.xlsx", "it.html", "it.xlsx"].map { "output/monthly-target-review-2026-06-30." + $0 }, "\(names)")
        }
    }

    @Test func aWrongSpecLeavesTheOutputAsItWas() throws {
        try Golden.inWorkspace { run in
            try run.write("titel: x\n", to: "report-specs/a.yml")
            try run.write("mine", to: "output/monthly-target-review-2026-06-30.en.html")
            let names = run.names
            let result = try run("report")
            #expect(result.code == 78)
            #expect(result.messages.hasPrefix("report-specs/a.yml:1:1: error: unknown key \"titel\""))
            #expect(run.names == names)
            #expect(run.bytes("output/monthly-target-review-2026-06-30.en.html") == Data("mine".utf8))
        }
    }

    @Test func anAnalystsReportIsWrittenIntoTheAnalystsFolder() throws {
        try Golden.inWorkspace { run in
            let all = try run("report", "analyst-self-view", "--period", "2026-06", "--format", "html", "--language", "it")
            #expect(all.code == 0, "\(all.messages)")
            let base = "output/analyst-self-view-2026-06/"
            #expect(all.output == ["AN1", "AN2"].map { base + $0 + "/analyst-self-view-2026-06.it.html\n" }.joined())
            let one = try run("report", "analyst-self-view", "--period", "2026-06", "--analyst", "AN2", "--format", "html")
            #expect(one.code == 0, "\(one.messages)")
            let names = run.names.filter { $0.hasPrefix(base) && $0.hasSuffix("html") }
            let expected = ["AN1/analyst-self-view-2026-06.it", "AN2/analyst-self-view-2026-06.en", "AN2/analyst-self-view-2026-06.it"]
            #expect(names == expected.map { base + $0 + ".html" })
        }
    }

    @Test func anUnknownAnalystIsRefusedWithTheNearest() throws {
        try Golden.inWorkspace { run in
            let result = try run("report", "analyst-self-view", "--analyst", "AN11")
            #expect(result.code == 64)
            #expect(result.messages.contains("there is no analyst \"AN11\" on 2026-06-30 [unknown-analyst]; did you mean \"AN1\"?"))
            #expect(!run.names.contains { $0.hasPrefix("output") })
        }
    }

    @Test func theHuddleIsWrittenAsThePartsOfAMessage() throws {
        try Golden.inWorkspace { run in
            let result = try run("report", "huddle-snapshot", "--language", "it", "--format", "html,txt")
            #expect(result.code == 0, "\(result.messages)")
            #expect(result.output == ["html", "txt"].map { "output/huddle-snapshot-2026-06-30.it.\($0)\n" }.joined())
            let page = String(decoding: run.bytes("output/huddle-snapshot-2026-06-30.it.html") ?? Data(), as: UTF8.self)
            #expect(page.contains("<title>Punto del mattino 30/06/2026: incassati") && page.utf8.count < 100_000)
        }
    }

    @Test func theHuddleIsWrittenAsADraftOfTheAsOfDay() throws {
        try Golden.inWorkspace { run in
            let result = try run("report", "huddle-snapshot", "--language", "it", "--format", "eml")
            #expect(result.code == 0, "\(result.messages)")
            #expect(result.output == "output/huddle-snapshot-2026-06-30.it.eml\n")
            let bytes = try #require(run.bytes("output/huddle-snapshot-2026-06-30.it.eml"))
            let text = String(decoding: bytes, as: UTF8.self)
            let head = try #require(text.firstRange(of: "\r\n\r\n")).lowerBound
            for line in ["Date: Tue, 30 Jun 2026 00:00:00 +0000", "Content-Language: it", "X-Unsent: 1"] {
                #expect(text[..<head].contains(line + "\r\n"), "\(text[..<head])")
            }
            #expect(text[..<head].contains("Subject: Punto del mattino 30/06/2026: incassati"))
            #expect(!text[..<head].contains("From:") && !text[..<head].contains("To:"))
            _ = try run("report", "huddle-snapshot", "--language", "it", "--format", "eml", "--output", "again")
            #expect(run.bytes("again/huddle-snapshot-2026-06-30.it.eml") == bytes)
        }
    }

    @Test func aFormatThatNoReportCanHaveIsRefused() throws {
        try Golden.inWorkspace { run in
            let result = try run("report", "monthly-target-review", "--format", "txt")
            #expect(result.code == 64)
            #expect(result.messages.contains("no report that was asked for can be written as txt [impossible-format]"))
        }
    }

    @Test func aListOfAnUnknownAnalystIsRefusedWithItsLineAndTheNearest() throws {
        try Golden.inWorkspace { run in
            func spec(_ analyst: String) -> String {
                """
                title: {en: Mine, it: Mio}
                audience: manager
                formats: [html]
                sections:
                  - id: a
                    title: {en: A, it: A}
                    blocks:
                      - list: {id: l, of: worklist, analyst: \(analyst)}

                """
            }
            try run.write(spec("AN11"), to: "report-specs/mine.yml")
            let result = try run("report", "mine")
            #expect(result.code == 78)
            #expect(result.messages.contains("report-specs/mine.yml:8:"), "\(result.messages)")
            #expect(result.messages.contains("there is no analyst \"AN11\" on 2026-06-30 [unknown-analyst]; did you mean \"AN1\"?"))
            for known in ["AN1", "house"] {
                try run.write(spec(known), to: "report-specs/mine.yml")
                let code = try run("report", "mine").code
                #expect(code == 0, "\(known)")
            }
        }
    }

    @Test func anUnknownAnalystWhoMayBeNamedIsRefusedWithItsLineAndTheNearest() throws {
        try Golden.inWorkspace { run in
            func spec(_ analysts: String) -> String {
                """
                title: {en: Thanks, it: Grazie}
                audience: manager
                formats: [html]
                sections:
                  - id: a
                    title: {en: A, it: A}
                    blocks:
                      - accolades: {rules: [target-reached], named: [\(analysts)]}

                """
            }
            for (analysts, wrong) in [("AN1, AN11", "AN11"), ("house", "house")] {
                try run.write(spec(analysts), to: "report-specs/mine.yml")
                let result = try run("report", "mine")
                #expect(result.code == 78)
                #expect(result.messages.contains("report-specs/mine.yml:8:"), "\(result.messages)")
                #expect(
                    result.messages.contains("there is no analyst \"\(wrong)\" on 2026-06-30 [unknown-analyst]"), "\(result.messages)")
            }
            try run.write(spec("AN1, AN2"), to: "report-specs/mine.yml")
            let code = try run("report", "mine").code
            #expect(code == 0)
        }
    }

    @Test func aReportOfATeamThatIsNotThereIsRefused() throws {
        try Golden.inWorkspace { run in
            let spec = String(decoding: try #require(run.bytes("report-specs/huddle-snapshot.yml")), as: UTF8.self)
            try run.write(spec.replacing("# team: Milano", with: "team: Nowhere"), to: "report-specs/huddle-snapshot.yml")
            let result = try run("report", "huddle-snapshot")
            #expect(result.code == 78)
            #expect(result.messages.contains("there is no team \"Nowhere\" [unknown-team]"))
        }
    }
}
