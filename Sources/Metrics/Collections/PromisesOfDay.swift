import Ledger
import LedgerColumns

/// How all promises made by a day stand on it. Those of each customer are looked up once somebody asks for them. May be shared by threads.
final class PromisesOfDay: Sendable {
    /// In the order they are served.
    let all: [PromiseProgress]
    private let ofCustomers = MadeOnce<Places>()

    /// The places of the promises of each customer, ascending, those of a customer beside each other.
    private struct Places: Sendable {
        var customers = StringDictionary()
        var places: [Int32] = []
        /// Where those of each customer begin; one more than customers.
        var starts: [Int32] = []
    }

    init(_ all: [PromiseProgress]) { self.all = all }

    /// The places of a customer's promises among all, ascending.
    func places(of customer: String) -> ArraySlice<Int32> {
        let known = ofCustomers.value(found)
        guard let code = known.customers.code(of: customer).map({ Int($0) }) else { return [] }
        return known.places[Int(known.starts[code])..<Int(known.starts[code + 1])]
    }

    /// The promises of a customer, in the order they are served.
    func of(_ customer: String) -> [PromiseProgress] { places(of: customer).map { all[Int($0)] } }

    private func found() -> Places {
        var found = Places()
        let codes = all.map { Int(found.customers.code(adding: $0.promise.customer)) }
        found.starts = [Int32](repeating: 0, count: found.customers.count + 1)
        for code in codes { found.starts[code + 1] += 1 }
        for code in 0..<found.customers.count { found.starts[code + 1] += found.starts[code] }
        var next = found.starts
        found.places = [Int32](repeating: 0, count: codes.count)
        for (place, code) in codes.enumerated() {
            found.places[Int(next[code])] = Int32(place)
            next[code] += 1
        }
        return found
    }
}
