/// Seeded ledgers of any size: a collections team's year for samples and demos, and single large ledgers for benchmarks.
public enum Simulator {
    /// Simulates a group's receivables and its collections team from an empty ledger on.
    ///
    /// Time and memory grow with customers × days. Throws `bad-option` when an option is outside its range.
    public static func run(_ options: SimulatorOptions) throws(SimulatorError) -> SimulatedLedger {
        try options.validate()
        var simulation = Simulation(options: options)
        return simulation.run()
    }
}
