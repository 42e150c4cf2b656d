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
            "worklist", "landing", "bucket_rules", "targets",
        ]
        if let mapping = root?.mapping(keys: keys, &faults) {
            readFigures(mapping, into: &configuration, &faults)
            readReports(mapping, into: &configuration, &faults)
            readCalendars(mapping, among: calendars, into: &configuration, &faults)
            if let risk = mapping["risk"] { readRisk(risk, into: &configuration.risk, &faults) }
            if let worklist = mapping["worklist"] { readWorklist(worklist, into: &configuration.worklist, &faults) }
            if let landing = mapping["landing"] { readLanding(landing, into: &configuration.landing, &faults) }
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
        guard let known = rates.list(&faults, each: lossRate) else { return }
        guard known.count == bucketCount else {
            let advice = "give one for each bucket: current, one for each limit, over the last limit"
            faults.append(rates.fault("bad-count", "\(rates.name) has \(known.count) rates for \(bucketCount) buckets", advice: advice))
            return
        }
        guard commonDenominator(known) != nil else {
            let advice = "write rates whose fractions have smaller denominators, or decimals of at most 12 places"
            faults.append(rates.fault("bad-rates", "\(rates.name) has no common denominator up to 10^15", advice: advice))
            return
        }
        configuration.lossRates = known
    }

    /// A share from 0 to 1: a decimal number of at most 12 places, or a fraction of whole numbers.
    private static func lossRate(_ node: YAMLNode, _ faults: inout [Diagnostic]) -> Rational? {
        let text = node.scalarText ?? ""
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        var rate: Rational?
        if parts.count == 2, let numerator = Int32(parts[0]), let denominator = Int32(parts[1]), denominator > 0 {
            rate = Rational(Int128(numerator), Int128(denominator))
        } else if let decimal = Decimal64(text: text), decimal.scale <= lossRatePlacesMax {
            rate = decimal.rational
        }
        guard let rate else {
            faults.append(
                node.fault(
                    "bad-rate", "\(node.name) \"\(text)\" is no rate",
                    advice: "write a decimal number with at most \(lossRatePlacesMax) places, like 0.05, or a fraction, like 2/23"))
            return nil
        }
        guard rate >= .zero, rate <= Rational(1) else {
            faults.append(node.fault("out-of-range", "\(node.name) is \(text)", advice: "it must be a share from 0 to 1"))
            return nil
        }
        return rate
    }

    private static let lossRatePlacesMax = 12

    /// The least common denominator of rates; nil above 10^15, where sums over amounts might not be exact.
    private static func commonDenominator(_ rates: [Rational]) -> Int128? {
        var common: Int128 = 1
        for rate in rates {
            var (left, right) = (common, rate.denominator)
            while right != 0 { (left, right) = (right, left % right) }
            common = common / left * rate.denominator
            if common > Rational.powerOfTen(15) { return nil }
        }
        return common
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
        guard let chosen = mapping["calendars"]?.mapping(keys: ["work", "teams", "bank"], &faults) else { return }
        if let work = chosen["work"].flatMap({ calendar($0, of: names, &faults) }), let known = calendars[work] ?? nil {
            configuration.workCalendar = known
        }
        if let bank = chosen["bank"].flatMap({ calendar($0, of: names, &faults) }), let known = calendars[bank] ?? nil {
            configuration.bankCalendar = known
        }
        for entry in chosen["teams"]?.entries(&faults) ?? [] {
            if let name = calendar(entry.value, of: names, &faults), let known = calendars[name] ?? nil {
                configuration.teamCalendars[entry.key] = known
            }
        }
    }

    /// What people call the countries of shipped calendars besides their codes.
    private static let otherNames = ["UK": "GB", "GBR": "GB", "ENGLAND": "GB"]

    /// The calendar a path was written for: `milano` for `calendars/milano.yml`.
    private static func fileName(_ text: String, of names: [String]) -> String? {
        let file = text.split(separator: "/").last.map(String.init) ?? text
        return names.first { file == $0 + ".yml" || file == $0 && text != file }
    }

    private static func calendar(_ node: YAMLNode, of names: [String], _ faults: inout [Diagnostic]) -> String? {
        if let text = node.scalarText, !names.contains(text), let meant = otherNames[text.uppercased()] ?? fileName(text, of: names) {
            faults.append(
                node.fault(
                    "unknown-word", "\(node.name) cannot be \"\(text)\"",
                    advice: "did you mean \"\(meant)\"? Valid: \(names.joined(separator: ", "))"))
            return nil
        }
        if let text = node.scalarText, !names.contains(text) {
            faults.append(
                node.fault(
                    "unknown-word", "\(node.name) cannot be \"\(text)\"",
                    advice: NearestWord.advice(for: text, in: names)
                        + "; other names are those of files, and there is no calendars/\(text).yml"))
            return nil
        }
        return node.word(of: names, &faults)
    }
}
