import Ledger
import LedgerColumns

extension ActivityColumns: RecordList {
    /// Some of the activities, in the order given.
    func selecting(_ places: [Int]) -> ActivityColumns { selecting(places.map { Int32($0) }) { $0 } }
}

/// Reads rows of activities into columns.
///
/// Files have many of them: no record is made of a row whose fields stand as they are to be kept, which are nearly all. Other rows, those with faults among them, are read as
/// the rows of other small tables are.
struct ActivityReader {
    private let part: RowsPart
    private var read = ReadRows<ActivityColumns>()
    private var analysts = ByteDictionary(valueMap: [:])
    private var customers = ByteDictionary(valueMap: [:])

    private static let channels = WordPlaces(Activity.Channel.allCases.map(\.rawValue))
    private static let directions = WordPlaces(Activity.Direction.allCases.map(\.rawValue))
    private static let outcomes = WordPlaces(Activity.Outcome.allCases.map(\.rawValue))

    init(_ part: RowsPart) { self.part = part }

    /// What the rows give.
    consuming func readRows() -> ReadRows<ActivityColumns> {
        let plain = PlainActivityRows(part)
        let bytes = part.scanned.text
        let text = bytes.span.bytes
        for row in part.rows {
            if let plain, add(row, plain, text) { continue }
            if let activity = part.record(row, Self.activity, &read) {
                read.records.append(
                    activity, analystCode: analysts.code(of: activity.analyst), customerCode: customers.code(of: activity.customer))
            }
        }
        read.records.analysts = StringDictionary(values: analysts.values)
        read.records.customers = StringDictionary(values: customers.values)
        return read
    }

    /// Adds a row whose fields stand as they are to be kept; false for another one.
    private mutating func add(_ row: Int, _ plain: PlainActivityRows, _ text: RawSpan) -> Bool {
        guard plain.areFieldsPlain(row, text), let day = plain.day(row, .date, text),
            let channel = Self.channels.place(plain.bounds(row, .channel), text),
            let direction = Self.directions.place(plain.bounds(row, .direction), text),
            let outcome = Self.outcomes.place(plain.bounds(row, .outcome), text),
            let followUpOn = plain.optionalDay(row, .followUpOn, text),
            let followUpDoneOn = plain.optionalDay(row, .followUpDoneOn, text)
        else { return false }
        let (analyst, customer, document) = (plain.bounds(row, .analyst), plain.bounds(row, .customer), plain.bounds(row, .document))
        read.records.ids.append(text, plain.bounds(row, .activity))
        read.records.days.append(day)
        read.records.analyst.append(analysts.code(text, Int(analyst.start), analyst.count))
        read.records.customer.append(customers.code(text, Int(customer.start), customer.count))
        read.records.channel.append(channel)
        read.records.direction.append(direction)
        read.records.outcome.append(outcome)
        read.records.documents.append(text, document)
        read.records.hasDocument.append(document.count == 0 ? 0 : 1)
        read.records.followUpOn.append(followUpOn)
        read.records.followUpDoneOn.append(followUpDoneOn)
        read.rows.append(row)
        read.fingerprint &+= plain.hash(row, part.hashed, text)
        return true
    }

    private static func activity(_ row: inout RecordRow) -> Activity {
        Activity(
            activity: row.text("activity"), date: row.day("date"), analyst: row.text("analyst"), customer: row.text("customer"),
            channel: row.word("channel"), direction: row.word("direction"), outcome: row.word("outcome"),
            document: row.optionalText("document"), followUpOn: row.optionalDay("follow_up_on"),
            followUpDoneOn: row.optionalDay("follow_up_done_on"))
    }
}

/// Words of a list, found by their bytes. None has more than sixteen.
private struct WordPlaces {
    private var words: [(head: UInt64, tail: UInt64, count: Int)] = []

    init(_ words: [String]) {
        for word in words {
            let bytes = Array(word.utf8)
            precondition((1...16).contains(bytes.count), "a word has at most sixteen bytes")
            self.words.append(Self.parts(bytes.span.bytes, 0, bytes.count))
        }
    }

    /// The first and the last eight bytes of a word, which tell all words of up to sixteen apart.
    private static func parts(_ text: RawSpan, _ start: Int, _ count: Int) -> (head: UInt64, tail: UInt64, count: Int) {
        (ByteWord.prefix(text.word(start), count), count <= 8 ? 0 : text.word(start + count - 8), count)
    }

    /// The place of a word; nil when it is not in the list.
    func place(_ bounds: FieldBounds, _ text: RawSpan) -> UInt8? {
        guard (1...16).contains(bounds.count) else { return nil }
        let word = Self.parts(text, Int(bounds.start), bounds.count)
        return words.firstIndex { $0 == word }.map { UInt8($0) }
    }
}

extension ByteDictionary {
    /// The code of a text, which is added when it is new.
    fileprivate mutating func code(of text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { bytes in code(UnsafeRawBufferPointer(bytes).bytes, 0, bytes.count) }
    }
}

extension StringColumn {
    /// Adds a field at the end.
    fileprivate mutating func append(_ text: RawSpan, _ bounds: FieldBounds) {
        text.withUnsafeBytes { bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: $0[bounds.range])) }
        ends.append(UInt32(bytes.count))
    }
}
