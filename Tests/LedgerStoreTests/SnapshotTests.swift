import Ledger
import LedgerColumns
import LedgerStore
import Testing

@Suite("Snapshots in the store")
struct SnapshotTests {
    @Test("items come back as they were, over several segments and with missing values")
    func itemsRoundTrip() throws {
        let temporary = try TemporaryStore()
        var items = makeItems(company: "IT01", amounts: (0..<280_000).map { $0 * 7919 % 100_003 - 5_000 })
        items.add(company: "IT02", document: "last", open: -1, currency: "KWD")
        let outcome = try temporary.importItems(items, on: day("2026-05-31"), fingerprint: 1)
        let back = try temporary.store.items(of: outcome.snapshot.id)
        let isSame = back == items
        #expect(isSame)
        let some = try temporary.store.items(of: outcome.snapshot.id, columns: [.customer])
        #expect(some.customer.count == 280_001 && some.document.count == 0 && some.openMinor.count == 280_001)
    }

    @Test("an empty ledger is a snapshot without items")
    func emptyLedger() throws {
        let temporary = try TemporaryStore()
        let outcome = try temporary.importItems(ItemColumns(), on: day("2026-05-31"), fingerprint: 1)
        let back = try temporary.store.items(of: outcome.snapshot.id)
        #expect(outcome.change == .added && back.count == 0)
        let again = try temporary.importItems(ItemColumns(), on: day("2026-05-31"), fingerprint: 1)
        #expect(again.change == .unchanged)
    }

    @Test("totals are by currency, debits and credits apart")
    func totals() throws {
        let temporary = try TemporaryStore()
        var items = makeItems(company: "IT01", amounts: [1_000_000_000_000_000, -3, 4])
        items.add(company: "IT01", document: "x", open: -9, currency: "USD")
        let outcome = try temporary.importItems(items, on: day("2026-05-31"), fingerprint: 1)
        let totals = try outcome.snapshot.totals()
        #expect(totals.map(\.currency.code) == ["EUR", "USD"])
        #expect(totals.map(\.debitMinor) == [1_000_000_000_000_004, 0])
        #expect(totals.map(\.creditMinor) == [-3, -9])
        #expect(totals.map(\.itemCount) == [3, 1])
        let tooLarge = makeItems(company: "IT01", amounts: [1_000_000_000_000_001])
        let error = #expect(throws: StoreError.self) { try temporary.importItems(tooLarge, on: day("2026-06-30"), fingerprint: 1) }
        #expect(error?.code == .amountTooLarge)
    }

    @Test("the same content changes nothing, other content makes a version and keeps the old one")
    func versions() throws {
        let temporary = try TemporaryStore()
        let may = day("2026-05-31")
        let first = try temporary.importItems(makeItems(company: "IT01", amounts: [5]), on: may, fingerprint: 1)
        let same = try temporary.importItems(makeItems(company: "IT01", amounts: [5]), on: may, fingerprint: 1)
        let second = try temporary.importItems(makeItems(company: "IT01", amounts: [5, 7]), on: may, fingerprint: 2)
        #expect(first.change == .added && same.change == .unchanged && second.change == .changed)
        #expect(same.snapshot == first.snapshot)
        let all = try temporary.store.snapshots(includingOlderVersions: true)
        #expect(all.map(\.version) == [1, 2] && all.map(\.isCurrent) == [false, true])
        let current = try temporary.store.snapshots()
        #expect(current.map(\.id) == [second.snapshot.id])
        let old = try temporary.store.items(of: first.snapshot.id)
        #expect(old.openMinor == [5])
        let revision = try temporary.store.revision(of: .snapshots)
        #expect(revision == 2)
    }

    @Test("files of different companies make one snapshot, whatever their order")
    func companiesInFilesOfTheirOwn() throws {
        let may = day("2026-05-31")
        let italy = makeItems(company: "IT01", amounts: [5, 6])
        let ireland = makeItems(company: "IE01", amounts: [7], currency: "GBP")
        let (forward, backward) = (try TemporaryStore(), try TemporaryStore())
        try forward.importItems(italy, on: may, fingerprint: 11)
        let last = try forward.importItems(ireland, on: may, fingerprint: 22)
        try backward.importItems(ireland, on: may, fingerprint: 22)
        let other = try backward.importItems(italy, on: may, fingerprint: 11)
        #expect(last.snapshot.version == 2 && last.snapshot.companies == ["IE01", "IT01"])
        #expect(last.snapshot.rowCount == 3)
        #expect(last.snapshot.fingerprint == other.snapshot.fingerprint)
        let items = try forward.store.items(of: last.snapshot.id)
        let same = try backward.store.items(of: other.snapshot.id)
        #expect(items.rowTexts == ireland.rowTexts + italy.rowTexts)
        #expect(items == same)
    }

    @Test("a corrected file replaces the part of its companies and keeps the others")
    func correctedCompany() throws {
        let temporary = try TemporaryStore()
        let may = day("2026-05-31")
        try temporary.importItems(makeItems(company: "IT01", amounts: [5]), on: may, fingerprint: 1)
        let both = try temporary.importItems(makeItems(company: "IE01", amounts: [7]), on: may, fingerprint: 2)
        let corrected = try temporary.importItems(makeItems(company: "IT01", amounts: [9]), on: may, fingerprint: 3)
        #expect(corrected.snapshot.version == 3)
        let now = try temporary.store.items(of: corrected.snapshot.id)
        #expect(now.openMinor == [7, 9])
        let before = try temporary.store.items(of: both.snapshot.id)
        #expect(before.openMinor == [7, 5])
        var joined = makeItems(company: "IT01", amounts: [1])
        joined.add(company: "IE01", document: "I9", open: 2)
        let whole = try temporary.importItems(joined, on: may, fingerprint: 4)
        #expect(whole.snapshot.parts.count == 1 && whole.snapshot.rowCount == 2)
    }

    @Test("a file that names only some companies of an earlier one is refused and changes nothing")
    func conflictingCompanies() throws {
        let temporary = try TemporaryStore()
        let may = day("2026-05-31")
        var joined = makeItems(company: "IT01", amounts: [1])
        joined.add(company: "IE01", document: "I9", open: 2)
        let first = try temporary.importItems(joined, on: may, fingerprint: 1)
        let error = #expect(throws: StoreError.self) {
            try temporary.importItems(makeItems(company: "IT01", amounts: [3]), on: may, fingerprint: 2)
        }
        #expect(error?.code == .conflictingCompanies)
        #expect(error?.message.contains("missing IE01") == true)
        #expect(error?.context == "snapshot of 2026-05-31, file.csv and an earlier file of that name")
        let current = try temporary.store.currentSnapshot(on: may)
        #expect(current == first.snapshot)
        let sources = try temporary.store.sources()
        #expect(sources.count == 1)
    }

    @Test("files of one import make one version of their day, and two with the same item are refused")
    func filesOfOneImport() throws {
        let temporary = try TemporaryStore()
        let may = day("2026-05-31")
        let outcome = try temporary.store.importing { transaction in
            let source = try transaction.addTestSource(.ledger)
            let italy = makeItems(company: "IT01", amounts: [5])
            _ = try transaction.addSnapshotPart(day: may, items: italy, fingerprint: 1, source: source)
            return try transaction.addSnapshotPart(
                day: may, items: makeItems(company: "IE01", amounts: [7]), fingerprint: 2, source: source)
        }
        #expect(outcome.change == .added && outcome.snapshot.version == 1 && outcome.snapshot.companies == ["IE01", "IT01"])
        let versions = try temporary.store.snapshots(includingOlderVersions: true)
        #expect(versions == [outcome.snapshot])
        let error = #expect(throws: StoreError.self) {
            try temporary.store.importing { transaction in
                let source = try transaction.addTestSource(.ledger)
                for (amount, fingerprint) in [(Int64(8), UInt64(3)), (9, 4)] {
                    let items = makeItems(company: "IT01", amounts: [amount])
                    _ = try transaction.addSnapshotPart(day: may, items: items, fingerprint: fingerprint, source: source)
                }
            }
        }
        #expect(error?.code == .conflictingCompanies && error?.message.contains("the first is IT01/INV1;") == true)
        let after = try temporary.store.snapshots(includingOlderVersions: true)
        #expect(after == versions)
    }

    @Test("files of one import with different items of one company stand beside each other; one of them alone takes the place of both")
    func oneCompanyInTwoFiles() throws {
        let temporary = try TemporaryStore()
        let may = day("2026-05-31")
        func items(_ documents: String...) -> ItemColumns {
            var items = ItemColumns()
            for document in documents { items.add(company: "IT01", document: document, open: 5) }
            return items
        }
        try temporary.importItems(items("X"), on: may, fingerprint: 9)
        let both = try temporary.store.importing { transaction in
            let source = try transaction.addTestSource(.ledger)
            _ = try transaction.addSnapshotPart(day: may, items: items("A", "B"), fingerprint: 1, source: source)
            return try transaction.addSnapshotPart(day: may, items: items("C"), fingerprint: 2, source: source)
        }
        #expect(both.snapshot.version == 2 && both.snapshot.rowCount == 3 && both.snapshot.companies == ["IT01"] && both.replaced == [])
        let alone = try temporary.importItems(items("A", "B"), on: may, fingerprint: 3)
        #expect(alone.snapshot.rowCount == 2 && alone.replaced.count == 2)
    }

    @Test("what gave way is told, and a claimed part does not give way")
    func replacedAndClaimed() throws {
        let temporary = try TemporaryStore()
        let may = day("2026-05-31")
        let first = try temporary.importItems(makeItems(company: "IT01", amounts: [5]), on: may, fingerprint: 1)
        let second = try temporary.importItems(makeItems(company: "IT01", amounts: [6, 7]), on: may, fingerprint: 2)
        #expect(first.replaced.isEmpty && second.replaced == first.snapshot.parts)
        let error = #expect(throws: StoreError.self) {
            try temporary.store.importing { transaction in
                let part = try #require(try transaction.currentParts(of: may).first)
                #expect(part == second.snapshot.parts[0])
                transaction.claim(part)
                let source = try transaction.addTestSource(.ledger)
                _ = try transaction.addSnapshotPart(
                    day: may, items: makeItems(company: "IT01", amounts: [8]), fingerprint: 3, source: source)
            }
        }
        #expect(error?.code == .conflictingCompanies)
    }

    @Test("a file that replaces its day makes a version without the companies it does not name")
    func replacedDay() throws {
        let temporary = try TemporaryStore()
        let may = day("2026-05-31")
        var joined = makeItems(company: "IT01", amounts: [1])
        joined.add(company: "IE01", document: "I9", open: 2)
        try temporary.importItems(joined, on: may, fingerprint: 1)
        let outcome = try temporary.store.importing { transaction in
            try transaction.addSnapshotPart(
                day: may, items: makeItems(company: "IT01", amounts: [3]), fingerprint: 2, source: try transaction.addTestSource(.ledger),
                replacesDay: true)
        }
        #expect(outcome.snapshot.version == 2 && outcome.snapshot.companies == ["IT01"])
        let items = try temporary.store.items(of: outcome.snapshot.id)
        #expect(items.openMinor == [3])
    }

    @Test("a file that was imported is known by its bytes and kind")
    func knownSource() throws {
        let temporary = try TemporaryStore()
        try temporary.store.importing { _ = try $0.addTestSource(.ledger, sha256: "ab12") }
        let known = try temporary.store.knownSource(sha256: "ab12", kind: .ledger)
        #expect(known?.name == "file.csv" && known?.importedOn == day("2026-11-02"))
        let otherKind = try temporary.store.knownSource(sha256: "ab12", kind: .postings)
        let otherBytes = try temporary.store.knownSource(sha256: "ab13", kind: .ledger)
        #expect(otherKind == nil && otherBytes == nil)
    }

    @Test("a snapshot that does not exist is refused")
    func missingSnapshot() throws {
        let (one, two) = (try TemporaryStore(), try TemporaryStore())
        let outcome = try one.importItems(makeItems(company: "IT01", amounts: [1]), on: day("2026-05-31"), fingerprint: 1)
        let error = #expect(throws: StoreError.self) { try two.store.items(of: outcome.snapshot.id) }
        #expect(error?.code == .noSuchSnapshot)
        let none = try two.store.currentSnapshot(on: day("2026-05-31"))
        #expect(none == nil)
    }
}
