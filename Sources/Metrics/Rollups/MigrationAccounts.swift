import Ledger
import LedgerColumns

/// The accounts of both snapshots in one order.
struct MigrationAccounts: Sendable {
    let order: AccountOrder
    /// By part, of the codes of each.
    let opening: [AccountPlaces]
    let closing: [AccountPlaces]

    init(_ ledgers: MigrationLedgers, _ codes: MigrationCodes) {
        let parts = ledgers.opening.parts + ledgers.closing.parts
        let (customers, customer) = MigrationCodes.numbers(parts.map(\.customers))
        let order = AccountOrder(
            companies: codes.companies, customers: customers, currencies: codes.currencies, kindCount: 1,
            rowCount: ledgers.opening.count + ledgers.closing.count)
        let places = zip(codes.opening + codes.closing, customer).map { code, customer in
            order.places(companies: code.company, customers: customer, currencies: code.currency)
        }
        self.order = order
        opening = Array(places.prefix(ledgers.opening.parts.count))
        closing = Array(places.dropFirst(ledgers.opening.parts.count))
    }
}
