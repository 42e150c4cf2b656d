import Ledger
import LedgerColumns

/// Finds documents (company + document number) of interest among many rows without making a string per row.
///
/// Open addressing by a 64-bit hash, at most two thirds full; texts are compared on every hit.
struct DocumentMatcher {
    private struct Slot {
        /// The upper half of the hash; the lower one says where to look.
        var tag: UInt32 = 0
        /// Number + 1; 0 marks a free slot.
        var mark: UInt32 = 0

        init() {}

        init(_ hash: UInt64, mark: UInt32) { (tag, self.mark) = (Self.tag(hash), mark) }

        static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }
    }

    private var slots: [Slot]
    private var companies = StringDictionary()
    /// By code of ``companies``.
    private var companyHashes: [UInt64] = []
    /// By number.
    private var company: [UInt32] = []
    private var documents = StringColumn()

    /// Number of documents of interest.
    var count: Int { company.count }

    /// The companies of some rows as a matcher knows them.
    struct Companies: Sendable {
        /// By the rows' own company code: the hash of the company, and the matcher's code; nil: none of its documents is of interest.
        fileprivate let known: [(hash: UInt64, code: UInt32?)]
    }

    /// - Parameter capacity: About how many documents will be added.
    init(capacity: Int = 0) {
        var slotCount = 64
        while slotCount * 2 < capacity * 3 { slotCount *= 2 }
        slots = [Slot](repeating: Slot(), count: slotCount)
    }

    /// The companies of rows whose documents are to be added.
    mutating func companies(adding names: StringDictionary) -> Companies {
        let known = names.values.map { (hash: Self.companyHash($0), code: companies.code(adding: $0)) }
        companyHashes = companies.values.map(Self.companyHash)
        return Companies(known: known.map { ($0.hash, $0.code) })
    }

    /// The companies of rows whose documents are looked for.
    func companies(of names: StringDictionary) -> Companies {
        Companies(known: names.values.map { (Self.companyHash($0), companies.code(of: $0)) })
    }

    /// The hash of a company, to be combined with its documents.
    static func companyHash(_ company: String) -> UInt64 {
        let bytes = Array(company.utf8)
        return stableHash(bytes.span.bytes)
    }

    private static func hash(_ companyHash: UInt64, _ documents: StringColumn, _ row: Int) -> UInt64 {
        stableHash(documents.bytes.span.extracting(documents.range(row)).bytes, seed: companyHash)
    }

    /// The number of a document of interest, which is added when it is new. Amortised constant time.
    ///
    /// - Parameter company: The row's code of one of `companies`, which are this matcher's.
    mutating func number(adding documents: StringColumn, row: Int, company: UInt32, of companies: Companies) -> Int {
        let (companyHash, code) = companies.known[Int(company)]
        guard let code else { preconditionFailure("the company was not added") }
        return number(adding: documents, row: row, company: code, hash: Self.hash(companyHash, documents, row))
    }

    /// The numbers of the documents of all rows, which are added when they are new.
    ///
    /// - Parameters:
    ///   - company: By row: a code of one of `companies`, which are this matcher's.
    ///   - none: What stands for a row without a document.
    mutating func numbers(adding documents: StringColumn, company: [UInt32], of companies: Companies, none: UInt32) -> [UInt32] {
        var numbers: [UInt32] = []
        numbers.reserveCapacity(documents.count)
        var ahead = LookAhead()
        for first in stride(from: 0, to: documents.count, by: LookAhead.rowCount) {
            let rows = first..<min(first + LookAhead.rowCount, documents.count)
            ahead.begin()
            for row in rows { ahead.add(Self.hash(companies.known[Int(company[row])].hash, documents, row)) }
            ahead.look(in: self)
            for row in rows {
                if documents.range(row).isEmpty {
                    numbers.append(none)
                    continue
                }
                guard let code = companies.known[Int(company[row])].code else { preconditionFailure("the company was not added") }
                numbers.append(UInt32(number(adding: documents, row: row, company: code, hash: ahead.hashes[row - first])))
            }
        }
        return numbers
    }

    /// The numbers of the documents of some rows.
    ///
    /// - Parameters:
    ///   - companies: Those of the rows.
    ///   - none: What stands for a document of no interest.
    ///   - company: A row's code of one of `companies`.
    @inline(__always)
    func numbers(
        of documents: StringColumn, rows: [Int], companies: Companies, none: UInt32, company: (_ row: Int) -> UInt32
    ) -> [UInt32] {
        var numbers: [UInt32] = []
        numbers.reserveCapacity(rows.count)
        var ahead = LookAhead()
        for first in stride(from: 0, to: rows.count, by: LookAhead.rowCount) {
            let block = rows[first..<min(first + LookAhead.rowCount, rows.count)]
            ahead.begin()
            for row in block { ahead.add(Self.hash(companies.known[Int(company(row))].hash, documents, row)) }
            ahead.look(in: self)
            for (row, hash) in zip(block, ahead.hashes) {
                let known = companies.known[Int(company(row))].code.flatMap { find($0, hash, documents, row).number }
                numbers.append(known.map { UInt32($0) } ?? none)
            }
        }
        return numbers
    }

    /// Reads what some rows will be compared with, the reading of none waiting for that of another: it is near when they are compared one after the other.
    private struct LookAhead {
        static let rowCount = 128

        private(set) var hashes: [UInt64] = []
        private var numbers: [Int] = []
        /// What was read, added up and kept so that the reading is not left out.
        private var sum = 0

        mutating func begin() { hashes.removeAll(keepingCapacity: true) }

        mutating func add(_ hash: UInt64) { hashes.append(hash) }

        mutating func look(in matcher: DocumentMatcher) {
            numbers.removeAll(keepingCapacity: true)
            let mask = matcher.slots.count - 1
            for hash in hashes {
                let slot = matcher.slots[Int(truncatingIfNeeded: hash) & mask]
                if slot.mark != 0, slot.tag == Slot.tag(hash) { numbers.append(Int(slot.mark) - 1) }
            }
            for number in numbers { sum &+= Int(matcher.documents.ends[number]) &+ Int(matcher.company[number]) }
            for number in numbers { sum &+= matcher.documents.range(number).first.map { Int(matcher.documents.bytes[$0]) } ?? 0 }
        }
    }

    private mutating func number(adding documents: StringColumn, row: Int, company code: UInt32, hash: UInt64) -> Int {
        let (known, free) = find(code, hash, documents, row)
        if let known { return known }
        let number = count
        self.company.append(code)
        self.documents.append(documents, row)
        slots[free] = Slot(hash, mark: UInt32(number + 1))
        if count * 3 > slots.count * 2 { grow() }
        return number
    }

    /// The number of the document in a row, or nil when it is of no interest.
    func number(of documents: StringColumn, row: Int, company: UInt32, of companies: Companies) -> Int? {
        let (companyHash, code) = companies.known[Int(company)]
        return code.flatMap { find($0, Self.hash(companyHash, documents, row), documents, row).number }
    }

    private func find(_ company: UInt32, _ hash: UInt64, _ documents: StringColumn, _ row: Int) -> (number: Int?, free: Int) {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index].mark != 0 {
            let number = Int(slots[index].mark) - 1
            if slots[index].tag == Slot.tag(hash), self.company[number] == company, self.documents.equals(number, documents, row) {
                return (number, index)
            }
            index = (index + 1) & mask
        }
        return (nil, index)
    }

    private mutating func grow() {
        var larger = [Slot](repeating: Slot(), count: slots.count * 2)
        for number in 0..<count {
            let hash = Self.hash(companyHashes[Int(company[number])], documents, number)
            var index = Int(truncatingIfNeeded: hash) & (larger.count - 1)
            while larger[index].mark != 0 { index = (index + 1) & (larger.count - 1) }
            larger[index] = Slot(hash, mark: UInt32(number + 1))
        }
        slots = larger
    }
}
