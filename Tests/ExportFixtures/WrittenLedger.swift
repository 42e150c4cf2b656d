import Ledger

/// An open item that the writers of the tests put into files of all systems.
public struct WrittenItem: Hashable, Sendable {
    public var company = "IT01"
    public var document: String
    public var line = "1"
    public var kind: ItemKind
    public var customer: String
    public var documentDay: Day
    public var dueDay: Day?
    public var currency = Currency.eur
    public var openMinor: Int64
    /// What the document was of, where the system's list says it.
    public var amountMinor: Int64?
    public var reference = ""
}

/// A seeded ledger. Its days reach over the 12th of months and its amounts have cents, so that its columns say how they are written.
public struct WrittenLedger: Sendable {
    public var items: [WrittenItem] = []
    /// The day it is of.
    public static let day = Day(iso: "2026-10-31")!

    /// Items of some currencies; each kind occurs, some have no due day, some are large.
    public init(seed: UInt64, count: Int = 40, currencies: [String] = ["EUR"]) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(limit))
        }
        for index in 0..<count {
            let kinds: [ItemKind] = [.invoice, .invoice, .invoice, .creditNote, .payment, .debitNote]
            let kind = index < 6 ? kinds[index] : kinds[next(kinds.count)]
            let documentDay = index == 0 ? Day(iso: "2026-09-28")! : Self.day.adding(days: -next(300))
            let magnitude = Int64(next([99, 99_999, 9_999_999, 999_999_999][next(4)]) + 1)
            let isCredit = kind == .creditNote || kind == .payment
            let dueDay = index == 0 ? Day(iso: "2026-10-28")! : documentDay.adding(days: 14 + next(77))
            items.append(
                WrittenItem(
                    document: String(9_000_000_100 + index), kind: kind, customer: "C\(100 + next(9))", documentDay: documentDay,
                    dueDay: isCredit || next(9) == 0 ? nil : dueDay, currency: Currency(code: currencies[next(currencies.count)])!,
                    openMinor: index == 0 ? 123_456_789 : isCredit ? -magnitude : magnitude,
                    reference: next(3) == 0 ? ["Cantù, n. 7", "says \"ok\"", "A;B|C", "Müller & fils", "x\ty"][next(5)] : ""))
        }
    }

    /// The ledger as a canonical file.
    public var canonical: String {
        let header = "company,document,line,kind,customer,document_date,due_date,currency,amount,open_amount,reference\n"
        return header
            + items.map { item in
                [
                    item.company, item.document, item.line, item.kind.name, item.customer, item.documentDay.isoText,
                    item.dueDay?.isoText ?? "", item.currency.code, item.amountMinor.map(plain) ?? "", plain(item.openMinor),
                    quoted(item.reference),
                ].joined(separator: ",") + "\n"
            }.joined()
    }

    /// The ledger with the items of the documents up to an earlier day.
    public func upTo(_ day: Day) -> WrittenLedger {
        var ledger = self
        ledger.items.removeAll { $0.documentDay > day }
        return ledger
    }

    /// The ledger with each item changed.
    func changing(_ change: (inout WrittenItem) -> Void) -> WrittenLedger {
        var ledger = self
        for index in ledger.items.indices { change(&ledger.items[index]) }
        return ledger
    }
}

/// `-1234.56`.
public func plain(_ amountMinor: Int64) -> String {
    let digits = String(amountMinor.magnitude)
    let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    return (amountMinor < 0 ? "-" : "") + padded.dropLast(2) + "." + padded.suffix(2)
}

/// A text in quotes, its quotes doubled.
public func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
