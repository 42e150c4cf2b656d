import Ledger
import LedgerStore
import Metrics

/// The bridge between two days, ready to be written. Amounts in the reporting currency unless a column says otherwise.
struct DayBridge {
    let before: SnapshotInfo
    let after: SnapshotInfo
    let bridge: SnapshotBridge
    let tables: ReferenceTables
    let policy: Policy

    private typealias Sum = (key: String, movements: SnapshotBridge.Movements)

    static let columns: [(title: String, id: String, value: @Sendable (SnapshotBridge.Movements) -> Int128)] = [
        ("opening", "opening", { $0.opening }), ("new", "new", { $0.new }), ("grown", "grown", { $0.grown }), ("paid", "paid", { $0.paid }),
        ("credited", "credited", { $0.credited }), ("written off", "written_off", { $0.writtenOff }),
        ("adjusted", "adjusted", { $0.adjusted }),
        ("settled otherwise", "settled_otherwise", { $0.settledOtherwise }), ("fx", "fx", { $0.fx }),
        ("closing", "closing", { $0.closing }),
    ]

    func text(_ format: ResultFormat, by scope: Scope, rowsMax: Int, isOfCustomer: Bool) -> String {
        switch format {
        case .table: head + (isOfCustomer ? itemTable(rowsMax) : bridgeTables(scope, rowsMax))
        case .csv: isOfCustomer ? itemsCSV(rowsMax) : bridgeCSV(scope, rowsMax)
        case .json: json(scope, rowsMax, isOfCustomer: isOfCustomer).text + "\n"
        }
    }

    private var head: String {
        "From \(before.name) to \(after.name), amounts in \(policy.reportingCurrency.code)\n\n"
    }

    func money(_ minor: Int128) -> String { MajorUnits.text(minor: minor, currency: policy.reportingCurrency) }

    private func amounts(_ movements: SnapshotBridge.Movements) -> [String] { Self.columns.map { money($0.value(movements)) } }

    /// The sums of a scope, the largest change first, then by key.
    private func sums(_ scope: Scope) -> [Sum] {
        func size(_ movements: SnapshotBridge.Movements) -> UInt128 { (movements.closing - movements.opening).magnitude }
        let sums = bridge.sums {
            ScopeKey.key(scope, company: $0.company, customer: $0.customer, currency: $0.currency, on: bridge.last, tables: tables)
        }
        return sums.enumerated().sorted {
            let (left, right) = (size($0.element.movements), size($1.element.movements))
            return left == right ? $0.offset < $1.offset : left > right
        }.map(\.element)
    }

    private func bridgeTables(_ scope: Scope, _ rowsMax: Int) -> String {
        var text = table(scope, rowsMax)
        for other in [Scope.company, .currency] where other != scope { text += "\n" + table(other, Int.max) }
        return text
    }

    private func table(_ scope: Scope, _ rowsMax: Int) -> String {
        let sums = sums(scope)
        var table = TextTable([(scope.rawValue, .left)] + Self.columns.map { ($0.title, .right) })
        for sum in sums.prefix(rowsMax) { table.add([sum.key] + amounts(sum.movements)) }
        if sums.count > rowsMax {
            let rest = sums[rowsMax...].reduce(into: SnapshotBridge.Movements()) { $0.add($1.movements) }
            table.add(["\(sums.count - rowsMax) more"] + amounts(rest))
        }
        table.add(["total"] + amounts(bridge.total))
        return table.text
    }

    private func bridgeCSV(_ scope: Scope, _ rowsMax: Int) -> String {
        var text = CSVText.row(["scope", "key"] + Self.columns.map(\.id))
        for (scope, key, movements) in lines(scope, rowsMax) { text += CSVText.row([scope.rawValue, key] + amounts(movements)) }
        return text
    }

    /// The rows of a scope, of company and currency, and the total.
    private func lines(_ scope: Scope, _ rowsMax: Int) -> [(Scope, String, SnapshotBridge.Movements)] {
        var lines = sums(scope).prefix(rowsMax).map { (scope, $0.key, $0.movements) }
        for other in [Scope.company, .currency] where other != scope { lines += sums(other).map { (other, $0.key, $0.movements) } }
        return lines + [(.all, "", bridge.total)]
    }

    // MARK: One customer, item by item

    private func itemTable(_ rowsMax: Int) -> String {
        var table = TextTable(
            [
                ("company", .left), ("document", .left), ("line", .left), ("kind", .left), ("due", .left), ("currency", .left),
                ("open before", .right), ("open after", .right),
            ]
                + Self.columns.map { ($0.title, .right) })
        for item in bridge.items.prefix(rowsMax) {
            table.add(fields(item) + amounts(item.movements))
            for posting in item.postings {
                let start = ["", "  " + posting.document, "", posting.kind.name, posting.day.isoText, item.currency.code, ""]
                table.add(
                    start + [MajorUnits.text(minor: Int128(posting.amountMinor), currency: item.currency)]
                        + Self.columns.map { _ in "" })
            }
        }
        if bridge.items.count > rowsMax {
            table.add(["\(bridge.items.count - rowsMax) more"] + [String](repeating: "", count: 7 + Self.columns.count))
        }
        table.add(["total"] + [String](repeating: "", count: 7) + amounts(bridge.total))
        return table.text
    }

    private func fields(_ item: SnapshotBridge.Item) -> [String] {
        [
            item.company, item.document, item.line, item.kind?.name ?? "", item.dueDay?.isoText ?? "", item.currency.code,
            MajorUnits.text(minor: Int128(item.openBeforeMinor), currency: item.currency),
            MajorUnits.text(minor: Int128(item.openAfterMinor), currency: item.currency),
        ]
    }

    private static let itemFields = ["company", "document", "line", "kind", "due_date", "currency", "open_before", "open_after"]

    /// A line for each item, and behind it one for each posting that moved it.
    private func itemsCSV(_ rowsMax: Int) -> String {
        let postingFields = ["posting_date", "posting_kind", "posting_document", "posting_amount"]
        var text = CSVText.row(["record", "customer"] + Self.itemFields + Self.columns.map(\.id) + postingFields)
        let noAmounts = [String](repeating: "", count: Self.columns.count)
        for item in bridge.items.prefix(rowsMax) {
            text += CSVText.row(["item", item.customer] + fields(item) + amounts(item.movements) + [String](repeating: "", count: 4))
            for posting in item.postings {
                let amount = MajorUnits.text(minor: Int128(posting.amountMinor), currency: item.currency)
                text += CSVText.row(
                    ["posting", item.customer] + fields(item) + noAmounts
                        + [posting.day.isoText, posting.kind.name, posting.document, amount])
            }
        }
        return text
    }

    // MARK: JSON

    private func json(_ scope: Scope, _ rowsMax: Int, isOfCustomer: Bool) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("from", .string(before.name)), ("to", .string(after.name)), ("reportingCurrency", .string(policy.reportingCurrency.code)),
        ]
        if isOfCustomer {
            members.append(("items", .array(bridge.items.prefix(rowsMax).map(json))))
            members.append(("total", .object(json(bridge.total))))
        } else {
            let rows = lines(scope, rowsMax).map { scope, key, movements in
                JSONValue.object([("scope", .string(scope.rawValue)), ("key", .string(key))] + json(movements))
            }
            members.append(("bridge", .array(rows)))
        }
        return .object(members)
    }

    private func json(_ movements: SnapshotBridge.Movements) -> [(key: String, value: JSONValue)] {
        Self.columns.map { ($0.id, .number(money($0.value(movements)))) }
    }

    private func json(_ item: SnapshotBridge.Item) -> JSONValue {
        let start = zip(Self.itemFields, fields(item)).map { name, text in
            (key: name, value: name.hasPrefix("open_") ? JSONValue.number(text) : text.isEmpty ? .null : .string(text))
        }
        let postings = item.postings.map { posting in
            JSONValue.object([
                ("date", .string(posting.day.isoText)), ("kind", .string(posting.kind.name)), ("document", .string(posting.document)),
                ("amount", .number(MajorUnits.text(minor: Int128(posting.amountMinor), currency: item.currency))),
            ])
        }
        return .object([("customer", .string(item.customer))] + start + json(item.movements) + [("postings", .array(postings))])
    }
}
