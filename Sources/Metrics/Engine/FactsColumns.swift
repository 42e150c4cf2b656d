import Ledger
import LedgerColumns

/// The facts of many keys while they are added up: one column an amount, so that rows that all add to the same amount, and the keys of a finer scope, are added from
/// memory that is read and written in order.
struct FactsColumns {
    /// A customer's net balance above zero, under a key.
    struct Net: Sendable {
        let place: Int
        let minor: Int128
    }

    let layout: FactsLayout
    /// The number of keys.
    let count: Int
    /// By amount of the layout, then by place; empty where all are zero.
    private var columns: [[Int128]]
    private var oldestDueDays: [Int32]
    private var nets: [Net] = []

    init(_ layout: FactsLayout, count: Int) {
        self.layout = layout
        self.count = count
        columns = Array(repeating: [], count: layout.count)
        oldestDueDays = Array(repeating: ItemColumns.noDay, count: count)
    }

    /// Adds an amount of every row to an entry.
    ///
    /// - Parameters:
    ///   - places: Of the rows; negative for rows that stand nowhere.
    ///   - amount: Of a row.
    @inline(__always)
    mutating func add(to entry: FactsEntry, places: [Int], _ amount: (_ row: Int) -> Int128) {
        add(toColumn: layout.start(entry), places: places, amount)
    }

    /// Adds an amount of every row to an entry of a row of the facts.
    @inline(__always)
    mutating func add(to row: FactsRow, _ index: Int, places: [Int], _ amount: (_ row: Int) -> Int128) {
        precondition(index >= 0 && index < layout.count(row))
        add(toColumn: layout.start(row) + index, places: places, amount)
    }

    @inline(__always)
    private mutating func add(toColumn number: Int, places: [Int], _ amount: (_ row: Int) -> Int128) {
        // A column of zeros is left out.
        guard let first = places.indices.first(where: { places[$0] >= 0 && amount($0) != 0 }) else { return }
        open(number)
        columns[number].withUnsafeMutableBufferPointer { column in
            for row in first..<places.count where places[row] >= 0 { column[places[row]] += amount(row) }
        }
    }

    /// Adds a rollup's entries, `width` of them for each row, to all entries of a row of the facts.
    mutating func add(_ minor: [Int64], to target: FactsRow, places: [Int]) {
        let (start, width) = (layout.start(target), layout.count(target))
        precondition(minor.count == places.count * width)
        let used = Self.used(minor, width: width)
        // Some rows at a time, which stay in the cache while their columns are added.
        let block = 256
        for first in stride(from: 0, to: places.count, by: block) {
            let rows = first..<min(first + block, places.count)
            for offset in used {
                open(start + offset)
                columns[start + offset].withUnsafeMutableBufferPointer { column in
                    for row in rows where places[row] >= 0 { column[places[row]] += Int128(minor[row * width + offset]) }
                }
            }
        }
    }

    /// The entries that are not zero in every row.
    private static func used(_ minor: [Int64], width: Int) -> [Int] {
        var bits = [Int64](repeating: 0, count: width)
        for row in stride(from: 0, to: minor.count, by: max(width, 1)) {
            for offset in 0..<width { bits[offset] |= minor[row + offset] }
        }
        return bits.indices.filter { bits[$0] != 0 }
    }

    /// Adds to an entry of a row of one key.
    @inline(__always)
    mutating func add(_ amount: Int128, to row: FactsRow, _ index: Int, place: Int) {
        precondition(index >= 0 && index < layout.count(row))
        add(amount, toColumn: layout.start(row) + index, place: place)
    }

    /// Adds to an entry of one key.
    @inline(__always)
    mutating func add(_ amount: Int128, to entry: FactsEntry, place: Int) {
        add(amount, toColumn: layout.start(entry), place: place)
    }

    @inline(__always)
    private mutating func add(_ amount: Int128, toColumn number: Int, place: Int) {
        if amount == 0 { return }
        open(number)
        columns[number][place] += amount
    }

    /// Takes in the due day of an item that is past due.
    @inline(__always)
    mutating func addOldest(_ day: Int32, place: Int) {
        if day == ItemColumns.noDay { return }
        let known = oldestDueDays[place]
        oldestDueDays[place] = known == ItemColumns.noDay ? day : min(known, day)
    }

    /// Takes in the net balance of a customer.
    @inline(__always)
    mutating func add(netMinor: Int128, place: Int) {
        if netMinor > 0 { nets.append(Net(place: place, minor: netMinor)) }
    }

    @inline(__always)
    private mutating func open(_ number: Int) {
        if columns[number].isEmpty { columns[number] = Array(repeating: 0, count: count) }
    }

    /// Adds the facts of other keys.
    ///
    /// - Parameter places: The place here of each key there; negative: nowhere.
    mutating func add(_ other: FactsColumns, places: [Int]) {
        precondition(other.layout == layout && places.count == other.count)
        for (number, column) in other.columns.enumerated() where !column.isEmpty {
            open(number)
            columns[number].withUnsafeMutableBufferPointer { own in
                for (theirs, place) in places.enumerated() where place >= 0 { own[place] += column[theirs] }
            }
        }
        for (theirs, place) in places.enumerated() where place >= 0 { addOldest(other.oldestDueDays[theirs], place: place) }
        for net in other.nets where places[net.place] >= 0 { nets.append(Net(place: places[net.place], minor: net.minor)) }
    }

    /// Σ of the balances above zero.
    var positiveNetMinor: Int128 { nets.reduce(0) { $0 + $1.minor } }

    /// The facts key by key.
    ///
    /// - Parameters: What is not summed here, of each key; empty where there is none.
    func rows(attributed: [Int128] = [], collection: [CollectionFacts] = [], risk: [RiskFacts] = []) -> FactsRows {
        FactsRows(
            layout, amounts: transposed, oldestDueDays: oldestDueDays.map { $0 == ItemColumns.noDay ? nil : Day(daysSinceEpoch: $0) },
            attributed: attributed, collection: collection, risk: risk, nets: nets)
    }

    /// The amounts by place, then by layout.
    private var transposed: [Int128] {
        let width = layout.count
        return [Int128](unsafeUninitializedCapacity: count * width) { amounts, initializedCount in
            // Some keys at a time, whose rows stay in the cache while the columns are dealt out to them. Every amount is written once: each key by each number.
            let block = 64
            for first in stride(from: 0, to: count, by: block) {
                let keys = first..<min(first + block, count)
                for (number, column) in columns.enumerated() {
                    if column.isEmpty {
                        for key in keys { amounts.initializeElement(at: key * width + number, to: 0) }
                    } else {
                        for key in keys { amounts.initializeElement(at: key * width + number, to: column[key]) }
                    }
                }
            }
            initializedCount = count * width
        }
    }
}
