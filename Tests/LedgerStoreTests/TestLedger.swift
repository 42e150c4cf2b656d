import Foundation
import Ledger
import LedgerColumns
import LedgerStore

/// A store in a folder of its own, which is removed with it.
final class TemporaryStore {
    let folder: URL
    let store: LedgerStore

    var path: String { folder.appendingPathComponent("ledger.incasso").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("incasso-store-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try LedgerStore.create(at: folder.appendingPathComponent("ledger.incasso").path)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Imports a ledger of one day as a file of its own.
    @discardableResult
    func importItems(_ items: ItemColumns, on day: Day, fingerprint: UInt64) throws -> SnapshotOutcome {
        try store.importing { transaction in
            let source = try transaction.addTestSource(.ledger)
            return try transaction.addSnapshotPart(day: day, items: items, fingerprint: fingerprint, source: source)
        }
    }

    @discardableResult
    func importPostings(_ postings: PostingColumns) throws -> PostingOutcome {
        try store.importing { transaction in
            try transaction.addPostings(postings, source: try transaction.addTestSource(.postings))
        }
    }
}

extension ImportTransaction {
    func addTestSource(_ kind: FileKind, sha256: String = "00") throws -> SourceFile.ID {
        try addSource(name: "file.csv", kind: kind, byteCount: 10, sha256: sha256, importedOn: day("2026-11-02"))
    }
}

/// Statements that give a store its activities as those of versions up to 6 have them: as rows, of which there are none.
let activitiesAsRows = """
    DROP TABLE activity_segment;
    DROP TABLE activity_set;
    CREATE TABLE activity (
        activity TEXT PRIMARY KEY, date TEXT NOT NULL, analyst TEXT NOT NULL, customer TEXT NOT NULL, channel TEXT NOT NULL,
        direction TEXT NOT NULL, outcome TEXT NOT NULL, document TEXT, follow_up_on TEXT, follow_up_done_on TEXT
    ) STRICT, WITHOUT ROWID;

    """

func day(_ text: String) -> Day { Day(iso: text)! }

/// One item for each amount, its document numbered by its place.
func makeItems(company: String, amounts: [Int64], currency: String = "EUR") -> ItemColumns {
    var items = ItemColumns()
    for amount in amounts { items.add(company: company, document: "INV\(items.count + 1)", open: amount, currency: currency) }
    return items
}

extension ItemColumns {
    mutating func add(company: String, document: String, open: Int64, currency code: String = "EUR") {
        let row = count
        self.company.append(companies.code(adding: company))
        customer.append(customers.code(adding: "C\(row % 7)"))
        let known = Currency(code: code)!
        if !currencies.contains(known) { currencies.append(known) }
        currency.append(UInt8(currencies.firstIndex(of: known)!))
        kind.append(open < 0 ? ItemKind.creditNote.rawValue : ItemKind.invoice.rawValue)
        self.document.append(document)
        line.append(lines.code(adding: row % 3 == 0 ? "" : "\(row % 3)"))
        documentDay.append(20_000 + Int32(row % 400))
        dueDay.append(row % 5 == 0 ? ItemColumns.noDay : 20_030 + Int32(row % 400))
        amountMinor.append(row % 4 == 0 ? ItemColumns.noAmount : open + 1)
        openMinor.append(open)
        reference.append(row % 2 == 0 ? "" : "ref \(row)")
    }

    /// The rows as texts, for comparisons that do not depend on codes.
    var rowTexts: [String] {
        (0..<count).map { row in
            [
                companies[company[row]], customers[customer[row]], currencies[Int(currency[row])].code, "\(kind[row])", document[row],
                lines[line[row]], "\(documentDay[row])", "\(dueDay[row])", "\(amountMinor[row])", "\(openMinor[row])", reference[row],
            ].joined(separator: "|")
        }
    }
}

extension PostingColumns {
    mutating func add(
        _ document: String, amount: Int64, on postingDay: String = "2026-06-10", company: String = "IT01", line: String = "1",
        kind: PostingKind = .payment, clears: String = ""
    ) {
        self.postingDay.append(day(postingDay).daysSinceEpoch)
        self.company.append(companies.code(adding: company))
        customer.append(customers.code(adding: "C-" + company))
        if currencies.isEmpty { currencies = [.eur] }
        currency.append(0)
        self.kind.append(kind.rawValue)
        self.document.append(document)
        self.line.append(lines.code(adding: line))
        documentDay.append(ItemColumns.noDay)
        dueDay.append(ItemColumns.noDay)
        amountMinor.append(amount)
        self.clears.append(clears)
    }

    /// Document and amount of each row.
    var rowTexts: [String] { (0..<count).map { "\(companies[company[$0]])/\(document[$0])/\(lines[line[$0]]) \(amountMinor[$0])" } }
}
