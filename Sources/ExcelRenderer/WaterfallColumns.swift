import Ledger
import ReportDocument

/// The figures of a document that a waterfall is drawn over; charts over the same figures share their computed columns.
struct WaterfallSource: Hashable {
    let table: String
    let column: Int
    let firstRow: Int
    let lastRow: Int

    init(_ chart: Chart) {
        table = chart.table
        column = chart.seriesColumns.first ?? 0
        firstRow = chart.firstRow
        lastRow = chart.lastRow
    }

    /// The different waterfalls over the figures of a table, in the order of their charts.
    static func over(_ table: Table, in document: ReportDocument) throws(RenderError) -> [(source: WaterfallSource, waterfall: Waterfall)] {
        var found: [(source: WaterfallSource, waterfall: Waterfall)] = []
        for section in document.sections {
            for case .chart(let chart) in section.blocks where chart.kind == .waterfall && chart.table == table.id {
                let source = WaterfallSource(chart)
                guard !found.contains(where: { $0.source == source }) else { continue }
                found.append((source, Waterfall(try document.data(of: chart).series[0].values)))
            }
        }
        return found
    }
}

/// The computed columns of a waterfall, to the right of everything that is printed.
struct PlacedWaterfall {
    let source: WaterfallSource
    let waterfall: Waterfall
    let firstColumn: Int
}

extension Waterfall {
    /// Columns in use: the one below zero only when some bar reaches there.
    var columns: [WaterfallColumn] { reachesBelowZero ? WaterfallColumn.allCases : WaterfallColumn.allCases.dropLast() }
}

/// The columns a waterfall is drawn from, in order.
enum WaterfallColumn: CaseIterable {
    case base, balance, increase, decrease, belowZero

    func title(_ words: RendererWords) -> String {
        switch self {
        case .base: words.waterfallBase
        case .balance: words.balance
        case .increase: words.increase
        case .decrease: words.decrease
        case .belowZero: words.belowZero
        }
    }

    /// Nil for the part under a bar, which is not painted.
    var color: UInt32? {
        switch self {
        case .base: nil
        case .balance: Theme.accent
        case .increase: Theme.lines[2]
        case .decrease: Theme.lines[3]
        case .belowZero: Theme.lines[1]
        }
    }
}

/// Formulas and values of a waterfall's computed columns.
struct WaterfallFormula {
    /// Addresses of the series, from the opening balance to the closing balance.
    let source: [String]
    let position: Int
    let bar: Waterfall.Bar

    func text(_ column: WaterfallColumn) -> String {
        let own = source[position]
        if bar.kind == .balance {
            switch column {
            case .balance: return "MAX(\(own),0)"
            case .belowZero: return "MIN(\(own),0)"
            case .base, .increase, .decrease: return "0*\(own)"
            }
        }
        let before = source[..<position].joined(separator: "+")
        let (low, high) = ("MIN(\(before),\(before)+\(own))", "MAX(\(before),\(before)+\(own))")
        switch column {
        case .base: return "MAX(0,\(low))+MIN(0,\(high))"
        case .increase: return "IF(\(own)>=0,MAX(0,\(high))-MAX(0,\(low)),0)"
        case .decrease: return "IF(\(own)<0,MAX(0,\(high))-MAX(0,\(low)),0)"
        case .belowZero: return "MIN(0,\(low))-MIN(0,\(high))"
        case .balance: return "0*\(own)"
        }
    }

    static func value(_ column: WaterfallColumn, _ bar: Waterfall.Bar) -> Double {
        let (low, high) = (min(bar.from, bar.to), max(bar.from, bar.to))
        switch column {
        case .base: return bar.kind == .balance ? 0 : max(0, low) + min(0, high)
        case .balance: return bar.kind == .balance ? max(0, bar.to) : 0
        case .increase: return bar.kind == .increase ? max(0, high) - max(0, low) : 0
        case .decrease: return bar.kind == .decrease ? max(0, high) - max(0, low) : 0
        case .belowZero: return min(0, low) - min(0, high)
        }
    }
}
