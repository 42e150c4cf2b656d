import Ledger
import Metrics

/// The lines that tell of items which two versions of a day say differently: one a field, the net change on the first of an item.
///
/// An item that went to another customer has lines for both: it leaves the one with its amount before, and comes to the other with its amount after. The net
/// column therefore adds up to the change of the balance, of the ledger and of each customer.
struct RestatedLines {
    struct Line {
        let item: VersionComparison.Item
        /// Whose balance the net change is of.
        let customer: String
        let currency: Currency
        let change: String
        let field: String
        let before: String
        let after: String
        /// On the first line of an item and customer, else nil.
        let netMinor: Int128?

        var isFirst: Bool { netMinor != nil }
    }

    let items: [VersionComparison.Item]
    /// The lines of an item and customer.
    let groups: [[Line]]

    /// - Parameter customer: nil for all.
    init(_ items: [VersionComparison.Item], customer: String?) {
        self.items = items.filter { customer == nil || $0.customer == customer || $0.formerCustomer == customer }
        groups = self.items.flatMap { item in
            [item.formerCustomer, item.customer].compactMap { $0 }.filter { customer == nil || $0 == customer }
                .map { Self.lines(item, of: $0) }
        }
    }

    var all: [Line] { groups.flatMap { $0 } }

    private static func lines(_ item: VersionComparison.Item, of customer: String) -> [Line] {
        let currency = (customer == item.customer ? item.after ?? item.before : item.before)?.currency ?? item.currency
        return fields(item, isFormer: customer != item.customer).enumerated().map { place, field in
            Line(
                item: item, customer: customer, currency: currency, change: word(item.change), field: field.field.rawValue,
                before: field.before, after: field.after, netMinor: place == 0 ? item.netMinor(of: customer) : nil)
        }
    }

    private static func word(_ change: VersionComparison.Change) -> String {
        switch change {
        case .added: "added"
        case .removed: "removed"
        case .changed: "changed"
        }
    }

    /// What is said differently; of an added or removed item its open amount, and its due day and kind where it has them.
    private static func fields(_ item: VersionComparison.Item, isFormer: Bool) -> [VersionComparison.FieldChange] {
        switch item.change {
        case .added: facts(item.after).map { VersionComparison.FieldChange(field: $0.field, before: "", after: $0.text) }
        case .removed: facts(item.before).map { VersionComparison.FieldChange(field: $0.field, before: $0.text, after: "") }
        case .changed(let changes): isFormer ? changes.filter { $0.field == .customer } : changes
        }
    }

    private static func facts(_ state: VersionComparison.State?) -> [(field: VersionComparison.Field, text: String)] {
        guard let state else { return [] }
        return [
            (.openAmount, MajorUnits.text(minor: Int128(state.openMinor), currency: state.currency)),
            (.dueDate, state.dueDay?.isoText ?? ""), (.kind, state.kind?.name ?? ""),
        ].filter { !$0.text.isEmpty }
    }
}
