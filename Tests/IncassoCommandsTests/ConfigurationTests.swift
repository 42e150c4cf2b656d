import Ledger
import Metrics
import Testing

@testable import IncassoCommands

@Suite struct ConfigurationTests {
    private func read(_ text: String) -> (configuration: Configuration?, faults: [String]) {
        let (configuration, faults) = ConfigurationReader.read(utf8: Array(text.utf8), file: "incasso.yml")
        return (configuration, faults.map(\.text))
    }

    @Test func defaultFileGivesTheDefaults() {
        let (configuration, faults) = read(Configuration.defaultText)
        #expect(faults.isEmpty)
        #expect(configuration == Configuration())
    }

    @Test func emptyFileGivesTheDefaults() {
        #expect(read("").configuration == Configuration())
    }

    @Test func everyKeyIsRead() throws {
        let text = """
            reporting_currency: GBP
            store: data/x.incasso
            aging: {limits: [15, 45], credits: oldest-first}
            sales: net
            promises: {tolerance: 2 business days}
            attribution: {rule: split, owner_share: 0.3, rest: last-touch, days: 5, contacts: reached}
            calendars: {work: GB, bank: GB}
            languages: [it]
            privacy: {analysts: named, basis: "works council agreement 12/2025"}
            ecl: {loss_rates: [0, 0.1, 0.2, 1]}
            mail:
              from: ar@example.org
              allowed_domains: [Example.org]
              smtp: {host: localhost, port: 2525, security: none}
            risk: {days_late: {points: 30, days: 45}, past_due_share: {share: 0.25}, high_from: 50}
            worklist: {credit: {points: 0}, past_due: {amount: 50, working_days: 5}, call_from: 1000}
            targets: {amber_within: 0.1, metrics: {cash.collected: 0, aging.over-45: 0.025}}
            """
        let (read, faults) = read(text)
        #expect(faults.isEmpty)
        let configuration = try #require(read)
        var policy = Policy(
            reportingCurrency: Currency(code: "GBP")!, aging: AgingLimits([15, 45])!, agingCredits: .oldestFirst,
            lossRates: [.zero, Rational(1, 10), Rational(2, 10), Rational(1)], sales: .net,
            promiseTolerance: PromiseTolerance(count: 2, unit: .businessDays),
            attribution: Attribution(
                rule: .split, lastTouchDays: 5, contacts: .reached, ownerShare: Rational(3, 10), partner: .lastTouch),
            workCalendar: .unitedKingdom,
            bankCalendar: .unitedKingdom)
        policy.risk.rules[.daysLate] = ScoreRule(points: 30, days: 45)
        policy.risk.rules[.pastDueShare] = ScoreRule(points: 20, share: Decimal64(mantissa: 25, scale: 2), amount: 1_000)
        policy.risk.highFrom = 50
        policy.worklist.rules[.credit]?.points = 0
        policy.worklist.rules[.pastDue] = ScoreRule(points: 20, amount: 50, workingDays: 5)
        policy.worklist.callFrom = 1_000
        #expect(configuration.policy == policy)
        #expect(configuration.store == "data/x.incasso")
        #expect(configuration.promiseTolerance == PromiseTolerance(count: 2, unit: .businessDays))
        #expect(configuration.workCalendar == .unitedKingdom && configuration.bankCalendar == .unitedKingdom)
        #expect(configuration.languages == [.italian])
        #expect(configuration.analystPrivacy == .named(basis: "works council agreement 12/2025"))
        #expect(configuration.lossRates == [.zero, Rational(1, 10), Rational(2, 10), Rational(1)])
        #expect(configuration.targets.share(of: "cei").text == "0.1")
        #expect(["cash.collected", "aging.over-45"].map { configuration.targets.share(of: $0).text } == ["0", "0.025"])
        #expect(configuration.mail.allowedDomains == ["example.org"])
        #expect(configuration.mail.security == .none && configuration.mail.username == nil)
    }

    @Test func everyKeyOfMailIsRead() throws {
        let text = """
            mail:
              from: ar@example.org
              allowed_domains: [Example.org, xn--exmple-cua.org]
              to: {huddle-snapshot: [Anna@EXAMPLE.org, b@example.org]}
              attachments_kilobytes_max: 100
              keep_sent_days: 0
              smtp:
                host: mx.example.org
                port: 25
                security: none
                allow_plain: true
                username: u
                password_command: [/usr/bin/pass, show, "smtp"]
                certificate_authority_file: ca.pem
                timeout_seconds: 5
            """
        let (read, faults) = read(text)
        #expect(faults.isEmpty)
        let mail = try #require(read).mail
        #expect(mail.from == "ar@example.org" && mail.allowedDomains == ["example.org", "xn--exmple-cua.org"])
        #expect(mail.to.mapValues { $0.map(\.text) } == ["huddle-snapshot": ["Anna@example.org", "b@example.org"]])
        #expect(mail.attachmentsKilobytesMax == 100 && mail.keepSentDays == 0 && mail.timeoutSeconds == 5)
        #expect(mail.host == "mx.example.org" && mail.port == 25 && mail.security == .none && mail.allowsPlain)
        #expect(mail.username == "u" && mail.password == .command(["/usr/bin/pass", "show", "smtp"]))
        #expect(mail.certificateAuthorityFile == "ca.pem")
    }

    @Test func passwordInTheFileIsNeverRepeated() {
        let faults = read("mail: {smtp: {password: s3cret, password_env: 's3cret!', username: x}}").faults
        #expect(faults.count == 2)
        #expect(faults.allSatisfy { !$0.contains("s3cret") })
    }

    @Test func bucketRulesAreRead() throws {
        let text = """
            bucket_rules:
              old-erp: {name: Old ERP, aged_from: document-day, not_yet_due: first-range, current_through: -1, limits: [15, 45], beyond_last: nowhere, undated: last-range, credits: left-out}
              plain: {limits: [30]}
            """
        let rules = try #require(read(text).configuration).bucketRules
        #expect(
            rules == [
                BucketRule(
                    id: "old-erp", system: "Old ERP", source: .workspace, agedFrom: .documentDay, notYetDue: .firstRange,
                    currentThrough: -1,
                    ranges: .days([15, 45]), hasLastRange: false, undated: .lastRange, credits: .leftOut),
                BucketRule(
                    id: "plain", system: nil, source: .workspace, notYetDue: .current, currentThrough: 0, ranges: .days([30]),
                    undated: .notYetDue),
            ])
    }

    @Test func otherBucketsHaveNoDefaultLossRates() {
        #expect(read("aging: {limits: [30]}").configuration?.lossRates == nil)
    }

    @Test func lossRatesMayBeFractions() {
        let rates = read("ecl: {loss_rates: [0.02, 0.04, 2/23, 0.25, 1]}").configuration?.lossRates
        #expect(rates == [Rational(2, 100), Rational(4, 100), Rational(2, 23), Rational(1, 4), Rational(1)])
    }

    @Test(arguments: [
        ("0.0869565217391", "[bad-rate]; write a decimal number with at most 12 places, like 0.05, or a fraction, like 2/23"),
        ("2/0", "[bad-rate]"), ("3/2", "[out-of-range]"), ("much", "[bad-rate]"),
    ])
    func aLossRateThatIsNoneIsToldWithWhatIsAccepted(rate: String, message: String) {
        let faults = read("ecl: {loss_rates: [0, 0.1, 0.1, 0.1, \(rate)]}").faults
        #expect(faults.count == 1 && faults[0].contains(message), "\(faults)")
    }

    @Test func fractionsThatHaveNoCommonDenominatorAreRefused() {
        let faults = read("ecl: {loss_rates: [1/999999937, 1/999999929, 0, 0, 0]}").faults
        #expect(faults.count == 1 && faults[0].contains("[bad-rates]"))
    }

    @Test func aCountryByAnotherNameSuggestsItsCalendar() {
        for (word, meant) in [("UK", "GB"), ("England", "GB")] {
            let faults = read("calendars: {work: \(word)}").faults
            #expect(faults.count == 1 && faults[0].contains("did you mean \"\(meant)\"?"), "\(faults)")
        }
    }

    @Test func allFaultsAreToldAtOnce() {
        let faults = read("reporting_curency: EUR\nsales: nett\nlanguages: [en, fr]\n").faults
        #expect(faults.count == 3)
    }

    @Test(arguments: [
        ("curency: EUR", "1:1: error: unknown key \"curency\" [unknown-key]; valid: reporting_currency, store, aging, sales,"),
        ("aging: {limts: [30]}", "1:9: error: unknown key \"limts\" in \"aging\" [unknown-key]; did you mean \"limits\"?"),
        ("reporting_currency: EURO", "1:21: error: \"reporting_currency\" must be a currency code"),
        ("aging: {limits: [60, 30]}", "1:17: error: \"aging.limits\" must ascend and have 1 to 12 entries [bad-limits]"),
        ("aging: {limits: []}", "1:17: error: \"aging.limits\" must ascend and have 1 to 12 entries [bad-limits]"),
        ("aging: {limits: [0]}", "1:18: error: \"aging.limits[0]\" is 0 [out-of-range]; it must be 1 to 3650"),
        ("aging: {credits: oldest}", "1:18: error: \"aging.credits\" cannot be \"oldest\" [unknown-word]; valid: separate, by-own-date"),
        ("attribution: {days: 3}", "1:14: error: the key \"rule\" is missing in \"attribution\" [missing-key]"),
        (
            "attribution: {rule: split, owners_share: 1}",
            "1:28: error: unknown key \"owners_share\" in \"attribution\" [unknown-key]; did you"
        ),
        ("attribution: {rule: split, owner_share: 1.5}", "1:41: error: \"attribution.owner_share\" is 1.5 [out-of-range]"),
        ("attribution: {rule: last-touch, days: 400}", "1:39: error: \"attribution.days\" is 400 [out-of-range]; it must be 0 to 366"),
        ("attribution: {rule: promise, days: 3}", "1:36: error: \"attribution.days\" has no meaning under the rule promise [unused-key]"),
        ("attribution: owners", "1:14: error: \"attribution\" cannot be \"owners\" [unknown-word]; did you mean \"owner\"?"),
        ("promises: {tolerance: soon}", "1:23: error: \"promises.tolerance\" cannot be \"soon\" [bad-tolerance]; write 0 to 60 days"),
        ("calendars: {work: Italy}", "1:19: error: \"calendars.work\" cannot be \"Italy\" [unknown-word]; valid: TARGET, IT, IE, GB"),
        ("languages: []", "1:12: error: \"languages\" must name each language once [bad-languages]"),
        ("languages: [en, en]", "1:12: error: \"languages\" must name each language once [bad-languages]"),
        ("privacy: {analysts: named}", "1:10: error: \"privacy.analysts: named\" needs a legal basis [missing-basis]"),
        ("ecl: {loss_rates: [0.1]}", "1:19: error: \"ecl.loss_rates\" has 1 rates for 5 buckets [bad-count]"),
        ("ecl: {loss_rates: [0, 0, 0, 0, 2]}", "1:32: error: \"ecl.loss_rates[4]\" is 2 [out-of-range]; it must be a share from 0 to 1"),
        ("mail: {from: nobody}", "1:14: error: \"mail.from\" has an impossible domain [bad-address]"),
        ("mail: {allowed_domains: ['@x']}", "1:26: error: \"mail.allowed_domains[0]\" is no mail domain [bad-domain]"),
        ("mail: {from: 'Team <t@x.it>'}", "1:14: error: \"mail.from\" has more than an address: no name, blanks"),
        ("mail: {allowed_domains: [ex\u{0430}mple.com]}", "1:26: error: \"mail.allowed_domains[0]\" is no mail domain [bad-domain]"),
        ("mail: {to: {huddle: [x@evil.test]}}", "1:22: error: \"mail.to.huddle[0]\" is at a domain that mail may not go to"),
        ("mail: {to: {huddle: ['a@example.com,b@example.com']}}", "1:22: error: \"mail.to.huddle[0]\" holds more than one address"),
        ("mail: {to: {huddle: []}}", "1:21: error: \"mail.to.huddle\" names nobody [no-recipients]"),
        ("mail: {attachments_kilobytes_max: -1}", "1:35: error: \"mail.attachments_kilobytes_max\" is -1 [out-of-range]"),
        (
            "mail: {keep_sent_day: 1}",
            "1:8: error: unknown key \"keep_sent_day\" in \"mail\" [unknown-key]; did you mean \"keep_sent_days\"?"
        ),
        ("mail: {smtp: {password: s3cret}}", "1:15: error: a password does not stand in the configuration [password-in-file]"),
        ("mail: {smtp: {password_command: [pass, smtp]}}", "1:33: error: \"mail.smtp.password_command\" does not begin with the path"),
        (
            "mail: {smtp: {password_env: A, password_file: b}}",
            "1:47: error: \"mail.smtp.password_file\" is a second place for the password [two-passwords]"
        ),
        ("mail: {smtp: {timeout_seconds: 0}}", "1:32: error: \"mail.smtp.timeout_seconds\" is 0 [out-of-range]"),
        ("mail: {smtp: {port: 0}}", "1:21: error: \"mail.smtp.port\" is 0 [out-of-range]; it must be 1 to 65535"),
        ("mail: {smtp: {host: mx.example.com, security: none}}", "1:47: error: mail without protection is sent to this machine only"),
        ("mail: {smtp: {password_env: 's3cret!'}}", "1:29: error: \"mail.smtp.password_env\" is no name of an environment variable"),
        ("risk: {days_lat: {points: 1}}", "1:8: error: unknown key \"days_lat\" in \"risk\" [unknown-key]; did you mean \"days_late\"?"),
        (
            "risk: {days_late: {point: 1}}",
            "1:20: error: unknown key \"point\" in \"risk.days_late\" [unknown-key]; did you mean \"points\"?"
        ),
        (
            "risk: {no_contact: {working_days: 5}}",
            "1:21: error: unknown key \"working_days\" in \"risk.no_contact\" [unknown-key]; valid: points, days"
        ),
        (
            "risk: {concentration: {share: 5}}",
            "1:31: error: \"risk.concentration.share\" is 5 [out-of-range]; it must be a share from 0 to 1"
        ),
        ("risk: {days_late: {points: -1}}", "1:28: error: \"risk.days_late.points\" is -1 [out-of-range]; it must be 0 to 1000"),
        (
            "risk: {escalate_from: 101}",
            "1:23: error: \"risk.escalate_from\" is 101, but all rules together give 100 points [unreachable-score]"
        ),
        ("risk: {high_from: 70}", "1:7: error: \"risk.escalate_from\" is 60, below \"risk.high_from\" 70 [scores-out-of-order]"),
        (
            "worklist: {dispute: {working_days: 0}}",
            "1:36: error: \"worklist.dispute.working_days\" is 0 [out-of-range]; it must be 1 to 260"
        ),
        ("worklist: {call_form: 1}", "1:12: error: unknown key \"call_form\" in \"worklist\" [unknown-key]; did you mean \"call_from\"?"),
        (
            "worklist: {promise_missed: {points: 0}, follow_up: {points: 0}, escalate: {points: 0}, past_due: {points: 0}, dispute: {points: 0}, promise_due: {points: 0}, credit: {points: 0}}",
            "1:11: error: every rule of the worklist that asks for something is switched off [empty-worklist]"
        ),
        (
            "bucket_rules: {x: {limits: [30], credit: apart}}",
            "1:34: error: unknown key \"credit\" in \"bucket_rules.x\" [unknown-key]; did you mean \"credits\"?"
        ),
        (
            "bucket_rules: {x: {limits: [30], undated: last}}",
            "1:43: error: \"bucket_rules.x.undated\" cannot be \"last\" [unknown-word]; valid: not-yet-due, document-day, last-range"
        ),
        ("bucket_rules: {x: {name: X}}", "1:19: error: the key \"limits\" is missing in \"bucket_rules.x\" [missing-key]"),
        (
            "bucket_rules: {x: {limits: [30, 30]}}",
            "1:28: error: the limits of x must ascend from above current_through, and be 1 to 12 [bad-limits]"
        ),
        ("bucket_rules: {oca: {limits: [30]}}", "1:21: error: there is a rule oca already [duplicate-id]"),
        ("bucket_rules: {Old ERP: {limits: [30]}}", "1:25: error: \"Old ERP\" is no name of a rule [bad-id]"),
        (
            "targets: {amber_withn: 0.1}",
            "1:11: error: unknown key \"amber_withn\" in \"targets\" [unknown-key]; did you mean \"amber_within\"?"
        ),
        ("targets: {amber_within: 5}", "1:25: error: \"targets.amber_within\" is 5 [out-of-range]; it must be a share from 0 to 1"),
        ("targets: {amber_within: -0.01}", "1:25: error: \"targets.amber_within\" is -0.01 [out-of-range]"),
        ("targets: {metrics: {cei: 1.01}}", "1:26: error: \"targets.metrics.cei\" is 1.01 [out-of-range]"),
        (
            "targets: {metrics: {dso.countbak: 0.1}}",
            "1:21: error: \"targets.metrics\": there is no metric dso.countbak [unknown-metric]; did you mean \"dso.countback\"?"
        ),
        (
            "targets: {metrics: {aging.over-60: 0.1}}",
            "1:21: error: \"targets.metrics\": there is no metric aging.over-60 [unknown-metric]; did you mean \"aging.over-90\"?"
        ),
        (
            "targets: {metrics: {collect.cash: 0.1}}",
            "1:21: error: \"targets.metrics\": collect.cash has no target under its own id [impossible-target]; write cash.collected: its"
        ),
        ("targets: {metrics: [cei]}", "1:20: error: \"targets.metrics\" must be a mapping"),
        ("- a", "1:1: error: the file must be a mapping, not a list [wrong-type]"),
    ])
    func fault(text: String, expected: String) {
        let faults = read(text).faults
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("incasso.yml:" + expected) == true, "\(faults)")
    }
}
