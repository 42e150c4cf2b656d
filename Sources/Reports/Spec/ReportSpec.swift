import Ledger
import Metrics

/// A report as its spec file says: sections with blocks, without any figure.
public struct ReportSpec: Hashable, Sendable {
    /// Who reads the report: decides what it may show of people.
    public enum Audience: String, CaseIterable, Sendable { case manager, analyst, team }

    /// What a report can be written as.
    public enum Format: String, CaseIterable, Sendable { case xlsx, html, csv, txt, eml }

    /// How the report is laid out where there are no sheets.
    public enum Form: String, CaseIterable, Sendable {
        /// A page for browser and printer.
        case page
        /// A message: HTML for mail programs, and plain text.
        case mail

        /// What a report of the form can be written as.
        public var formats: [Format] { self == .mail ? [.html, .txt, .eml, .xlsx, .csv] : [.xlsx, .html, .csv] }
    }

    /// The file's name without ending: lower-case letters, digits and hyphens.
    public var name: String
    public var title: LocalizedText
    public var audience: Audience
    public var form: Form
    /// The team a report for the team is about; nil: the whole ledger.
    public var team: String?
    public var formats: [Format]
    public var languages: [Language]
    /// Months shown by trends, the as-of month included.
    public var months: Int
    /// How far a figure may miss its target and still be amber, as a share of the target, 0...1; nil: as `TargetThresholds` say. Shares of single figures stay.
    public var amberWithin: Decimal64?
    public var sections: [SectionSpec]
}

/// A text in every language.
public struct LocalizedText: Hashable, Sendable {
    public var english: String
    public var italian: String

    /// The text in a language.
    public func text(_ language: Language) -> String {
        switch language {
        case .english: english
        case .italian: italian
        }
    }
}

/// A sheet or page section of a report.
public struct SectionSpec: Hashable, Sendable {
    public var id: String
    public var title: LocalizedText
    public var blocks: [BlockSpec]
    /// Whether it is to look up and not to read: folded on pages, not printed.
    public var isAppendix = false
}

/// A block of a section.
public enum BlockSpec: Hashable, Sendable {
    /// Figures with target, variance, last month and the same month last year; `links` leads to the section with the detail.
    case headline(metrics: [Metric], links: [Metric: String])
    /// Sentences made from the figures.
    case findings
    /// Sentences on figures that got better since the end of last month.
    case improvements(metrics: [Metric])
    /// Whether the figures tie out.
    case stamp
    /// Figures of the whole ledger by month.
    case trend(id: String, title: LocalizedText, metrics: [Metric], targets: TargetChoice)
    /// One figure by month, for each key of a scope and for the whole ledger.
    case trendByKey(id: String, title: LocalizedText, metric: Metric, scope: Scope)
    /// A chart over a trend's or a bridge's table.
    case chart(ChartSpec)
    /// Figures by the keys of a scope, with a total; keys beyond `rows` are one row.
    case byScope(id: String, title: LocalizedText, scope: Scope, metrics: [Metric], rows: Int, targets: TargetChoice)
    /// The migration matrix: amounts and shares.
    case migration(id: String)
    /// The roll-forward, one movement a row.
    case bridge(id: String)
    /// An analyst's figures beside those of a whole team or of all: `team` or `all`.
    case comparison(id: String, title: LocalizedText, with: Scope, metrics: [Metric])
    /// Follow-ups that are due on the as-of day or late.
    case followUps(id: String, title: LocalizedText, rows: Int)
    /// Cash against the target and the part of it that goes with the working days gone.
    case pace(id: String, title: LocalizedText)
    /// Yesterday's cash.
    case dayCash
    /// Figures beside those of the latest snapshot before.
    case dayChange(id: String, title: LocalizedText, metrics: [Metric])
    /// Promises due today or broken yesterday.
    case dayPromises(id: String, title: LocalizedText, choice: DayPromisesChoice, rows: Int)
    /// Accounts escalated in the last days.
    case escalations(id: String, title: LocalizedText, days: Int, rows: Int)
    /// Disputes open for some days, by department.
    case stuckDisputes(id: String, title: LocalizedText, days: Int)
    /// Good news about portfolios.
    case accolades(AccoladeRules)
    /// Disputes by department or reason, with a total.
    case disputeGroups(id: String, dimension: DisputesOfDay.Dimension)
    /// The items due by month end that the landing forecast does not count on, the largest: what would close the gap to the target.
    case closingItems(id: String, title: LocalizedText, rows: Int)
    /// The disputes open longest; the rest is counted.
    case oldestDisputes(id: String, rows: Int)
    /// A list a collections team works from.
    case list(ListSpec)
    /// Credits that could be cleared, by age and kind.
    case unappliedAges(id: String)
    /// The days of the report that have several versions, and what each said.
    case restatements
    /// The same items in other systems' buckets, and what makes the difference.
    case emulation(id: String, rules: [BucketRule])
    /// How figures of the whole ledger came about: each with its inputs down to the rows. `metrics`: nil for all that the report shows.
    case workings(id: String, metrics: [Metric]?)
    case text(LocalizedText)
    /// Definitions of the figures the report shows, of which it has no workings.
    case definitions
    case policies
    case sources
    /// What the imports told about the files.
    case imports
    case rates
    case dataQuality
}

/// Which figures of a table stand beside their targets.
public enum TargetChoice: Hashable, Sendable {
    case none
    /// Those of which the month has a target for a key of the table.
    case all
    /// These, whether there are targets or not.
    case of([Metric])
}

/// A chart block.
public struct ChartSpec: Hashable, Sendable {
    /// The form of the chart.
    public enum Kind: String, CaseIterable, Sendable {
        case line, column, bullet
        case stackedColumn = "stacked-column"
        case waterfall
        case smallMultiples = "small-multiples"
    }

    public var id: String
    public var kind: Kind
    public var title: LocalizedText
    /// Id of the block whose table has the data.
    public var of: String
    /// Metrics of that table; none for a bridge and for small multiples.
    public var metrics: [Metric]
    /// What lines and columns are held against: a metric of that table; nil for nothing.
    public var target: Metric?
    /// Whether lines and columns are held against the target of their first metric, which the table has beside it.
    public var showsTarget: Bool
    /// What columns are expected to be at the end of the running month: a metric of that table; nil for nothing.
    public var forecast: Metric?
}

extension ReportSpec {
    /// The most rows of a block of closing items; nil when there is none.
    public var closingItemCount: Int? {
        sections.flatMap(\.blocks).compactMap { if case .closingItems(_, _, let rows) = $0 { rows } else { nil } }.max()
    }

    /// Whether a list is among the blocks whose rules look at credit limits.
    public var judgesLimits: Bool {
        sections.flatMap(\.blocks).contains { block in
            if case .list(let list) = block { [.highRisk, .worklist].contains(list.of) } else { false }
        }
    }

    /// Whether a block shows a list: these need the items of the as-of day.
    public var hasLists: Bool {
        sections.flatMap(\.blocks).contains { block in
            switch block {
            case .list, .unappliedAges: true
            default: false
            }
        }
    }
}
