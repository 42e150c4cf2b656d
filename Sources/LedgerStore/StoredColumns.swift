import Ledger
import LedgerColumns

/// Where a column lies in its struct of arrays and of what it is made.
enum ColumnField<Root>: Sendable {
    case codes(WritableKeyPath<Root, [UInt32]> & Sendable, WritableKeyPath<Root, StringDictionary> & Sendable, dictionary: String)
    case currencies(WritableKeyPath<Root, [UInt8]> & Sendable, WritableKeyPath<Root, [Currency]> & Sendable)
    case kinds(WritableKeyPath<Root, [UInt8]> & Sendable)
    case days(WritableKeyPath<Root, [Int32]> & Sendable)
    case amounts(WritableKeyPath<Root, [Int64]> & Sendable)
    case texts(WritableKeyPath<Root, StringColumn> & Sendable)

    /// The name under which the distinct values are stored; nil for a column without a dictionary.
    var dictionaryName: String? {
        switch self {
        case .codes(_, _, let name): name
        case .currencies: "currencies"
        case .kinds, .days, .amounts, .texts: nil
        }
    }
}

/// A column of a struct of arrays and its name in the store.
struct StoredColumn<Root>: Sendable {
    let name: String
    let field: ColumnField<Root>

    init(_ name: String, _ field: ColumnField<Root>) {
        self.name = name
        self.field = field
    }
}

/// A struct of arrays that is stored as segments.
protocol StoredColumns: Sendable {
    /// Its columns in the order they are written: the slowest to encode first, so that the cores finish together.
    static var layout: [StoredColumn<Self>] { get }
    var count: Int { get }
    init()
}

extension ItemColumns: StoredColumns {
    static let layout: [StoredColumn<ItemColumns>] = ItemColumn.allCases.map { StoredColumn($0.rawValue, field(of: $0)) }

    private static func field(of column: ItemColumn) -> ColumnField<ItemColumns> {
        switch column {
        case .document: .texts(\.document)
        case .company: .codes(\.company, \.companies, dictionary: "companies")
        case .customer: .codes(\.customer, \.customers, dictionary: "customers")
        case .currency: .currencies(\.currency, \.currencies)
        case .kind: .kinds(\.kind)
        case .line: .codes(\.line, \.lines, dictionary: "lines")
        case .reference: .texts(\.reference)
        case .documentDay: .days(\.documentDay)
        case .dueDay: .days(\.dueDay)
        case .amountMinor: .amounts(\.amountMinor)
        case .openMinor: .amounts(\.openMinor)
        }
    }
}

extension PostingColumns: StoredColumns {
    static let layout: [StoredColumn<PostingColumns>] = [
        StoredColumn("document", .texts(\.document)),
        StoredColumn("clears", .texts(\.clears)),
        StoredColumn("company", .codes(\.company, \.companies, dictionary: "companies")),
        StoredColumn("customer", .codes(\.customer, \.customers, dictionary: "customers")),
        StoredColumn("currency", .currencies(\.currency, \.currencies)),
        StoredColumn("kind", .kinds(\.kind)),
        StoredColumn("line", .codes(\.line, \.lines, dictionary: "lines")),
        StoredColumn("posting_day", .days(\.postingDay)),
        StoredColumn("document_day", .days(\.documentDay)),
        StoredColumn("due_day", .days(\.dueDay)),
        StoredColumn("amount_minor", .amounts(\.amountMinor)),
    ]
}

extension HistoryColumns: StoredColumns {
    static let layout: [StoredColumn<HistoryColumns>] = [
        StoredColumn("document", .texts(\.document)),
        StoredColumn("company", .codes(\.company, \.companies, dictionary: "companies")),
        StoredColumn("customer", .codes(\.customer, \.customers, dictionary: "customers")),
        StoredColumn("currency", .currencies(\.currency, \.currencies)),
        StoredColumn("disputed", .kinds(\.disputed)),
        StoredColumn("document_day", .days(\.documentDay)),
        StoredColumn("due_day", .days(\.dueDay)),
        StoredColumn("cleared_day", .days(\.clearedDay)),
        StoredColumn("amount_minor", .amounts(\.amountMinor)),
    ]
}

extension ActivityColumns: StoredColumns {
    static let layout: [StoredColumn<ActivityColumns>] = [
        StoredColumn("activity", .texts(\.ids)),
        StoredColumn("document", .texts(\.documents)),
        StoredColumn("customer", .codes(\.customer, \.customers, dictionary: "customers")),
        StoredColumn("analyst", .codes(\.analyst, \.analysts, dictionary: "analysts")),
        StoredColumn("date", .days(\.days)),
        StoredColumn("follow_up_on", .days(\.followUpOn)),
        StoredColumn("follow_up_done_on", .days(\.followUpDoneOn)),
        StoredColumn("channel", .kinds(\.channel)),
        StoredColumn("direction", .kinds(\.direction)),
        StoredColumn("outcome", .kinds(\.outcome)),
        StoredColumn("has_document", .kinds(\.hasDocument)),
    ]
}

extension StoredColumns {
    /// Stops the program unless all columns have the same rows and every code is in its dictionary.
    func checkShape() {
        for column in Self.layout {
            switch column.field {
            case .codes(let codes, let dictionary, _):
                checkCount(self[keyPath: codes].count, column.name)
                let isKnown = areBelow(self[keyPath: codes], self[keyPath: dictionary].count)
                precondition(isKnown, "column \(column.name) has a code that is not in its dictionary")
            case .currencies(let codes, let currencies):
                checkCount(self[keyPath: codes].count, column.name)
                let isKnown = areBelow(self[keyPath: codes], self[keyPath: currencies].count)
                precondition(isKnown, "column \(column.name) has a code that is not in its list")
            case .kinds(let values): checkCount(self[keyPath: values].count, column.name)
            case .days(let values): checkCount(self[keyPath: values].count, column.name)
            case .amounts(let values): checkCount(self[keyPath: values].count, column.name)
            case .texts(let values): checkCount(self[keyPath: values].count, column.name)
            }
        }
    }

    private func checkCount(_ rowCount: Int, _ name: String) {
        precondition(rowCount == count, "column \(name) has \(rowCount) rows, not \(count)")
    }
}

/// Whether all codes are below a limit.
func areBelow<Code: FixedWidthInteger & UnsignedInteger>(_ values: [Code], _ limit: Int) -> Bool {
    let codes = values.span
    var largest: Code = 0
    // Unchecked: the index is below the count.
    for index in 0..<codes.count { largest = max(largest, codes[unchecked: index]) }
    return codes.count == 0 || Int(largest) < limit
}
