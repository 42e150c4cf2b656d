import LedgerColumns
import Synchronization

/// Decodes columns of an archive on all cores: most of the time goes into memory that is written for the first time, which cores do side by side.
struct ArchiveDecoder {
    private let reader: ColumnArchiveReader
    private var work: [@Sendable () -> ColumnError?] = []

    init(_ reader: ColumnArchiveReader) { self.reader = reader }

    /// A column that was asked for.
    final class Column<Element: SegmentElement>: Sendable {
        private let decoded = Mutex<[Element]?>(nil)

        fileprivate func keep(_ values: [Element]) { decoded.withLock { $0 = values } }

        /// The column, which is given away; to be called once, when the decoder has run.
        func take() -> [Element] {
            guard let values = decoded.withLock({ $0.take() }) else { preconditionFailure("a column is taken once, when it is decoded") }
            return values
        }
    }

    /// Asks for a column of numbers.
    mutating func numbers<Element: SegmentElement>(_ name: String, of _: Element.Type = Element.self) -> Column<Element> {
        let column = Column<Element>()
        let reader = reader
        work.append {
            do throws(ColumnError) { column.keep(try reader.numbers(name)) } catch { return error }
            return nil
        }
        return column
    }

    /// Decodes all columns that were asked for; throws the error of the first of them that is missing or damaged.
    func run() throws(ColumnError) {
        let work = work
        if let failure = concurrentParts(work.count, { work[$0]() }).lazy.compactMap({ $0 }).first { throw failure }
    }

    /// 128-bit sums of their halves.
    static func wide(_ high: [Int64], _ low: [Int64]) throws(ColumnError) -> [Int128] {
        guard high.count == low.count else { throw ColumnError(.malformed, "the halves of a rollup's sums differ in length") }
        return concurrentlyFilled(high.count, parts: 8) { Int128(high[$0]) << 64 | Int128(UInt64(bitPattern: low[$0])) }
    }
}
