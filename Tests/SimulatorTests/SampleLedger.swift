@testable import Simulator

/// The sample's ledger, simulated once for all tests.
enum SampleLedger {
    static let shared = Result { try Simulator.run(.sample) }
}
