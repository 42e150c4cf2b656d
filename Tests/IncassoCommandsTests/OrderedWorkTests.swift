import Synchronization
import Testing

@testable import IncassoCommands

@Suite struct OrderedWorkTests {
    @Test(arguments: [1, 2, 7]) func resultsComeInOrder(threads: Int) throws {
        let results = try OrderedWork.results(100, threads: threads) { $0 * $0 }
        #expect(results == (0..<100).map { $0 * $0 })
        #expect(try OrderedWork.results(0, threads: threads) { $0 }.isEmpty)
    }

    @Test func noMorePiecesAreInTheMakingThanThreads() throws {
        let state = Mutex((now: 0, most: 0))
        _ = try OrderedWork.results(200, threads: 2) { _ in
            state.withLock { state in
                state.now += 1
                state.most = max(state.most, state.now)
            }
            state.withLock { $0.now -= 1 }
        }
        let most = state.withLock { $0.most }
        #expect((1...2).contains(most))
    }

    private struct Failure: Error {
        let index: Int
    }

    @Test(arguments: [1, 3]) func theFirstFailureIsThrownWhateverTheTiming(threads: Int) throws {
        for first in [0, 5, 49] {
            let failure = #expect(throws: Failure.self) {
                try OrderedWork.results(50, threads: threads) { index in
                    if index >= first { throw Failure(index: index) }
                }
            }
            #expect(failure?.index == first)
        }
    }
}
