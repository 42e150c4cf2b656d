import Ledger
import Metrics
import ReportDocument

/// One figure by month for the keys of a scope, a column a key, and for the whole ledger: the data of small multiples.
///
/// Shown are the keys with the largest gross balance on the as-of day, in the order of keys, so that a key keeps its place from month to month; the others
/// are columns of the file only.
struct KeyTrendBlock {
    let id: String
    let title: LocalizedText
    let metric: Metric
    let scope: Scope

    /// Keys shown at most: more panels cannot be compared at a glance.
    static let keysMax = 12

    func table(_ context: BlockContext) -> DraftTable {
        let days = TrendBlock.days(context)
        let all = context.figures.keys(scope)
        let shown = Set(all.enumerated().sorted { precedes($0, $1, context) }.prefix(Self.keysMax).map(\.element))
        // Headings are told apart over all keys: the file has them all.
        let keys = all.filter(shown.contains)
        let others = all.filter { !shown.contains($0) }
        let unit = context.words.unit(metric.unit, context.currency)
        let titles = titles(keys + others, context)
        let columns =
            [Column(id: "month", title: context.words.heading(.month), kind: .date)]
            + zip(keys, titles).map { Column(id: Self.columnId($0), title: $1, unit: unit, kind: .number) }
            + [Column(id: Self.totalId, title: context.words.key(""), unit: unit, kind: .number, origin: context.keyColumn(metric).origin)]
        return DraftTable(
            id: id, title: title.text(context.language), caption: context.name(metric),
            columns: columns,
            rows: days.map { day in
                let figures = keys.map { context.cellOfKey(metric, scope, $0, on: day) } + [context.cautionedCell(metric, on: day)]
                return (.item, [context.month(day)] + figures)
            }, moreRows: keys.count < all.count ? context.words.moreKeysNotShown(others.count) : nil,
            unshownColumns: context.lastDays(days)
                + zip(others, titles.dropFirst(keys.count)).map { key, title in
                    UnshownColumn(
                        column: Column(id: Self.columnId(key), title: title, unit: unit, kind: .number),
                        cells: days.map { Cell(context.cell(metric, scope, key, on: $0).value) })
                }, isHome: true)
    }

    /// The id of a key's column; the key is as the data have it.
    private static func columnId(_ key: String) -> String { "key." + key }
    /// The id of the whole ledger's column.
    static let totalId = "all"

    /// Headings of keys, apart from each other and from the other headings also where only their case differs.
    private func titles(_ keys: [String], _ context: BlockContext) -> [String] {
        var seen: Set<String> = [context.words.heading(.month).lowercased(), context.words.key("").lowercased()]
        return keys.map { key in
            let name = context.words.key(key)
            var title = name
            var number = 2
            while !seen.insert(title.lowercased()).inserted {
                title = name + " (\(number))"
                number += 1
            }
            return title
        }
    }

    private func precedes(
        _ left: EnumeratedSequence<[String]>.Element, _ right: EnumeratedSequence<[String]>.Element, _ context: BlockContext
    ) -> Bool {
        let (first, second) = (gross(left.element, context), gross(right.element, context))
        return first == second ? left.offset < right.offset : first > second
    }

    private func gross(_ key: String, _ context: BlockContext) -> Int64 {
        if case .money(let minor) = context.figures.value(.arGross, scope, key) { minor } else { 0 }
    }
}
