import Synchronization
import Testing

@testable import LedgerStore

@Suite("Ordered pipeline")
struct OrderedPipelineTests {
    @Test("values are taken in order, whatever their number", arguments: [0, 1, 2, 7, 500])
    func keepsOrder(count: Int) throws {
        var taken: [Int] = []
        try runOrdered(count: count, workers: 3, ahead: 4) {
            $0 * $0
        } consume: { index, value in
            #expect(value == index * index)
            taken.append(index)
        }
        #expect(taken == Array(0..<count))
    }

    @Test("an error of the taker is passed on and no further value is begun than there is room for")
    func stopsOnError() {
        struct Stop: Error {}
        let begun = Mutex(0)
        #expect(throws: Stop.self) {
            try runOrdered(count: 1000, workers: 2, ahead: 4) { index in
                begun.withLock { $0 += 1 }
                return index
            } consume: { index, _ in
                if index == 10 { throw Stop() }
            }
        }
        // Eleven were taken, and at most four wait; each worker may have begun one more before it was told.
        let count = begun.withLock { $0 }
        #expect(count <= 11 + 4 + 2)
    }
}
