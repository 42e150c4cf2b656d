import Testing

@testable import Simulator

@Suite struct GeneratorTests {
    @Test func streamsOfOneSeedDiffer() {
        var first = Generator(seed: 1, stream: 1)
        var second = Generator(seed: 1, stream: 2)
        let same = (0..<100).filter { _ in first.next() == second.next() }
        #expect(same.isEmpty)
    }

    @Test func oneSeedAndStreamGiveTheSameNumbers() {
        var first = Generator(seed: 9, stream: 4)
        var second = Generator(seed: 9, stream: 4)
        let differing = (0..<100).filter { _ in first.next() != second.next() }
        #expect(differing.isEmpty)
    }

    @Test func drawsStayInsideTheirRangeAndReachItsEnds() {
        var generator = Generator(seed: 3, stream: 0)
        var seen: Set<Int> = []
        for _ in 0..<1000 { seen.insert(generator.within(-2...2)) }
        #expect(seen == [-2, -1, 0, 1, 2])
    }
}
