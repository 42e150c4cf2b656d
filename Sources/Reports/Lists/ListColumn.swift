import Ledger
import Metrics
import ReportDocument

/// A column of a list, with the cell it makes of a row.
struct ListColumn<Row> {
    let column: Column
    let cell: (Row) -> DraftCell

    var id: String { column.id }

    init(_ column: Column, cell: @escaping (Row) -> DraftCell) {
        self.column = column
        self.cell = cell
    }

    /// - Parameter record: What its cells tell of; not available where none of the kind were imported.
    private init(
        _ heading: ListColumnHeading, id: String, unit: String? = nil, _ kind: Column.Kind, of record: RecordKind? = nil,
        _ context: ListContext, value: @escaping (Row) -> CellValue
    ) {
        let column = Column(id: id, title: context.words.heading(heading), unit: unit, kind: kind)
        let missing = record.flatMap(context.imported.missing).map { CellValue.notAvailable(reason: context.words.reason($0)) }
        self.init(column) { DraftCell(missing ?? value($0)) }
    }

    /// A text; empty where there is none.
    static func text(
        _ heading: ListColumnHeading, id: String, long: Bool = false, of record: RecordKind? = nil, _ context: ListContext,
        _ text: @escaping (Row) -> String?
    ) -> ListColumn {
        ListColumn(heading, id: id, long ? .longText : .text, of: record, context) {
            text($0).map { $0.isEmpty ? .empty : .text($0) } ?? .empty
        }
    }

    static func date(
        _ heading: ListColumnHeading, id: String, of record: RecordKind? = nil, _ context: ListContext, _ day: @escaping (Row) -> Day?
    ) -> ListColumn {
        ListColumn(heading, id: id, .date, of: record, context) { day($0).map { .date($0) } ?? .empty }
    }

    static func count(
        _ heading: ListColumnHeading, id: String, unit: String? = nil, _ context: ListContext, _ count: @escaping (Row) -> Int?
    ) -> ListColumn {
        ListColumn(heading, id: id, unit: unit, .number, context) { count($0).map { .count(Int64($0)) } ?? .empty }
    }

    /// Minor units of the reporting currency.
    static func money(_ heading: ListColumnHeading, id: String, _ context: ListContext, _ minor: @escaping (Row) -> Int64?) -> ListColumn {
        ListColumn(heading, id: id, unit: context.currency.code, .number, context) {
            minor($0).map { .money($0, context.currency) } ?? .empty
        }
    }

    /// Minor units of the row's own currency.
    static func documentMoney(
        _ heading: ListColumnHeading, id: String, _ context: ListContext, _ amount: @escaping (Row) -> (Int64, Currency)
    ) -> ListColumn {
        ListColumn(heading, id: id, .number, context) { row in
            let (minor, currency) = amount(row)
            return .money(minor, currency)
        }
    }

    /// A figure of the row's customer, which formulas may point at.
    static func figure(
        _ metric: Metric, _ context: ListContext, figures: DayFigures?, _ customer: @escaping (Row) -> String
    ) -> ListColumn {
        let column = Column(
            id: context.columnId(metric), title: context.words.name(metric, context.aging),
            unit: context.words.unit(metric.unit, context.currency), kind: .number)
        return ListColumn(column) { row in
            guard let figures else { return DraftCell(.empty) }
            let address = FigureAddress(metric: metric, scope: .customer, key: customer(row), day: figures.frame.asOf)
            switch figures.value(metric, .customer, customer(row)) {
            case .money(let minor): return DraftCell(.money(minor, context.currency), address: address)
            case .ratio(let ratio): return DraftCell(.ratio(ratio), address: address)
            case .days(let days): return DraftCell(.days(days), address: address)
            case .count(let count): return DraftCell(.count(count), address: address)
            case .index(let index):
                return DraftCell(
                    .number(index, places: FigureFormat.places(of: index, usual: metric.placesShown)), address: address)
            case .unavailable(let reason): return DraftCell(.notAvailable(reason: context.words.reason(reason)))
            }
        }
    }

    /// Who the row is about: customer, name and portfolio.
    static func account(_ context: ListContext, _ account: @escaping (Row) -> Account) -> [ListColumn] {
        [
            .text(.customer, id: "customer", context) { account($0).customer },
            .text(.name, id: "name", context) { account($0).record?.name },
            .text(.portfolio, id: "portfolio", context) { context.words.key(account($0).owner) },
        ]
    }
}
