import CMalloc

/// Memory that was freed and that the allocator keeps for later.
public enum FreedMemory {
    /// Gives it back to the system: what comes next needs blocks of other sizes, and both together would be the peak.
    public static func release() { malloc_trim(0) }
}
