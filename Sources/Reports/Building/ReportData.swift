import Ledger
import Metrics

/// Everything a report is built from: figures by day and what is behind them.
public struct ReportData: Sendable {
    public var asOf: Day
    public var policy: Policy
    /// Figures of the as-of day in all scopes, of the other days at least for the whole ledger; days without a snapshot are missing.
    public var figures: [Day: DayFigures]
    public var tables: ReferenceTables
    public var sources: [SnapshotSource]
    /// How many items each analyst or team, whichever the report is about, has on those days of ``sources`` of which there are no figures.
    public var itemCounts: [Day: [String: Int]] = [:]
    /// What the imports told about the files behind the figures.
    public var imports: [ImportFact] = []
    /// Whether managers see names of analysts, and on what legal basis; else portfolio codes.
    public var analystNames: AnalystNames
    /// The working day that the report opens, with what was recorded about it; nil where no report asks for it.
    public var workingDay: WorkingDay?
    /// When a missed target is amber.
    public var thresholds = TargetThresholds()
    /// Whom the data was cut to; nil: the whole ledger.
    public var subject: ReportSubject?
    /// The figures of others that a cut report may show, of the team and of all.
    public var peers: [Scope: PeerFigures] = [:]
    /// The lists of the as-of day; specs with list blocks need them.
    public var lists: DayLists?
    /// The workings the spec asks for, of the whole ledger on the as-of day.
    public var workings: [Metric: FigureWorking] = [:]
    /// The files of postings and small tables behind the workings' figures and their inputs, by name.
    public var workingFiles: [Metric: [String]] = [:]
    /// The rows of portfolios and the names of their files, for workings of reports about analysts; nil: these count no rows and name no files.
    public var portfolioRows: PortfolioRows?
    public var portfolioFiles: PortfolioFiles?
    /// The items that would close the gap to the target, of the whole ledger; nil where no report asks for them.
    public var closingItems: ClosingItems?
    /// The versions of the report's days that have several, by day and version; nil when that is not to be told.
    public var restatements: [RestatedVersion]?
    /// The items of the whole ledger on the as-of day under the rules the spec names, by the rule's id.
    public var emulations: [String: Emulation] = [:]

    /// What a report may show of analysts.
    public enum AnalystNames: Hashable, Sendable {
        case portfolio
        case named(basis: String)
    }

    public init(
        asOf: Day, policy: Policy, figures: [Day: DayFigures], tables: ReferenceTables, sources: [SnapshotSource],
        analystNames: AnalystNames, lists: DayLists? = nil
    ) {
        self.asOf = asOf
        self.policy = policy
        self.figures = figures
        self.tables = tables
        self.sources = sources
        self.analystNames = analystNames
        self.lists = lists
    }
}

/// A version of a day that has several: what the day said then.
public struct RestatedVersion: Hashable, Sendable {
    public var day: Day
    public var version: Int
    /// The day its newest file was imported on.
    public var importedOn: Day
    public var itemCount: Int
    /// Reporting minor units.
    public var net: FigureValue
    public var pastDue: FigureValue

    public init(day: Day, version: Int, importedOn: Day, itemCount: Int, net: FigureValue, pastDue: FigureValue) {
        self.day = day
        self.version = version
        self.importedOn = importedOn
        self.itemCount = itemCount
        self.net = net
        self.pastDue = pastDue
    }
}

/// A part of a snapshot that figures come from.
public struct SnapshotSource: Hashable, Sendable {
    public var day: Day
    public var version: Int
    public var itemCount: Int
    /// The file's name, without folders.
    public var file: String
    /// A hash of the content that does not depend on the order of rows, as hexadecimal digits.
    public var fingerprint: String

    public init(day: Day, version: Int, itemCount: Int, file: String, fingerprint: String) {
        self.day = day
        self.version = version
        self.itemCount = itemCount
        self.file = file
        self.fingerprint = fingerprint
    }
}

extension ReportSpec {
    /// The rules of other systems that the report shows, each once.
    public var emulatedRules: [BucketRule] {
        var seen: Set<BucketRule> = []
        return sections.flatMap(\.blocks).flatMap { block -> [BucketRule] in
            if case .emulation(_, let rules) = block { return rules }
            return []
        }.filter { seen.insert($0).inserted }
    }

    /// The month-ends before an as-of day, and the day itself, that a report shows, ascending.
    public func days(asOf: Day) -> [Day] {
        let span = max(months, 13)
        return (1..<span).reversed().map { asOf.month.adding(months: -$0).lastDay } + [asOf]
    }

    /// The scopes whose figures a report needs on one of its days.
    public func scopes(on day: Day, asOf: Day) -> [Scope] {
        if day == asOf { return Scope.allCases }
        let read: [Scope] =
            switch audience {
            case .manager: usesAccolades ? [.all, .analyst] : [.all]
            case .analyst: [.all, .analyst]
            case .team: [.all, .team, .analyst]
            }
        return read + trendScopes.filter { !read.contains($0) }
    }

    /// The scopes of trends by key, in the order of scopes.
    private var trendScopes: [Scope] {
        let scopes = sections.flatMap(\.blocks).compactMap { if case .trendByKey(_, _, _, let scope) = $0 { scope } else { nil } }
        return Scope.allCases.filter(scopes.contains)
    }

    /// Whether the report says something of the day's work, and so needs a ``WorkingDay``.
    public var usesWorkingDay: Bool {
        sections.flatMap(\.blocks).contains { block in
            switch block {
            case .dayCash, .dayChange, .dayPromises: true
            default: false
            }
        }
    }

    private var usesAccolades: Bool {
        sections.flatMap(\.blocks).contains { if case .accolades = $0 { true } else { false } }
    }
}
