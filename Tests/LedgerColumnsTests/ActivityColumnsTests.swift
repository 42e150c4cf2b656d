import Ledger
import LedgerColumns
import SeededNumbers
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

    @Test("that do not fit each other are not well-formed")
    func shape() {
        let columns = ActivityColumns(Self.activities)
        #expect(columns.isWellFormed && ActivityColumns().isWellFormed)
        let changes: [(String, (inout ActivityColumns) -> Void)] = [
            ("an id too many", { $0.ids.append("X5") }), ("a day less", { $0.days.removeLast() }),
            ("a document less", { $0.documents = StringColumn() }), ("an analyst that is none", { $0.analyst[0] = 2 }),
            ("a customer that is none", { $0.customer[3] = 2 }), ("a channel that is none", { $0.channel[1] = 4 }),
            ("a direction that is none", { $0.direction[1] = 2 }), ("an outcome that is none", { $0.outcome[1] = 6 }),
            ("a mark that is none", { $0.hasDocument[2] = 2 }), ("a follow-up too many", { $0.followUpOn.append(0) }),
            ("a follow-up's end less", { $0.followUpDoneOn.removeLast() }),
        ]
        for (what, change) in changes {
            var broken = columns
            change(&broken)
            #expect(!broken.isWellFormed, "\(what)")
        }
    }

    @Test("stand by the bytes of their ids, long and short ones")
    func order() {
        let ids = ["B", "A-10", "A-9", "A", "A-1", "Ä", "", "A-1\u{0}", "0123456789abcdefZ", "0123456789abcdefA", "0123456789abcdef"]
        let sorted = ActivityColumns(ids.map { Self.activity($0) }).byId
        #expect(sorted.map(\.activity) == ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(sorted.byId == sorted)
    }

    @Test("by id have each id once, and are the same columns in whatever order they came")
    func canonicalOrder() {
        var random = SeededRandom(seed: 11)
        let distinct = (0..<200).map { Self.activity("X\($0)", "C\($0 * 7 % 30)", analyst: "A\($0 % 4)") }
        let expected = ActivityColumns(distinct).byId
        for _ in 0..<5 { #expect(ActivityColumns(distinct.shuffled(using: &random)).byId == expected) }
        let repeated = [Self.activity("X1", "C1"), Self.activity("X0"), Self.activity("X1", "C2"), Self.activity("X1", "C3")]
        #expect(Array(ActivityColumns(repeated).byId) == [repeated[1], repeated[3]])
    }

    @Test("take those that are newer in the place of theirs, and count what is new and what is other")
    func merging() {
        var random = SeededRandom(seed: 5)
        for round in 0..<60 {
            func some(_ limit: Int) -> [Activity] {
                (0..<Int.random(in: 0...limit, using: &random)).map { _ in
                    let number = Int.random(in: 0..<40, using: &random)
                    return Self.activity(
                        "X\(number)", "C\(Int.random(in: 0...1, using: &random))", document: Bool.random(using: &random) ? "I" : nil)
                }
            }
            let (known, newer) = (ActivityColumns(some(30)).byId, ActivityColumns(some(30)).byId)
            let merger = known.merged(with: newer)
            let old = Dictionary(uniqueKeysWithValues: known.map { ($0.activity, $0) })
            let new = Dictionary(uniqueKeysWithValues: newer.map { ($0.activity, $0) })
            let all = old.merging(new) { $1 }.values.sorted { $0.activity.utf8.lexicographicallyPrecedes($1.activity.utf8) }
            #expect(Array(merger.activities) == all, "round \(round)")
            #expect(merger.activities == ActivityColumns(all), "round \(round)")
            #expect(merger.added == new.keys.count { old[$0] == nil }, "round \(round)")
            #expect(merger.changed == new.count { old[$0.key] != nil && old[$0.key] != $0.value }, "round \(round)")
        }
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
