import Ledger
import Testing

@Suite("Aging limits")
struct AgingLimitsTests {
    @Test("put every number of days past due into the bucket of the catalogue")
    func buckets() {
        let limits = AgingLimits.standard
        let expected = [(-400, 0), (0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (5000, 4)]
        for (days, bucket) in expected { #expect(limits.bucket(daysPastDue: days) == bucket, "\(days)") }
        #expect((0..<5).map(limits.label) == ["current", "1-30", "31-60", "61-90", "over-90"])
    }

    @Test("name buckets of other limits")
    func otherLimits() {
        #expect((0..<3).map(AgingLimits([1])!.label) == ["current", "1-1", "over-1"])
        #expect((0..<4).map(AgingLimits([15, 45])!.label) == ["current", "1-15", "16-45", "over-45"])
    }

    @Test("refuse limits that do not ascend", arguments: [[], [0, 30], [30, 30], [60, 30], [-1]])
    func badLimits(limits: [Int]) {
        #expect(AgingLimits(limits) == nil)
    }
}
