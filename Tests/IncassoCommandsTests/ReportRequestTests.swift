import Ledger
import Testing

@testable import IncassoCommands

@Suite struct ReportRequestTests {
    @Test(arguments: [
        ("AN1", "AN1"), ("an_1-b.2", "an_1-b.2"), ("..", "%2E."), ("../x", "%2E.%2Fx"), ("a/b", "a%2Fb"), ("a%2Fb", "a%252Fb"),
        (".x", "%2Ex"),
        ("è", "%C3%A8"), ("A 1", "A%201"),
    ]) func anIdIsAFolderNameThatLeadsNowhereElse(id: String, name: String) {
        #expect(ReportRequest.folderName(id) == name)
    }

    @Test func anAnalystsFilesAreInTheAnalystsFolder() {
        let request = ReportRequest(
            specs: ["report-specs/mine.yml"], asOf: Day(iso: "2026-06-30")!, periodName: "2026-06", formats: nil, languages: nil,
            dialect: .machine, analysts: .one("AN1"))
        let name = request.fileName(spec: request.specs[0], analyst: "AN1", .italian, ending: "html")
        #expect(name == "mine-2026-06/AN1/mine-2026-06.it.html")
        #expect(request.sharedFolders == ["mine-2026-06"])
    }
}
