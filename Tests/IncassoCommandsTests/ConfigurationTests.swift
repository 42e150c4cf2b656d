import Ledger
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
            aging: {limits: [15, 45], credits: separate}
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
            """
        let (read, faults) = read(text)
        #expect(faults.isEmpty)
        let configuration = try #require(read)
        #expect(
            configuration.policy
                == Policy(
                    reportingCurrency: Currency(code: "GBP")!, aging: AgingLimits([15, 45])!, sales: .net,
                    promiseTolerance: PromiseTolerance(count: 2, unit: .businessDays),
                    attribution: Attribution(
                        rule: .split, lastTouchDays: 5, contacts: .reached, ownerShare: Rational(3, 10), partner: .lastTouch),
                    workCalendar: .unitedKingdom,
                    bankCalendar: .unitedKingdom))
        #expect(configuration.store == "data/x.incasso")
        #expect(configuration.promiseTolerance == PromiseTolerance(count: 2, unit: .businessDays))
        #expect(configuration.workCalendar == .unitedKingdom && configuration.bankCalendar == .unitedKingdom)
        #expect(configuration.languages == [.italian])
        #expect(configuration.analystPrivacy == .named(basis: "works council agreement 12/2025"))
        #expect(configuration.lossRates?.map(\.text) == ["0", "0.1", "0.2", "1"])
        #expect(configuration.mail.allowedDomains == ["example.org"])
        #expect(configuration.mail.security == .none && configuration.mail.username == nil)
    }

    @Test func otherBucketsHaveNoDefaultLossRates() {
        #expect(read("aging: {limits: [30]}").configuration?.lossRates == nil)
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
        ("aging: {credits: current}", "1:18: error: \"aging.credits\": current is not supported yet [not-supported-yet]"),
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
        ("mail: {from: nobody}", "1:14: error: \"mail.from\" is no mail address [bad-address]"),
        ("mail: {allowed_domains: ['@x']}", "1:26: error: \"mail.allowed_domains[0]\" is no mail domain [bad-domain]"),
        ("mail: {smtp: {port: 0}}", "1:21: error: \"mail.smtp.port\" is 0 [out-of-range]; it must be 1 to 65535"),
        ("mail: {smtp: {host: mx.example.com, security: none}}", "1:47: error: mail without protection is sent to this machine only"),
        ("mail: {smtp: {password_env: 's3cret!'}}", "1:29: error: \"mail.smtp.password_env\" is no name of an environment variable"),
        ("- a", "1:1: error: the file must be a mapping, not a list [wrong-type]"),
    ])
    func fault(text: String, expected: String) {
        let faults = read(text).faults
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("incasso.yml:" + expected) == true, "\(faults)")
    }
}
