import Ledger
import Reports
import Testing

@Suite("Report specs")
struct ReportSpecReaderTests {
    private func faults(_ blocks: String, head: String = "title: {en: A, it: B}\naudience: manager\n") -> [String] {
        let text = head + "sections:\n  - id: one\n    title: {en: One, it: Uno}\n    blocks:\n" + blocks
        return ReportSpecReader.read(name: "r", utf8: Array(text.utf8), file: "r.yml", aging: .standard).faults.map(\.text)
    }

    @Test("without fault give a report")
    func good() {
        #expect(faults("      - findings\n      - trend: {id: t, title: {en: T, it: T}, metrics: [aging.*, cei]}\n").isEmpty)
    }

    @Test(
        "that list nothing are refused",
        arguments: [
            ("sections: []\n", "r.yml:3:11: error: \"sections\" lists nothing [empty-list]; list at least one"),
            (
                "sections:\n  - {id: one, title: {en: One, it: Uno}, blocks: []}\n",
                "r.yml:4:50: error: \"sections[0].blocks\" lists nothing"
            ),
            ("formats: []\nsections: []\n", "r.yml:3:10: error: \"formats\" lists nothing"),
            ("languages: []\nsections: []\n", "r.yml:3:12: error: \"languages\" lists nothing"),
        ])
    func nothingListed(text: String, fault: String) {
        let text = "title: {en: A, it: B}\naudience: manager\n" + text
        let faults = ReportSpecReader.read(name: "r", utf8: Array(text.utf8), file: "r.yml", aging: .standard).faults.map(\.text)
        #expect(faults.contains { $0.hasPrefix(fault) }, "\(faults)")
    }

    @Test(
        "with a fault are refused with line and advice",
        arguments: [
            ("      - finding\n", "r.yml:7:9: error: there is no block kind finding [unknown-block-kind]; did you mean \"findings\""),
            ("      - trend\n", "r.yml:7:9: error: a trend block needs settings [missing-settings]"),
            ("      - unapplied-ages\n", "r.yml:7:9: error: an unapplied-ages block needs settings [missing-settings]"),
            (
                "      - trend: {id: t, title: {en: T, it: T}, metrics: [dso.simpel]}\n",
                "there is no metric dso.simpel [unknown-metric]; did you mean \"dso.simple\"?"
            ),
            ("      - trend: {id: t, title: {en: T, it: T}, metrics: [cei, cei]}\n", "cei stands twice in the list [duplicate-metric]"),
            ("      - trend: {id: t, title: {en: T}, metrics: [cei]}\n", "\"it\""),
            ("      - trend: {id: T t, title: {en: T, it: T}, metrics: [cei]}\n", "[bad-id]"),
            ("      - by-scope: {id: t, title: {en: T, it: T}, scope: teams, metrics: [cei]}\n", "did you mean \"team\"?"),
            ("      - by-scope: {id: t, title: {en: T, it: T}, scope: all, metrics: [cei]}\n", "[impossible-scope]"),
            (
                "      - by-scope: {id: t, title: {en: T, it: T}, scope: galaxy, metrics: [cei]}\n",
                "valid: company, currency, country, segment, team, analyst, customer"
            ),
            (
                "      - trend: {id: t, title: {en: T, it: T}, metrics: [cei], by: galaxy}\n",
                "valid: company, currency, country, segment, team, analyst"
            ),
            ("      - headline: {metrics: []}\n", "r.yml:7:29: error: "),
            ("      - trend: {id: t, title: {en: T, it: T}, metrics: []}\n", "names no metric [no-metrics]; list at least one"),
            (
                "      - trend: {id: t, title: {en: T, it: T}, metrics: [cei]}\n      - chart: {id: c, kind: line, title: {en: T, it: T}, of: t, metrics: []}\n",
                "names no metric [no-metrics]"
            ),
            (
                "      - bridge: {id: b}\n      - bridge: {id: b}\n",
                "the id b is taken by the block in line 7 [duplicate-id]"
            ),
            (
                "      - trend: {id: t, title: {en: T, it: T}, metrics: [cei]}\n      - chart: {id: t, kind: line, title: {en: T, it: T}, of: t, metrics: [cei]}\n",
                "r.yml:8:21: error: the id t is taken by the block in line 7 [duplicate-id]; choose another id"
            ),
            (
                "      - trend: {id: t, title: {en: T, it: T}, metrics: [cei]}\n      - chart: {id: c, kind: line, title: {en: T, it: T}, of: t, metrics: [cei]}\n      - chart: {id: c, kind: column, title: {en: T, it: T}, of: t, metrics: [cei]}\n",
                "the id c is taken by the block in line 8 [duplicate-id]"
            ),
            (
                "      - chart: {id: c, kind: line, title: {en: T, it: T}, of: nothing, metrics: [cei]}\n",
                "there is no block nothing, nor any other that a chart can draw [unknown-block]; add a trend, a by-scope or a bridge block"
            ),
            (
                "      - bridge: {id: b}\n      - chart: {id: c, kind: line, title: {en: T, it: T}, of: nothing, metrics: [cei]}\n",
                "there is no block nothing [unknown-block]; valid: b"
            ),
            (
                "      - trend: {id: t, title: {en: T, it: T}, metrics: [cei]}\n      - chart: {id: c, kind: line, title: {en: T, it: T}, of: t, metrics: [sales]}\n",
                "t has no column sales [metric-not-in-table]; add the metric to that block, or draw one of cei"
            ),
            (
                "      - trend: {id: t, title: {en: T, it: T}, metrics: [cei, sales], targets: [sales]}\n      - chart: {id: c, kind: line, title: {en: T, it: T}, of: t, metrics: [cei], target: true}\n",
                "t has no targets of cei [metric-not-in-table]; write `targets: [cei]` in that block, or remove \"target\""
            ),
            (
                "      - trend: {id: t, title: {en: T, it: T}, metrics: [cei], targets: true}\n      - chart: {id: c, kind: stacked-column, title: {en: T, it: T}, of: t, metrics: [cei], target: true}\n",
                "a stacked-column chart has no target line [impossible-chart]"
            ),
            (
                "      - trend: {id: t, title: {en: T, it: T}, metrics: [cei], by: team, targets: true}\n",
                "a trend by key has no targets [impossible-target]"
            ),
            (
                "      - trend: {id: t, title: {en: T, it: T}, metrics: [ar.credits], targets: [ar.credits]}\n",
                "ar.credits has no target [impossible-target]"
            ),
            (
                "      - trend: {id: t, title: {en: T, it: T}, metrics: [cei, landing.forecast]}\n      - chart: {id: c, kind: line, title: {en: T, it: T}, of: t, metrics: [cei], forecast: landing.forecast}\n",
                "this line chart has no forecast [impossible-chart]"
            ),
            (
                "      - bridge: {id: b}\n      - chart: {id: c, kind: line, title: {en: T, it: T}, of: b, metrics: [cei]}\n",
                "a line chart cannot draw b [impossible-chart]"
            ),
            (
                "      - by-scope: {id: t, title: {en: T, it: T}, scope: team, metrics: [cei]}\n      - chart: {id: c, kind: line, title: {en: T, it: T}, of: t, metrics: [cei]}\n",
                "a line chart cannot draw t [impossible-chart]"
            ),
            (
                "      - by-scope: {id: t, title: {en: T, it: T}, scope: team, metrics: [cei]}\n      - chart: {id: c, kind: bullet, title: {en: T, it: T}, of: t, metrics: [cei]}\n",
                "a bullet chart draws an actual against a target [bad-bullet]"
            ),
            ("      - trend: {id: t, title: {en: T, it: T}, metrics: [cei], by: customer}\n", "[impossible-scope]"),
            ("      - trend: {id: t, title: {en: T, it: T}, metrics: [cei], by: all}\n", "[impossible-scope]"),
            ("      - trend: {id: t, title: {en: T, it: T}, metrics: [cei], by: teams}\n", "did you mean \"team\"?"),
            (
                "      - trend: {id: t, title: {en: T, it: T}, metrics: [cei, sales], by: team}\n",
                "a trend by team shows one figure [bad-trend]; list one metric"
            ),
            (
                "      - trend: {id: t, title: {en: T, it: T}, metrics: [cei], by: team}\n      - chart: {id: c, kind: line, title: {en: T, it: T}, of: t, metrics: [cei]}\n",
                "a line chart cannot draw t [impossible-chart]"
            ),
            (
                "      - trend: {id: t, title: {en: T, it: T}, metrics: [cei]}\n      - chart: {id: c, kind: small-multiples, title: {en: T, it: T}, of: t}\n",
                "a small-multiples chart cannot draw t [impossible-chart]"
            ),
            ("      - by-scope: {id: t, title: {en: T, it: T}, scope: team, metrics: [cei], rows: 0}\n", "it must be 1 to 10000"),
            ("      - headline: {metrics: [cei], links: {cei: two}}\n", "there is no section two [unknown-section]"),
            (
                "      - by-scope: {id: t, title: {en: T, it: T}, scope: customer, metrics: [cei], targets: true}\n",
                "scope customer has no targets [impossible-target]"
            ),
            (
                "      - by-scope: {id: t, title: {en: T, it: T}, scope: team, metrics: [cei], targets: [ceii]}\n",
                "there is no metric ceii [unknown-metric]; did you mean \"cei\"?"
            ),
            (
                "      - by-scope: {id: t, title: {en: T, it: T}, scope: team, metrics: [cei], targets: [sales]}\n",
                "the table has no column sales [metric-not-in-table]"
            ),
            (
                "      - by-scope: {id: t, title: {en: T, it: T}, scope: team, metrics: [ar.credits], targets: [ar.credits]}\n",
                "ar.credits has no target [impossible-target]"
            ),
            (
                "      - by-scope: {id: t, title: {en: T, it: T}, scope: team, metrics: [cei], targets: [cei, cei]}\n",
                "cei stands twice in the list [duplicate-metric]"
            ),
            ("      - by-scope: {id: t, title: {en: T, it: T}, scope: team, metrics: [cei], targets: yes}\n", "true or false"),
            ("      - headline: {metric: [cei]}\n", "did you mean \"metrics\""),
            (
                "      - high-risk: {id: h, past_due_share: 0.5, past_due_at_least: 1, over_last_at_least: 1}\n",
                "r.yml:7:9: error: the block high-risk is now a list, and its rules stand under \"risk\" in incasso.yml [moved-block]"
            ),
            ("      - list: {id: l, of: work-list}\n", "did you mean \"worklist\"?"),
            ("      - list: {id: l, of: worklist, row: 3}\n", "did you mean \"rows\"?"),
            ("      - list: {id: l, of: worklist, rows: 0}\n", "it must be 1 to 10000"),
            ("      - list: {id: l, of: disputes, columns: [dispute, departement]}\n", "did you mean \"department\"?"),
            ("      - list: {id: l, of: disputes, columns: [age, age]}\n", "must name each column once [bad-columns]"),
            ("      - list: {id: l, of: reconciliation, analyst: AN1}\n", "a reconciliation is of the whole ledger [impossible-analyst]"),
            (
                "      - list: {id: l, of: promises, reasons: 2}\n",
                "only the lists worklist and high-risk have several reasons a row [impossible-reasons]"
            ),
        ])
    func bad(blocks: String, message: String) {
        let faults = faults(blocks)
        #expect(faults.contains { $0.contains(message) }, "\(faults)")
    }

    @Test(
        "of an analyst or the team cannot show people side by side",
        arguments: [
            ("analyst", "by-scope: {id: t, title: {en: T, it: T}, scope: analyst, metrics: [cei]}", "[impossible-scope]"),
            ("analyst", "by-scope: {id: t, title: {en: T, it: T}, scope: company, metrics: [cei]}", "[impossible-scope]"),
            ("analyst", "trend: {id: t, title: {en: T, it: T}, metrics: [cei], by: team}", "[impossible-scope]"),
            ("analyst", "by-scope: {id: t, title: {en: T, it: T}, scope: galaxy, metrics: [cei]}", "[unknown-word]; valid: customer"),
            (
                "team", "trend: {id: t, title: {en: T, it: T}, metrics: [cei], by: galaxy}",
                "valid: company, currency, country, segment, team"
            ),
            ("team", "trend: {id: t, title: {en: T, it: T}, metrics: [cei], by: analyst}", "[impossible-scope]"),
            ("team", "by-scope: {id: t, title: {en: T, it: T}, scope: analyst, metrics: [cei]}", "[impossible-scope]"),
            ("team", "comparison: {id: t, title: {en: T, it: T}, with: all, metrics: [cei]}", "[impossible-block]"),
            ("manager", "comparison: {id: t, title: {en: T, it: T}, with: all, metrics: [cei]}", "[impossible-block]"),
            ("analyst", "comparison: {id: t, title: {en: T, it: T}, with: analyst, metrics: [cei]}", "[unknown-word]"),
            ("analyst", "follow-ups: {id: t, title: {en: T, it: T}, rows: 0}", "[out-of-range]"),
            ("analyst", "day-cash", "[impossible-block]"),
            ("analyst", "day-change: {id: t, title: {en: T, it: T}, metrics: [cei]}", "[impossible-block]"),
            ("analyst", "accolades: {rules: [target-reached]}", "cannot have an accolades block [impossible-block]"),
            ("team", "accolades: {rules: [most-cash]}", "[unknown-word]"),
            ("team", "accolades: {rules: [target-reached], past_due_down_by: 2}", "[out-of-range]"),
            ("team", "day-promises: {id: t, title: {en: T, it: T}, show: kept}", "[unknown-word]"),
            ("team", "pace: {id: t}", "[missing-key]"), ("team", "escalations: {id: t, title: {en: T, it: T}, days: -1}", "[out-of-range]"),
            ("team", "closing-items: {id: t, title: {en: T, it: T}}", "[impossible-block]"),
            ("manager", "closing-items: {id: t, title: {en: T, it: T}, rows: 0}", "[out-of-range]"),
            ("manager", "closing-items: {id: t, title: {en: T, it: T}, row: 5}", "[unknown-key]"),
            ("team", "list: {id: l, of: worklist, analyst: AN1}", "does not set one of its people apart [impossible-analyst]"),
            ("team", "stuck-disputes: {id: t, title: {en: T, it: T}, rows: 5}", "[unknown-key]"),
        ])
    func people(audience: String, block: String, code: String) {
        let faults = faults("      - \(block)\n", head: "title: {en: A, it: B}\naudience: \(audience)\n")
        #expect(faults.count == 1 && faults[0].contains("r.yml:7:") && faults[0].contains(code), "\(faults)")
    }

    @Test(
        "are refused in a form that cannot be written as they ask",
        arguments: [
            ("form: page\nformats: [txt]\n", "[impossible-format]", 4), ("form: page\nformats: [html, eml]\n", "[impossible-format]", 4),
            ("form: letter\n", "[unknown-word]", 3), ("amber_within: 5\n", "[out-of-range]", 3),
            ("amber_within: -0.1\n", "[out-of-range]", 3), ("team: Milano\n", "[impossible-team]", 3),
        ])
    func forms(keys: String, code: String, line: Int) {
        let faults = faults("      - findings\n", head: "title: {en: A, it: B}\naudience: manager\n" + keys)
        #expect(faults.count == 1 && faults[0].contains("r.yml:\(line):") && faults[0].contains(code), "\(faults)")
    }

    @Test(
        "with a block that lists nothing are refused",
        arguments: [
            ("accolades: {rules: []}", "r.yml:7:28: error: ", ".rules\" lists nothing [empty-list]; list at least one"),
            ("emulation: {id: e, systems: []}", "r.yml:7:37: error: ", ".systems\" lists nothing [empty-list]"),
            (
                "trend: {id: t, title: {en: T, it: T}, metrics: [cei], targets: []}", "r.yml:7:72: error: ",
                ".targets\" lists nothing [empty-list]"
            ),
            (
                "by-scope: {id: t, title: {en: T, it: T}, scope: team, metrics: [cei], targets: []}", "r.yml:7:88: error: ",
                ".targets\" lists nothing [empty-list]"
            ),
        ])
    func emptyBlocks(block: String, place: String, message: String) {
        let faults = faults("      - \(block)\n")
        #expect(faults.count == 1 && faults[0].hasPrefix(place) && faults[0].contains(message), "\(faults)")
    }

    @Test(
        "with a figure by a scope that there is none by are refused, with the scopes there are",
        arguments: [
            (
                "manager", "headline: {metrics: [cei, risk.score]}",
                "r.yml:7:35: error: there is no risk.score of the whole [impossible-scope]; a table by scope has it by customer"
            ),
            ("manager", "trend: {id: t, title: {en: T, it: T}, metrics: [risk.score]}", "no risk.score of the whole [impossible-scope]"),
            (
                "manager", "trend: {id: t, title: {en: T, it: T}, metrics: [risk.score], by: team}",
                "there is no risk.score by team [impossible-scope]; a table by scope has it by customer"
            ),
            (
                "manager", "by-scope: {id: t, title: {en: T, it: T}, scope: currency, metrics: [contacts]}",
                "there is no contacts by currency [impossible-scope]; a table by scope has it by country, segment, team, analyst, customer"
            ),
            (
                "team", "by-scope: {id: t, title: {en: T, it: T}, scope: company, metrics: [dispute.rate]}",
                "there is no dispute.rate by company [impossible-scope]; a table by scope has it by currency, country, segment, team, customer"
            ),
            ("analyst", "improvements: {metrics: [risk.score]}", "no risk.score of the whole [impossible-scope]"),
        ])
    func scopesOfFigures(audience: String, block: String, message: String) {
        let faults = faults("      - \(block)\n", head: "title: {en: A, it: B}\naudience: \(audience)\n")
        #expect(faults.count == 1 && faults[0].contains(message), "\(faults)")
    }

    @Test("with a link of a figure that the headline does not show are refused at the link")
    func linksOfOtherFigures() {
        let faults = faults("      - headline: {metrics: [cei], links: {cei: one, sales: one}}\n")
        #expect(
            faults == [
                "r.yml:7:54: error: the headline has no figure sales [metric-not-in-table]; add the metric to the headline, or remove the link"
            ])
    }

    @Test("with two sections of one title or id are refused")
    func sections() {
        let second = "      - findings\n  - id: one\n    title: {en: One, it: Due}\n    blocks: [findings]\n"
        let found = faults(second)
        #expect(found.contains { $0.contains("[duplicate-id]") }, "\(found)")
        #expect(found.filter { $0.contains("another section has the same title (en) [duplicate-title]") }.count == 1, "\(found)")
    }

    @Test("with a title that cannot be a sheet's name are refused")
    func sheetNames() {
        let text =
            "title: {en: A, it: B}\naudience: manager\nsections:\n"
            + "  - {id: a, title: {en: \"A/B\", it: B}, blocks: [findings]}\n  - {id: b, title: {en: History, it: C}, blocks: [findings]}\n"
        let faults = ReportSpecReader.read(name: "r", utf8: Array(text.utf8), file: "r.yml", aging: .standard).faults
        #expect(faults.map(\.code) == ["sheet-name", "sheet-name"])
        #expect(faults.map(\.line) == [4, 5])
        #expect(faults.allSatisfy { $0.message == "a section's title (en) is also a sheet's name" }, "\(faults.map(\.message))")
    }

    @Test("whose title is wrong in both languages are refused once")
    func sheetNamesOfBothLanguages() {
        func section(_ id: String) -> String { "  - {id: \(id), title: {en: History, it: \"a/b\"}, blocks: [findings]}\n" }
        let text = "title: {en: A, it: B}\naudience: manager\nsections:\n" + section("a") + section("b")
        let faults = ReportSpecReader.read(name: "r", utf8: Array(text.utf8), file: "r.yml", aging: .standard).faults
        #expect(faults.map(\.code) == ["sheet-name", "duplicate-title", "sheet-name"])
        #expect(faults.allSatisfy { $0.message.contains("(en, it)") }, "\(faults.map(\.message))")
    }
}
