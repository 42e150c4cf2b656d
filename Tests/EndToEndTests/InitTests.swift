import Foundation
import Testing

@Suite struct InitTests {
    @Test func makesAWorkspaceThatIsValid() throws {
        try Run.inTemporaryFolder { run in
            let made = try run("init", "new")
            #expect(made.code == 0)
            #expect(made.output == "Created workspace new\n")
            let names = run.names
            #expect(
                names == [
                    "new", "new/incasso.yml", "new/ledger.incasso", "new/profiles", "new/report-specs",
                    "new/report-specs/analyst-self-view.yml",
                    "new/report-specs/huddle-snapshot.yml",
                    "new/report-specs/monthly-target-review.yml", "new/report-specs/report-spec.schema.json",
                ])
            let checked = try run("check", "--workspace", "new")
            #expect(checked.code == 0)
        }
    }

    @Test func theSpecsAndTheirSchemaAreThoseOfTheRepository() throws {
        try Run.inWorkspace { run in
            let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("report-specs")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(names.contains("report-spec.schema.json"))
            for name in names {
                let expected = try Data(contentsOf: folder.appendingPathComponent(name))
                #expect(run.bytes("report-specs/" + name) == expected, "\(name)")
                guard name.hasSuffix(".yml") else { continue }
                #expect(expected.starts(with: Data("# yaml-language-server: $schema=report-spec.schema.json\n".utf8)), "\(name)")
            }
        }
    }

    @Test func refusesToOverwrite() throws {
        try Run.inTemporaryFolder { run in
            try run.write("sales: net\n", to: "incasso.yml")
            let again = try run("init")
            #expect(again.code == 73)
            #expect(again.messages.hasPrefix("incasso.yml: error: the file is already there; nothing was written [already-exists]"))
            #expect(run.names == ["incasso.yml"])
        }
    }

    @Test func unwritableFolderIsRefused() throws {
        try Run.inTemporaryFolder { run in
            try run.write("", to: "file")
            let code = try run("init", "file/sub").code
            #expect(code == 73)
        }
    }
}
