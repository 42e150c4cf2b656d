import Ledger

/// A report, independent of format: what Excel, HTML and CSV render, and all they see.
///
/// Meaning is here (money of a currency, a ratio, a total, not available with a reason); looks are in the renderers. Every visible word is already in ``language``.
public struct ReportDocument: Hashable, Sendable {
    /// The spec's name: file names start with it. Lower-case letters, digits and hyphens.
    public var name: String
    public var language: Language
    public var title: String
    /// One line under the title: period, as-of day, currency.
    public var subtitle: String
    /// The as-of day; also the document's creation date in file properties, so that the same input gives the same bytes.
    public var asOf: Day
    /// Reporting currency.
    public var currency: Currency
    public var sections: [Section]
    /// One line with the figure that matters most: a message's subject; nil: the title says it all.
    public var headline: String?
    /// Fixed words that renderers need around the content.
    public var words: RendererWords

    public init(
        name: String, language: Language, title: String, subtitle: String, asOf: Day, currency: Currency, sections: [Section],
        headline: String? = nil, words: RendererWords
    ) {
        self.name = name
        self.language = language
        self.title = title
        self.subtitle = subtitle
        self.asOf = asOf
        self.currency = currency
        self.sections = sections
        self.headline = headline
        self.words = words
    }

    /// The cell a reference points at; nil when there is no such table, row or column.
    public func cell(_ reference: CellReference) -> Cell? {
        for section in sections {
            for case .table(let table) in section.blocks where table.id == reference.table {
                guard table.rows.indices.contains(reference.row), table.columns.indices.contains(reference.column) else { return nil }
                return table.rows[reference.row].cells[reference.column]
            }
        }
        return nil
    }
}

/// A part of a report with a heading: a sheet in Excel, a `<section>` in HTML.
public struct Section: Hashable, Sendable {
    /// Stable id, lower-case with hyphens, unique in the document: anchors and links.
    public var id: String
    /// Heading; also the sheet's name, so at most 31 characters and none of `[]:*?/\`.
    public var title: String
    public var blocks: [Block]
    /// Whether it is to look up and not to read: folded on pages, not printed, left out of messages.
    public var isAppendix: Bool

    public init(id: String, title: String, blocks: [Block], isAppendix: Bool = false) {
        self.id = id
        self.title = title
        self.blocks = blocks
        self.isAppendix = isAppendix
    }
}

/// A piece of a section, from top to bottom.
public enum Block: Hashable, Sendable {
    /// A paragraph of plain text.
    case paragraph(String, role: ParagraphRole)
    case table(Table)
    case chart(Chart)
}

/// What a paragraph is for.
public enum ParagraphRole: Hashable, Sendable {
    case body
    /// A sentence made from the figures; shown as a list item among its neighbours.
    case finding
    /// Small print under a table.
    case note
    /// The stamp that says the figures tie out (or do not).
    case stamp(ok: Bool)
}

/// Words around the content, in the document's language.
public struct RendererWords: Hashable, Sendable {
    /// "n/a".
    public var notAvailable: String
    /// "Contents".
    public var contents: String
    /// "Back to summary".
    public var backToFirstSection: String
    /// "Page"; renderers write `Page 1 / 9`.
    public var page: String
    /// "Data behind the chart".
    public var chartData: String
    /// "Status".
    public var status: String
    /// Words for red, amber and green, so that colour is never the only sign.
    public var statusNames: [Status: String]
    /// "yes" and "no".
    public var yes: String
    public var no: String
    /// "Working": heading over formulas written with their figures.
    public var working: String
    /// "Reason": why a figure is not available.
    public var reason: String
    /// "Note": what to look at in a figure.
    public var note: String
    /// What is said in place of a table without rows that has no caption: "Nothing to list."
    public var noRows: String
    /// Follows the number of rows that are not shown: "The CSV file of the table has the full list."
    public var fullListInFile: String
    /// "Row": heading over the kinds of row.
    public var row: String
    /// Words for the kinds of row: "item", "subtotal", "total".
    public var rowRoleNames: [Row.Role: String]
    /// Words for the parts of a waterfall: "Base" (the invisible part under a bar), "Balance", "Increase", "Decrease", "Below zero".
    public var waterfallBase: String
    public var balance: String
    public var increase: String
    public var decrease: String
    public var belowZero: String
    /// "Month still running": what is drawn apart in a chart of months.
    public var runningMonth: String
    /// "Show the table": of a table whose figures stand in cards.
    public var showTable: String

    public init(
        notAvailable: String, contents: String, backToFirstSection: String, page: String, chartData: String, status: String,
        statusNames: [Status: String], yes: String, no: String, working: String, reason: String, note: String, noRows: String,
        fullListInFile: String, row: String,
        rowRoleNames: [Row.Role: String],
        waterfallBase: String, balance: String, increase: String, decrease: String, belowZero: String,
        runningMonth: String, showTable: String
    ) {
        self.notAvailable = notAvailable
        self.contents = contents
        self.backToFirstSection = backToFirstSection
        self.page = page
        self.chartData = chartData
        self.status = status
        self.statusNames = statusNames
        self.yes = yes
        self.no = no
        self.working = working
        self.reason = reason
        self.note = note
        self.noRows = noRows
        self.fullListInFile = fullListInFile
        self.row = row
        self.rowRoleNames = rowRoleNames
        self.waterfallBase = waterfallBase
        self.balance = balance
        self.increase = increase
        self.decrease = decrease
        self.belowZero = belowZero
        self.runningMonth = runningMonth
        self.showTable = showTable
    }
}
