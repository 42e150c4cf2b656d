import LedgerStore
import RenderedFiles
import Testing

@testable import EmbeddedEngine

@Suite("Rollups that wait to be written")
struct UnwrittenRollupsTests {
    private func withStore(_ body: (LedgerStore) throws -> Void) throws {
        try TemporaryFolder.with { folder in try body(LedgerStore.create(at: folder + "/ledger.incasso")) }
    }

    private func rollup(_ key: String, _ fingerprint: UInt64 = 1, byteCount: Int = 3) -> KeptRollup {
        KeptRollup(name: "flows", key: key, fingerprint: fingerprint, bytes: [UInt8](repeating: 7, count: byteCount))
    }

    @Test("are found while they wait, and are in the store when nobody has them")
    func written() throws {
        try withStore { store in
            try hold(store)
            #expect(try store.rollup(name: "flows", key: "a", fingerprint: 1) == [7, 7, 7])
            #expect(try store.rollup(name: "flows", key: "b", fingerprint: 2) == [7, 7, 7])
        }
    }

    private func hold(_ store: LedgerStore) throws {
        let unwritten = UnwrittenRollups(store)
        try unwritten.add([rollup("a"), rollup("b", 2)])
        #expect(unwritten.bytes(name: "flows", key: "b", fingerprint: 2) == [7, 7, 7])
        #expect(unwritten.bytes(name: "flows", key: "b", fingerprint: 1) == nil)
        #expect(unwritten.bytes(name: "payments", key: "a", fingerprint: 1) == nil)
        #expect(try store.rollup(name: "flows", key: "a", fingerprint: 1) == nil)
    }

    @Test("are written when they are many bytes")
    func full() throws {
        try withStore { store in
            let unwritten = UnwrittenRollups(store)
            try unwritten.add([rollup("a", byteCount: 20 << 20)])
            #expect(try store.rollup(name: "flows", key: "a", fingerprint: 1) == nil)
            try unwritten.add([rollup("b", byteCount: 5 << 20)])
            for key in ["a", "b"] {
                let isWritten = try store.rollup(name: "flows", key: key, fingerprint: 1) != nil
                #expect(isWritten && unwritten.bytes(name: "flows", key: key, fingerprint: 1) == nil)
            }
        }
    }
}
