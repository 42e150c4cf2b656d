import Ledger

/// How all promises made by a day stand on it. Those of each customer are looked up once somebody asks for them. May be shared by threads.
final class PromisesOfDay: Sendable {
    /// In the order they are served.
    let all: [PromiseProgress]
    private let ofCustomers = MadeOnce<TextPlaces>()

    init(_ all: [PromiseProgress]) { self.all = all }

    /// The places of a customer's promises among all, ascending.
    func places(of customer: String) -> ArraySlice<Int32> {
        ofCustomers.value { TextPlaces(count: all.count) { all[$0].promise.customer } }[customer]
    }

    /// The promises of a customer, in the order they are served.
    func of(_ customer: String) -> [PromiseProgress] { places(of: customer).map { all[Int($0)] } }
}
