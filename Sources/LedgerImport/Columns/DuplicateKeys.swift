import Ledger
import LedgerColumns
import Synchronization

/// Two rows with the same key, the first before the second.
struct DuplicatePair: Sendable {
    let first: Int
    let second: Int
}

/// Rows whose key stands in an earlier row, by row.
///
/// Each thread takes shares of the hash values, sorts their rows into buckets that fit a cache, and looks for equal hashes there; equal
/// hashes are compared as keys. Packed rows are unpacked when hashes are equal, which without duplicates is a matter of chance. Linear in the rows for each thread,
/// plus the compared keys.
func findDuplicates(_ columns: inout MergedColumns, plan: BatchPlan, threads: Int) -> [DuplicatePair] {
    if !columns.packed.isEmpty {
        if findEqual(columns.keyHashes, threads: threads, isSameKey: { _, _ in true }).isEmpty { return [] }
        columns.unpack()
    }
    let unpacked = columns
    return findEqual(columns.keyHashes, threads: threads) { unpacked.hasSameKey($0, $1, plan: plan) }
}

/// Shares of the hash values that a thread takes one after the other: so many times less memory is needed for their rows.
private let sharesOfThread = 2

/// Rows that have the key of an earlier row, by row, with the first such row. Hashes are those of the keys; equal ones are compared as keys.
func findEqual(_ hashes: [UInt64], threads: Int, isSameKey: @escaping @Sendable (Int, Int) -> Bool) -> [DuplicatePair] {
    let found = DuplicateList()
    let threadCount = hashes.count < 50_000 ? 1 : threads
    let shareCount = threadCount == 1 ? 1 : threadCount * sharesOfThread
    let bucketBits = max(shareCount.bitWidth - shareCount.leadingZeroBitCount, Int.bitWidth - (hashes.count >> 13).leadingZeroBitCount)
    WorkerThread.runAll(count: threadCount) { thread in
        var pairs: [DuplicatePair] = []
        for share in stride(from: thread, to: shareCount, by: threadCount) {
            let buckets = HashBuckets(hashes, bits: bucketBits, share: share, of: shareCount)
            for bucket in 0..<buckets.count { buckets.findEqual(in: bucket, isSameKey: isSameKey) { pairs.append($0) } }
        }
        found.pairs.withLock { $0.append(contentsOf: pairs) }
    }
    return found.pairs.withLock { $0 }.sorted { $0.second < $1.second }
}

private final class DuplicateList: Sendable {
    let pairs = Mutex<[DuplicatePair]>([])
}

extension MergedColumns {
    /// Whether two rows have the same key.
    func hasSameKey(_ first: Int, _ second: Int, plan: BatchPlan) -> Bool {
        guard wide[0][first] == wide[0][second], texts[0].equals(first, texts[0], second) else { return false }
        if wide.count > 2, wide[2][first] != wide[2][second] { return false }
        if plan.keyHasKind, narrow[1][first] != narrow[1][second] { return false }
        return true
    }
}

extension HashBuckets {
    /// Reports every row of a bucket that has an earlier row with the same hash and the same key, with the first such row.
    fileprivate func findEqual(in bucket: Int, isSameKey: (Int, Int) -> Bool, report: (DuplicatePair) -> Void) {
        let range = range(bucket)
        guard range.count > 1 else { return }
        let slotCount = 1 << (Int.bitWidth - (range.count * 2 - 1).leadingZeroBitCount)
        // Index in the bucket + 1; 0 marks a free slot.
        var slots = [UInt32](repeating: 0, count: slotCount)
        for index in range {
            var slot = Int(truncatingIfNeeded: hashes[index]) & (slotCount - 1)
            while slots[slot] != 0 {
                let other = range.lowerBound + Int(slots[slot]) - 1
                if hashes[other] == hashes[index], isSameKey(Int(rows[other]), Int(rows[index])) {
                    report(DuplicatePair(first: Int(rows[other]), second: Int(rows[index])))
                    break
                }
                slot = (slot + 1) & (slotCount - 1)
            }
            if slots[slot] == 0 { slots[slot] = UInt32(index - range.lowerBound + 1) }
        }
    }
}
