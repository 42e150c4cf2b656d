import CMalloc

/// Memory that was freed and that the allocator keeps for later.
public enum FreedMemory {
    /// Of fewer rows so little is freed that giving it back, page by page, and taking it anew for the next file costs more than it is worth.
    private static let rowsWorthRelease = 4_000_000

    /// Gives the memory that work on so many rows freed back to the system: what comes next needs blocks of other sizes, and both together would be the peak.
    public static func release(ofRows count: Int) {
        if count >= rowsWorthRelease { malloc_trim(0) }
    }
}
