import Ledger
import LedgerColumns
import Testing

@Suite("Activities as columns")
struct ActivityColumnsTests {
    static func activity(_ id: String, _ customer: String = "C1", analyst: String = "A1", document: String? = nil) -> Activity {
        Activity(
            activity: id, date: Day(iso: "2026-06-01")!, analyst: analyst, customer: customer, channel: .letter, direction: .out,
            outcome: .leftMessage, document: document)
    }

    static let activities: [Activity] = {
        var answered = activity("X3", "C2", analyst: "A2")
        (answered.channel, answered.direction, answered.outcome) = (.phone, .in, .escalated)
        (answered.followUpOn, answered.followUpDoneOn) = (Day(iso: "2026-06-09"), Day(iso: "2026-06-10"))
        return [activity("X1"), activity("X2", document: "I1"), answered, activity("X4", document: "")]
    }()

    @Test("give the activities they were made of, and each value by its place")
    func recordsComeBack() {
        let columns = ActivityColumns(Self.activities)
        #expect(Array(columns) == Self.activities)
        #expect(columns.indices.map { columns.customers.values[columns.customerCode($0)] } == Self.activities.map(\.customer))
        #expect(columns.indices.map { columns.analysts.values[columns.analystCode($0)] } == Self.activities.map(\.analyst))
        #expect(columns.indices.map { columns.date($0) } == Self.activities.map(\.date))
        #expect(columns.indices.map { columns.direction($0) } == Self.activities.map(\.direction))
        #expect(columns.indices.map { columns.outcome($0) } == Self.activities.map(\.outcome))
        #expect(columns.indices.map { columns.followUpOn($0) } == Self.activities.map(\.followUpOn))
        #expect(columns.indices.map { columns.followUpDoneOn($0) } == Self.activities.map(\.followUpDoneOn))
    }

    @Test("come back from their bytes, and none are none")
    func bytes() throws {
        for activities in [Self.activities, []] {
            let archive = ActivityColumns(activities).archive
            let read = try ActivityColumns(archive: archive)
            #expect(Array(read) == activities)
            #expect(read.archive == archive)
        }
    }

    @Test("bytes that were changed or cut are refused")
    func damage() {
        let bytes = ActivityColumns(Self.activities).archive
        for index in stride(from: 0, to: bytes.count, by: 7) {
            var damaged = bytes
            damaged[index] ^= 0x20
            #expect(throws: ColumnError.self, "byte \(index)") { try ActivityColumns(archive: damaged) }
            #expect(throws: ColumnError.self, "cut \(index)") { try ActivityColumns(archive: Array(bytes[..<index])) }
        }
    }

    @Test("columns that do not fit each other are refused")
    func shape() {
        var writer = ColumnArchiveWriter()
        for name in ["analysts", "customers"] { writer.append(name, ["A"]) }
        for name in ["ids", "documents"] {
            writer.append(name, made: { encodeSegment(StringColumn(bytes: [0x41], ends: [1]), rows: 0..<1) })
        }
        for name in ["day", "follow-up", "follow-up-done"] { writer.append(name, [Int32(1)]) }
        for name in ["analyst", "customer"] { writer.append(name, [UInt32(0)]) }
        for name in ["channel", "direction", "has-document"] { writer.append(name, [UInt8(0)]) }
        var known = writer
        known.append("outcome", [UInt8(0)])
        #expect(throws: Never.self) { try ActivityColumns(archive: known.finish()) }
        for outcomes in [[], [0, 0], [6]] as [[UInt8]] {
            var broken = writer
            broken.append("outcome", outcomes)
            #expect(throws: ColumnError.self, "\(outcomes)") { try ActivityColumns(archive: broken.finish()) }
        }
    }

    @Test("stand by the bytes of their ids, long and short ones")
    func order() {
        let ids = ["B", "A-10", "A-9", "A", "A-1", "Ä", "", "A-1\u{0}", "0123456789abcdefZ", "0123456789abcdefA", "0123456789abcdef"]
        let sorted = ActivityColumns(byId: ids.map { Self.activity($0) }).map(\.activity)
        #expect(sorted == ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test("some of them hold nothing of the others, and name whom they are to name")
    func selection() {
        let some = ActivityColumns(Self.activities).selecting([2, 0]) { $0 == "A1" ? "A1" : "" }
        var expected = [Self.activities[2], Self.activities[0]]
        expected[0].analyst = ""
        #expect(Array(some) == expected)
        #expect(some.analysts.values == ["", "A1"])
        let one = ActivityColumns(Self.activities).selecting([2]) { $0 }
        #expect(one.customers.values == ["C2"])
    }
}
