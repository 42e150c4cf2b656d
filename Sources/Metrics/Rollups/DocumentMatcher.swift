import Ledger
import LedgerColumns

/// Finds documents (company + document number) of interest among many rows without making a string per row.
///
/// Open addressing by a 64-bit hash, at most half full; texts are compared on every hit.
struct DocumentMatcher {
    private struct Slot {
        var hash: UInt64 = 0
        /// Number + 1; 0 marks a free slot.
        var mark: UInt32 = 0
    }

    private var slots: [Slot]
    /// Marks added up while looking ahead; they are kept so that the reading is not left out.
    private var lastMarks: UInt32 = 0
    private var companies = StringDictionary()
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
        while slotCount < capacity * 2 { slotCount *= 2 }
        slots = [Slot](repeating: Slot(), count: slotCount)
    }

    /// The companies of rows whose documents are to be added.
    mutating func companies(adding names: StringDictionary) -> Companies {
        Companies(known: names.values.map { (Self.companyHash($0), companies.code(adding: $0)) })
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

    /// The hashes of the companies of a dictionary by code.
    static func companyHashes(_ companies: StringDictionary) -> [UInt64] { companies.values.map(companyHash) }

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
    ///   - none: What stands for a row without a document; nil: an empty text is a document like any other.
    mutating func numbers(adding documents: StringColumn, company: [UInt32], of companies: Companies, none: UInt32?) -> [UInt32] {
        var numbers: [UInt32] = []
        numbers.reserveCapacity(documents.count)
        var hashes: [UInt64] = []
        for first in stride(from: 0, to: documents.count, by: Self.blockSize) {
            let rows = first..<min(first + Self.blockSize, documents.count)
            hashes.removeAll(keepingCapacity: true)
            for row in rows { hashes.append(Self.hash(companies.known[Int(company[row])].hash, documents, row)) }
            lookAhead(hashes)
            for row in rows {
                if let none, documents.range(row).isEmpty {
                    numbers.append(none)
                    continue
                }
                guard let code = companies.known[Int(company[row])].code else { preconditionFailure("the company was not added") }
                numbers.append(UInt32(number(adding: documents, row: row, company: code, hash: hashes[row - first])))
            }
        }
        return numbers
    }

    private static let blockSize = 128

    /// Reads the slots of some hashes, none of which waits for another: they are near when they are compared one after the other.
    private mutating func lookAhead(_ hashes: [UInt64]) {
        let mask = slots.count - 1
        for hash in hashes { lastMarks &+= slots[Int(truncatingIfNeeded: hash) & mask].mark }
    }

    private mutating func number(adding documents: StringColumn, row: Int, company code: UInt32, hash: UInt64) -> Int {
        let (known, free) = find(code, hash, documents, row)
        if let known { return known }
        let number = count
        self.company.append(code)
        self.documents.append(documents, row)
        slots[free] = Slot(hash: hash, mark: UInt32(number + 1))
        if count * 2 > slots.count { grow() }
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
            if slots[index].hash == hash, self.company[number] == company, self.documents.equals(number, documents, row) {
                return (number, index)
            }
            index = (index + 1) & mask
        }
        return (nil, index)
    }

    private mutating func grow() {
        var larger = [Slot](repeating: Slot(), count: slots.count * 2)
        for slot in slots where slot.mark != 0 {
            var index = Int(truncatingIfNeeded: slot.hash) & (larger.count - 1)
            while larger[index].mark != 0 { index = (index + 1) & (larger.count - 1) }
            larger[index] = slot
        }
        slots = larger
    }
}
