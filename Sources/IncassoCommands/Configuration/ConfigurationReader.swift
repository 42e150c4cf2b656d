import Ledger
import StrictYAML

/// Reads `incasso.yml`: all faults in one run, each with its place.
public enum ConfigurationReader {
    /// The configuration of a text; nil when something is wrong. `file` is the name faults carry.
    ///
    /// - Parameter calendars: The holiday calendars there are, by name; nil for one that has faults of its own.
    public static func read(
        utf8 bytes: [UInt8], file: String, calendars: [String: HolidayCalendar?] = shippedCalendars
    ) -> (configuration: Configuration?, faults: [Diagnostic]) {
        var (root, faults) = YAMLReader.read(utf8: bytes, file: file)
        var configuration = Configuration()
        let keys = [
            "reporting_currency", "store", "aging", "sales", "promises", "attribution", "calendars", "languages", "privacy", "ecl", "mail",
            "risk",
            "worklist", "bucket_rules", "targets",
        ]
        if let mapping = root?.mapping(keys: keys, &faults) {
            readFigures(mapping, into: &configuration, &faults)
            readReports(mapping, into: &configuration, &faults)
            readCalendars(mapping, among: calendars, into: &configuration, &faults)
            if let risk = mapping["risk"] { readRisk(risk, into: &configuration.risk, &faults) }
            if let worklist = mapping["worklist"] { readWorklist(worklist, into: &configuration.worklist, &faults) }
            if let rules = mapping["bucket_rules"] { readBucketRules(rules, into: &configuration.bucketRules, &faults) }
            if let targets = mapping["targets"] { readTargets(targets, configuration.agingLimits, into: &configuration.targets, &faults) }
            if let mail = mapping["mail"] { readMail(mail, into: &configuration.mail, &faults) }
        }
        return (faults.isEmpty ? configuration : nil, faults)
    }

    private static func readFigures(_ mapping: YAMLMapping, into configuration: inout Configuration, _ faults: inout [Diagnostic]) {
        if let currency = mapping["reporting_currency"]?.currency(&faults) { configuration.reportingCurrency = currency }
        if let store = mapping["store"]?.string(&faults) { configuration.store = store }
        if let aging = mapping["aging"]?.mapping(keys: ["limits", "credits"], &faults) {
            if let limits = aging["limits"].flatMap({ limits($0, &faults) }) { configuration.agingLimits = limits }
            if let credits = aging["credits"]?.word(AgingCredits.self, &faults) { configuration.agingCredits = credits }
        }
        if let sales = mapping["sales"]?.word(Policy.Sales.self, &faults) { configuration.sales = sales }
        if let attribution = mapping["attribution"] { readAttribution(attribution, into: &configuration.attribution, &faults) }
        if let node = mapping["promises"]?.mapping(keys: ["tolerance"], &faults)?["tolerance"], let text = node.string(&faults) {
            if let tolerance = PromiseTolerance(text: text) {
                configuration.promiseTolerance = tolerance
            } else {
                let advice = "write 0 to 60 days, like \"3 days\" or \"2 business days\""
                faults.append(node.fault("bad-tolerance", "\(node.name) cannot be \"\(text)\"", advice: advice))
            }
        }
        readLossRates(mapping["ecl"], into: &configuration, &faults)
    }

    private static func limits(_ node: YAMLNode, _ faults: inout [Diagnostic]) -> AgingLimits? {
        guard let numbers = node.list(&faults, each: { $0.int(in: 1...3650, &$1) }) else { return nil }
        if let limits = AgingLimits(numbers) { return limits }
        let advice = "write 1 to 12 ascending days past due, like [30, 60, 90]"
        faults.append(node.fault("bad-limits", "\(node.name) must ascend and have 1 to 12 entries", advice: advice))
        return nil
    }

    private static func readLossRates(_ node: YAMLNode?, into configuration: inout Configuration, _ faults: inout [Diagnostic]) {
        let bucketCount = configuration.agingLimits.bucketCount
        guard let rates = node?.mapping(keys: ["loss_rates"], &faults)?["loss_rates"] else {
            if configuration.agingLimits != .standard { configuration.lossRates = nil }
            return
        }
        guard let known = rates.list(&faults, each: share) else { return }
        guard known.count == bucketCount else {
            let advice = "give one for each bucket: current, one for each limit, over the last limit"
            faults.append(rates.fault("bad-count", "\(rates.name) has \(known.count) rates for \(bucketCount) buckets", advice: advice))
            return
        }
        configuration.lossRates = known
    }

    private static func readReports(_ mapping: YAMLMapping, into configuration: inout Configuration, _ faults: inout [Diagnostic]) {
        if let node = mapping["languages"], let languages = node.list(&faults, each: { $0.word(Language.self, &$1) }) {
            if languages.isEmpty || Set(languages).count != languages.count {
                faults.append(
                    node.fault("bad-languages", "\(node.name) must name each language once", advice: "write at least one, like [en, it]"))
            }
            configuration.languages = languages
        }
        if let privacy = mapping["privacy"]?.mapping(keys: ["analysts", "basis"], &faults) {
            let basis = privacy["basis"]?.string(&faults)
            guard privacy["analysts"]?.word(of: ["portfolio", "named"], &faults) == "named" else { return }
            if let basis {
                configuration.analystPrivacy = .named(basis: basis)
            } else if privacy["basis"] == nil {
                let advice = "add \"basis: …\" with the legal basis, or write \"analysts: portfolio\""
                faults.append(privacy.node.fault("missing-basis", "\"privacy.analysts: named\" needs a legal basis", advice: advice))
            }
        }
    }

    /// The calendars that come with the product, by name.
    public static let shippedCalendars: [String: HolidayCalendar?] = Dictionary(
        uniqueKeysWithValues: HolidayCalendar.shipped.map { ($0.name, $0) })

    private static func readCalendars(
        _ mapping: YAMLMapping, among calendars: [String: HolidayCalendar?], into configuration: inout Configuration,
        _ faults: inout [Diagnostic]
    ) {
        let own = calendars.keys.filter { shippedCalendars[$0] == nil }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let names = HolidayCalendar.shipped.map(\.name) + own
        guard let chosen = mapping["calendars"]?.mapping(keys: ["work", "bank"], &faults) else { return }
        if let work = chosen["work"]?.word(of: names, &faults), let known = calendars[work] ?? nil { configuration.workCalendar = known }
        if let bank = chosen["bank"]?.word(of: names, &faults), let known = calendars[bank] ?? nil { configuration.bankCalendar = known }
    }
}
