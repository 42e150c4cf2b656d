import ArgumentParser
import Foundation
import Ledger
import Simulator

/// `incasso simulate`: a made-up ledger in canonical files.
struct SimulateCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Write a made-up ledger in canonical files; the same options give the same bytes.")

    @Option(help: ArgumentHelp("Customers, 20 to 20000.", valueName: "N"))
    var customers: Int?

    @Option(help: ArgumentHelp("Month-end snapshots, 1 to 60.", valueName: "N"))
    var months: Int?

    @Option(help: ArgumentHelp("Start of the random numbers.", valueName: "S"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("The month of the last month-end.", valueName: "YYYY-MM"))
    var lastMonth: Month?

    @Option(help: ArgumentHelp("Working days after the last month with a snapshot of their own, 0 to 20.", valueName: "N"))
    var dailySnapshots: Int?

    @Flag(help: "Write one company as an Italian SAP-style export.")
    var sapExport = false

    @Flag(help: "Write the product's sample data.")
    var sample = false

    @Option(
        help: ArgumentHelp(
            "Write one ledger file of this many open items instead, or with --months as many month-ends with their postings, for benchmarks.",
            valueName: "N"))
    var items: Int?

    @Option(help: ArgumentHelp("The day of that file.", valueName: "DATE"))
    var asOf: Day?

    @Flag(help: "With --items and --as-of: the ledger of the month-end before.")
    var previousMonth = false

    @Argument(help: ArgumentHelp("The folder; created unless it is there.", valueName: "DIR"))
    var folder: String

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        let isSeries = months != nil || lastMonth != nil
        let isTeam = customers != nil || dailySnapshots != nil || sapExport
        if items != nil, isTeam || sample || (isSeries && (asOf != nil || previousMonth)) {
            throw ValidationError("--items goes with --seed, and with --as-of and --previous-month or --months and --last-month only.")
        }
        if items == nil, asOf != nil || previousMonth { throw ValidationError("--as-of and --previous-month need --items.") }
        if sample, isTeam || isSeries || seed != nil { throw ValidationError("--sample takes no other option.") }
    }

    func perform(_ terminal: Terminal) throws -> ExitStatus {
        if let items {
            return try months == nil && lastMonth == nil ? writeLarge(items: items, terminal) : writeSeries(items: items, terminal)
        }
        let ledger = try Simulator.run(options)
        try TextFile.createFolder(folder)
        try ledger.write(to: folder)
        try terminal.result("Wrote \(ledger.snapshots.count) snapshots and \(ledger.postings.count) postings to \(folder)\n")
        return .done
    }

    private var options: SimulatorOptions {
        if sample { return .sample }
        let standard = SimulatorOptions()
        return SimulatorOptions(
            seed: seed ?? standard.seed, customers: customers ?? standard.customers, months: months ?? standard.months,
            lastMonth: lastMonth ?? standard.lastMonth, dailySnapshots: dailySnapshots ?? standard.dailySnapshots,
            exportsSAPCompany: sapExport)
    }

    private func writeSeries(items: Int, _ terminal: Terminal) throws -> ExitStatus {
        let months = months ?? SimulatorOptions().months
        try Simulator.writeLargeLedgerSeries(
            items: items, months: months, to: folder, seed: seed ?? 1, lastMonth: lastMonth ?? SimulatorOptions().lastMonth)
        try terminal.result("Wrote \(months) snapshots of about \(items) open items to \(folder)\n")
        return .done
    }

    private func writeLarge(items: Int, _ terminal: Terminal) throws -> ExitStatus {
        let asOf = asOf ?? SimulatorOptions().lastMonth.lastDay
        try TextFile.createFolder(folder)
        let day = previousMonth ? asOf.month.firstDay.adding(days: -1) : asOf
        let path = Workspace.path("ledger-\(day.isoText).csv", in: folder)
        try Simulator.writeLargeLedger(items: items, to: path, seed: seed ?? 1, asOf: asOf, previousMonth: previousMonth)
        try terminal.result("Wrote \(items) open items to \(path)\n")
        return .done
    }
}
