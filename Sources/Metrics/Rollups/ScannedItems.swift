import Ledger
import LedgerColumns

/// The items that a scan goes through: columns in memory, or packed ones, of which each thread has a segment decoded at a time.
enum ScannedItems: Sendable {
    case columns(ItemColumns)
    case packed(PackedItems)

    var count: Int {
        switch self {
        case .columns(let items): items.count
        case .packed(let items): items.count
        }
    }

    var companies: [String] {
        switch self {
        case .columns(let items): items.companies.values
        case .packed(let items): items.companies.values
        }
    }

    var customers: [String] {
        switch self {
        case .columns(let items): items.customers.values
        case .packed(let items): items.customers.values
        }
    }

    var currencies: [Currency] {
        switch self {
        case .columns(let items): items.currencies
        case .packed(let items): items.currencies
        }
    }

    /// Hands the rows of one of `parts` parts to `body`, piece by piece in order: every time the same ones. Only the columns that are asked for are there.
    @inline(__always)
    func forEachPiece(part: Int, of parts: Int, _ columns: Set<ItemColumn>, _ body: (ItemColumns, Range<Int>) -> Void) {
        switch self {
        case .columns(let items): body(items, items.count * part / parts..<items.count * (part + 1) / parts)
        case .packed(let items):
            let segments = items.segments
            for segment in segments[segments.count * part / parts..<segments.count * (part + 1) / parts] {
                body(segment.decoded(columns), 0..<segment.count)
            }
        }
    }

    /// What is to be known of the rows before they are scanned, found on all cores.
    func survey() -> ItemSurvey {
        var survey = ItemSurvey()
        switch self {
        case .columns(let items): survey.add(items)
        case .packed(let items):
            let parts = items.reduceSegments([.company, .customer, .currency, .documentDay], ItemSurvey()) { $0.add($1) }
            for part in parts { survey.add(part) }
        }
        return survey
    }
}

/// Which accounts and document days items have.
struct ItemSurvey: Sendable {
    private var companies = CodeFlags()
    private var customers = CodeFlags()
    private var currencies = CodeFlags()
    /// From the first document day to the last; nil when no item has one.
    private(set) var documentDays: ClosedRange<Int32>?

    /// Adds some rows. Linear.
    mutating func add(_ items: ItemColumns) {
        companies.insert(items.company)
        customers.insert(items.customer)
        currencies.insert(items.currency)
        add(Self.range(items.documentDay))
    }

    /// Adds what other rows have.
    mutating func add(_ other: ItemSurvey) {
        companies.insert(other.companies)
        customers.insert(other.customers)
        currencies.insert(other.currencies)
        add(other.documentDays)
    }

    private mutating func add(_ days: ClosedRange<Int32>?) {
        guard let days else { return }
        documentDays =
            documentDays.map { min($0.lowerBound, days.lowerBound)...max($0.upperBound, days.upperBound) } ?? days
    }

    /// The values that have items.
    var usedCodes: AccountOrder.UsedCodes {
        AccountOrder.UsedCodes(companies: companies.codes, customers: customers.codes, currencies: currencies.codes)
    }

    /// From the first day of a column to the last, missing ones left out; nil without any. Linear.
    static func range(_ days: [Int32]) -> ClosedRange<Int32>? {
        var (low, high) = (Int32.max, Int32.min)
        for day in days where day != ItemColumns.noDay {
            low = min(low, day)
            high = max(high, day)
        }
        return low <= high ? low...high : nil
    }
}
