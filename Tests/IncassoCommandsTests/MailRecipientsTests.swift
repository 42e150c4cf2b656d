import Ledger
import Reports
import Testing

@testable import IncassoCommands

@Suite("Who receives a report")
struct MailRecipientsTests {
    static func spec(_ audience: ReportSpec.Audience, team: String? = nil, languages: [Language] = [.english, .italian]) -> ReportSpec {
        let text = """
            title: {en: Huddle, it: Huddle}
            audience: \(audience.rawValue)
            formats: [html]
            languages: [\(languages.map(\.rawValue).joined(separator: ", "))]
            \(team.map { "team: " + $0 } ?? "")
            sections:
              - {id: day, title: {en: Day, it: Giorno}, blocks: [{text: {en: "Text", it: "Testo"}}]}
            """
        let (spec, faults) = ReportSpecReader.read(name: "huddle", utf8: Array(text.utf8), file: "huddle.yml", aging: .standard)
        precondition(faults.isEmpty, faults.map(\.text).joined(separator: "\n"))
        return spec!
    }

    /// A, B and D with addresses, C without; A and B hold a portfolio, and so does C.
    static let analysts = [
        Analyst(analyst: "A", name: "Anna", email: "anna@example.com", team: "Milano", language: "it"),
        Analyst(analyst: "B", name: "Bob", email: "Bob@Example.com", team: "Dublin", language: "fr"),
        Analyst(analyst: "C", name: "Carla", email: nil, team: "Milano", language: "it"),
        Analyst(analyst: "D", name: "Dan", email: "dan@example.com", team: "Dublin", language: nil),
    ]

    func find(
        _ spec: ReportSpec, analysts: [Analyst] = analysts, chosen: [String] = ["A", "B", "C"], to: [String] = [],
        change: (inout Configuration) -> Void = { _ in }
    ) throws -> (recipients: [MailRecipient], findings: [Diagnostic]) {
        var configuration = Configuration()
        change(&configuration)
        return try MailRecipients(
            spec: spec, configuration: configuration, analysts: analysts, withPortfolio: ["A", "B", "C"],
            to: try to.map { try MailAddress($0) }
        ).find(analysts: chosen)
    }

    func refusal(_ body: () throws -> Void) -> (status: IncassoCommands.ExitStatus, code: String)? {
        do {
            try body()
            return nil
        } catch {
            let error = CommandError(error)
            return (error.status, error.diagnostics[0].code)
        }
    }

    @Test("the huddle goes to every analyst, each in a language of one's own; who has a portfolio and no address is told")
    func team() throws {
        let (recipients, findings) = try find(Self.spec(.team))
        #expect(recipients.map(\.address.text) == ["anna@example.com", "Bob@example.com", "dan@example.com"])
        #expect(recipients.map(\.language) == [.italian, .english, .english])
        #expect(recipients.allSatisfy { $0.analyst == nil })
        #expect(findings.map(\.code) == ["no-address"])
        #expect(findings[0].message.contains("analyst C"))
    }

    @Test("the huddle of a team goes to the team")
    func oneTeam() throws {
        let (recipients, findings) = try find(Self.spec(.team, team: "Dublin"))
        #expect(recipients.map(\.address.text) == ["Bob@example.com", "dan@example.com"])
        #expect(findings.isEmpty)
    }

    @Test("a list of the configuration, and --to before it, stand in place of the analysts; a mailbox is named once")
    func lists() throws {
        let list = try ["lead@example.com", "ANNA@example.com", "anna@example.com"].map { try MailAddress($0) }
        let (recipients, findings) = try find(Self.spec(.team)) { $0.mail.to = ["huddle": list, "other": []] }
        #expect(recipients.map(\.address.text) == ["lead@example.com", "ANNA@example.com"])
        #expect(recipients.map(\.language) == [.english, .italian])
        #expect(findings.isEmpty)
        let said = try find(Self.spec(.team), to: ["x@example.com"]) { $0.mail.to = ["huddle": list] }
        #expect(said.recipients.map(\.address.text) == ["x@example.com"])
    }

    @Test("a report for managers goes to nobody unless somebody is named")
    func managers() throws {
        let refused = refusal { _ = try find(Self.spec(.manager)) }
        #expect(refused?.status == .wrongConfiguration && refused?.code == "no-recipients")
        #expect(try find(Self.spec(.manager), to: ["x@example.com"]).recipients.count == 1)
    }

    @Test(
        "addresses at other domains are refused, however alike",
        arguments: [
            "x@evil.test", "x@sub.example.com", "x@example.com.evil.test", "x@xn--exmple-cua.com", "x@examp1e.com", "x@example.co",
            "example.com@evil.test", "x@notexample.com",
        ])
    func otherDomains(address: String) {
        for audience in ReportSpec.Audience.allCases {
            let refused = refusal { _ = try find(Self.spec(audience), to: [address, "anna@example.com"]) }
            #expect(refused?.status == .notPermitted && refused?.code == "recipient-not-allowed")
        }
    }

    @Test("an analyst at another domain, or with an address that is none, gets nothing and is told; others get theirs")
    func wrongAnalysts() throws {
        let more =
            Self.analysts + [
                Analyst(analyst: "E", name: "Eve", email: "eve@evil.test"),
                Analyst(analyst: "F", name: "F", email: "a@example.com\r\nBcc: x@y.it"),
                Analyst(analyst: "G", name: "\"anna@example.com\"", email: "G <g@evil.test>"),
            ]
        for audience in [ReportSpec.Audience.team, .analyst] {
            let (recipients, findings) = try find(Self.spec(audience), analysts: more, chosen: ["A", "B", "E", "F", "G"])
            #expect(recipients.map(\.address.mailbox).starts(with: ["anna@example.com", "bob@example.com"]))
            #expect(recipients.allSatisfy { $0.address.domain == "example.com" })
            #expect(Set(findings.map(\.code)).isSuperset(of: ["recipient-not-allowed", "bad-address"]))
            #expect(findings.allSatisfy { !$0.text.contains("@") && !$0.text.contains("Eve") })
        }
    }

    @Test("a self-view goes to its analyst alone")
    func selfView() throws {
        let (recipients, findings) = try find(Self.spec(.analyst))
        #expect(recipients.map(\.address.text) == ["anna@example.com", "Bob@example.com"])
        #expect(recipients.map(\.analyst) == ["A", "B"])
        #expect(findings.map(\.code) == ["no-address"])
    }

    @Test("a list in the configuration cannot send a self-view elsewhere")
    func selfViewIgnoresLists() throws {
        let list = [try MailAddress("lead@example.com")]
        let refused = refusal { _ = try find(Self.spec(.analyst)) { $0.mail.to = ["huddle": list] } }
        #expect(refused?.status == .wrongConfiguration && refused?.code == "not-their-own")
    }

    @Test("--to can choose among the analysts' own addresses, and name nobody else")
    func selfViewTo() throws {
        #expect(try find(Self.spec(.analyst), to: ["BOB@example.com"]).recipients.map(\.analyst) == ["B"])
        for to in [["dan@example.com"], ["anna@example.com", "lead@example.com"], ["lead@example.com"]] {
            let refused = refusal { _ = try find(Self.spec(.analyst), to: to) }
            #expect(refused?.status == .notPermitted && refused?.code == "not-their-own")
        }
        let refused = refusal { _ = try find(Self.spec(.analyst), chosen: ["B"], to: ["anna@example.com"]) }
        #expect(refused?.code == "not-their-own")
    }

    @Test("two analysts with one address get no self-view there, even when only one is asked for")
    func sharedAddress() throws {
        var shared = Self.analysts
        shared[3].email = "ANNA@example.com"
        for chosen in [["A", "B", "D"], ["A", "B"]] {
            let (recipients, findings) = try find(Self.spec(.analyst), analysts: shared, chosen: chosen)
            #expect(recipients.map(\.analyst) == ["B"])
            #expect(findings.map(\.code) == chosen.filter { $0 != "B" }.map { _ in "shared-address" })
        }
        let refused = refusal { _ = try find(Self.spec(.analyst), analysts: shared, chosen: ["A"], to: ["anna@example.com"]) }
        #expect(refused?.code == "not-their-own")
    }

    @Test("languages are those the report and the workspace have")
    func languages() throws {
        let italian = try find(Self.spec(.team, languages: [.italian]))
        #expect(Set(italian.recipients.map(\.language)) == [.italian])
        let workspace = try find(Self.spec(.team)) { $0.languages = [.english] }
        #expect(Set(workspace.recipients.map(\.language)) == [.english])
    }
}
