import Ledger
import LedgerColumns

@testable import LedgerImport

/// An open item that the writers of the tests put into files of all systems.
struct WrittenItem: Hashable {
    var company = "IT01"
    var document: String
    var line = "1"
    var kind: ItemKind
    var customer: String
    var documentDay: Day
    var dueDay: Day?
    var currency = Currency.eur
    var openMinor: Int64
    var reference = ""
}

/// A seeded ledger. Its days reach over the 12th of months and its amounts have cents, so that its columns say how they are written.
struct WrittenLedger {
    var items: [WrittenItem] = []
    static let day = Day(iso: "2026-10-31")!

    /// Items of some currencies; each kind occurs, some have no due day, some are large.
    init(seed: UInt64, count: Int = 40, currencies: [String] = ["EUR"]) {
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
    var canonical: String {
        let header = "company,document,line,kind,customer,document_date,due_date,currency,open_amount,reference\n"
        return header
            + items.map { item in
                [
                    item.company, item.document, item.line, item.kind.name, item.customer, item.documentDay.isoText,
                    item.dueDay?.isoText ?? "", item.currency.code, plain(item.openMinor), quoted(item.reference),
                ].joined(separator: ",") + "\n"
            }.joined()
    }

    /// What reading the canonical file gives, row by row.
    func rows() throws -> [String] { try read(canonical, name: "ledger-2026-10-31.csv").items?.rowTexts ?? [] }
}

/// `-1234.56`.
func plain(_ amountMinor: Int64) -> String {
    let digits = String(amountMinor.magnitude)
    let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    return (amountMinor < 0 ? "-" : "") + padded.dropLast(2) + "." + padded.suffix(2)
}

/// A text in quotes, its quotes doubled.
func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }

extension ItemColumns {
    /// Each row as text, in the order of the file.
    var rowTexts: [String] {
        (0..<count).map { row in
            [
                companies[company[row]], document[row], lines[line[row]], ItemKind(rawValue: kind[row])!.name, customers[customer[row]],
                Day(daysSinceEpoch: documentDay[row]).isoText,
                dueDay[row] == ItemColumns.noDay ? "" : Day(daysSinceEpoch: dueDay[row]).isoText,
                currencies[Int(currency[row])].code, String(openMinor[row]), reference[row],
            ].joined(separator: "|")
        }
    }
}
