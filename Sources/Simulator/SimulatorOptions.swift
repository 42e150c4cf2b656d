import Ledger

/// What is simulated. The same options give the same bytes on every machine.
public struct SimulatorOptions: Hashable, Sendable {
    /// Start of all random numbers.
    public var seed: UInt64
    /// Number of customers, 20...20,000.
    public var customers: Int
    /// Number of month-end snapshots, 1...60.
    public var months: Int
    /// The month of the last month-end snapshot.
    public var lastMonth: Month
    /// Open items a snapshot has on average, roughly; at least one a customer.
    public var openItemsPerSnapshot: Int
    /// Months of business before the first snapshot's month, 1...60; the ledger is empty when they start.
    public var historyMonths: Int
    /// Working days after the last month that get a snapshot of their own, 0...20.
    public var dailySnapshots: Int
    /// Whether company IT02 arrives as an Italian SAP-style export instead of inside the canonical ledger files.
    public var exportsSAPCompany: Bool

    public init(
        seed: UInt64 = 1, customers: Int = 300, months: Int = 13, lastMonth: Month = Month(year: 2026, month: 10),
        openItemsPerSnapshot: Int? = nil, historyMonths: Int = 15, dailySnapshots: Int = 0, exportsSAPCompany: Bool = false
    ) {
        self.seed = seed
        self.customers = customers
        self.months = months
        self.lastMonth = lastMonth
        self.openItemsPerSnapshot = openItemsPerSnapshot ?? customers * 4
        self.historyMonths = historyMonths
        self.dailySnapshots = dailySnapshots
        self.exportsSAPCompany = exportsSAPCompany
    }

    /// The options of the files in `sample-data/`.
    public static let sample = SimulatorOptions(
        seed: 2086, customers: 300, months: 13, lastMonth: Month(year: 2026, month: 10), openItemsPerSnapshot: 1150,
        historyMonths: 15, dailySnapshots: 5, exportsSAPCompany: true)

    /// The first month with a month-end snapshot.
    public var firstMonth: Month { lastMonth.adding(months: 1 - months) }
    /// The first day of business.
    var firstDay: Day { firstMonth.adding(months: -historyMonths).firstDay }

    /// Throws `bad-option` for the first option outside its range.
    func validate() throws(SimulatorError) {
        let ranges: [(name: String, value: Int, range: ClosedRange<Int>)] = [
            ("customers", customers, 20...20_000), ("months", months, 1...60), ("history months", historyMonths, 1...60),
            ("daily snapshots", dailySnapshots, 0...20), ("open items a snapshot", openItemsPerSnapshot, customers...customers * 50),
            ("last month's year", lastMonth.year, 1990...2100),
        ]
        for option in ranges where !option.range.contains(option.value) {
            throw SimulatorError(
                code: .badOption,
                message: "\(option.name) is \(option.value); it must be \(option.range.lowerBound) to \(option.range.upperBound)")
        }
    }
}
