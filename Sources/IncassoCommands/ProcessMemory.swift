import CMalloc

/// How this process takes its memory from the system.
enum ProcessMemory {
    /// Keeps freed memory for what is needed next. Columns are large, and many are made one after the other: to give each back to the system and take it anew, page by
    /// page and cleared, costs a tenth of the time. A command lives but seconds, so nobody misses what it keeps. To be called before there are other threads.
    static func keepFreed() {
        // No block is mapped by itself, the heap is never cut, and grows by 64 MiB.
        _ = mallopt(M_MMAP_MAX, 0)
        _ = mallopt(M_TRIM_THRESHOLD, -1)
        _ = mallopt(M_TOP_PAD, 64 << 20)
        // One heap for all threads: freed by one, used by another.
        _ = mallopt(M_ARENA_MAX, 1)
    }
}
