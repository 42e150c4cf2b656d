import Ledger
import LedgerColumns

/// What is to be known of the items of a positions scan before they are dealt out: which values have items, and which days.
struct ItemSurvey: Sendable {
    /// By part.
    private var companies: [CodeFlags]
    private var customers: [CodeFlags]
    private var currencies: [CodeFlags]
    private(set) var documentDays: DaySpan
    private(set) var dueDays: DaySpan

    /// - Parameter day: The snapshot's.
    init(partCount: Int, around day: Day) {
        companies = [CodeFlags](repeating: CodeFlags(), count: partCount)
        (customers, currencies) = (companies, companies)
        documentDays = DaySpan(around: day)
        dueDays = documentDays
    }

    /// The columns that are looked at.
    static let columns: Set<ItemColumn> = [.company, .customer, .currency, .documentDay, .dueDay]

    /// Adds some rows of a part. Linear.
    mutating func add(_ items: ItemColumns, _ rows: Range<Int>, part: Int) {
        companies[part].insert(items.company.span.extracting(rows))
        customers[part].insert(items.customer.span.extracting(rows))
        currencies[part].insert(items.currency.span.extracting(rows))
        documentDays.add(items.documentDay.span.extracting(rows))
        dueDays.add(items.dueDay.span.extracting(rows))
    }

    /// Adds what other rows have.
    mutating func add(_ other: ItemSurvey) {
        for part in companies.indices {
            companies[part].insert(other.companies[part])
            customers[part].insert(other.customers[part])
            currencies[part].insert(other.currencies[part])
        }
        documentDays.add(other.documentDays)
        dueDays.add(other.dueDays)
    }

    /// The values of the items of some parts.
    func values(of parts: [EncodedItems.Part]) -> UsedAccounts {
        let (companyTexts, companyNumbers) = MigrationCodes.numbers(parts.map(\.companies))
        let (customerTexts, customerNumbers) = MigrationCodes.numbers(parts.map(\.customers))
        var known: [Currency] = []
        let currencyNumbers = parts.map { known.codes(adding: $0.currencies) }
        return UsedAccounts(
            companies: UsedValues(companyTexts, companyNumbers, companies),
            customers: UsedValues(customerTexts, customerNumbers, customers),
            currencies: UsedValues(known, currencyNumbers, currencies))
    }
}

/// The values that items have.
struct UsedAccounts {
    let companies: UsedValues<String>
    let customers: UsedValues<String>
    let currencies: UsedValues<Currency>
}

/// Those values of a list that rows have.
struct UsedValues<Value> {
    let values: [Value]
    /// By part and code: the place among the values; 0 for codes that no row has, and nothing at all without any row.
    let places: [[UInt32]]

    /// - Parameters:
    ///   - numbers: By part and code: the place in the list.
    ///   - flags: By part: codes that rows have.
    init(_ all: [Value], _ numbers: [[UInt32]], _ flags: [CodeFlags]) {
        var isUsed = [Bool](repeating: false, count: all.count)
        for (numbers, flags) in zip(numbers, flags) {
            for code in flags.codes { isUsed[Int(numbers[code])] = true }
        }
        var place = [UInt32](repeating: 0, count: all.count)
        var values: [Value] = []
        for number in all.indices where isUsed[number] {
            place[number] = UInt32(values.count)
            values.append(all[number])
        }
        self.values = values
        places = numbers.map { values.isEmpty ? [] : $0.map { place[Int($0)] } }
    }
}

/// From the first day of some to the last, of those not far from a day.
struct DaySpan: Sendable {
    /// Days farther away are none of the span.
    static let reach: Int32 = 4095
    private let near: ClosedRange<Int32>
    private var low = Int32.max
    private var high = Int32.min

    init(around day: Day) {
        // Days of the calendar are far from the ends of the numbers.
        near = day.daysSinceEpoch - Self.reach...day.daysSinceEpoch + Self.reach
    }

    /// nil without a day that is near.
    var days: ClosedRange<Int32>? { low <= high ? low...high : nil }

    /// Adds the days of some rows; missing ones are no days. Linear.
    mutating func add(_ days: Span<Int32>) {
        var (low, high) = (low, high)
        // Unchecked: rows of the span's own range.
        for row in 0..<days.count {
            let day = days[unchecked: row]
            low = min(low, near.contains(day) ? day : Int32.max)
            high = max(high, near.contains(day) ? day : Int32.min)
        }
        (self.low, self.high) = (low, high)
    }

    mutating func add(_ other: DaySpan) { (low, high) = (min(low, other.low), max(high, other.high)) }
}
