/// What the C library does with memory that was freed.
enum FreedMemory {
    /// Lets it keep some, instead of giving each bundle's pages back to the system and taking new,
    /// zeroed ones for the next: a third of the time of a whole verification.
    ///
    /// glibc raises the size from which on it gives memory back to twice that of the largest block
    /// that was mapped and freed (mallopt(3), `M_MMAP_THRESHOLD`, at most 32 MiB). So one block of
    /// 16 MiB, which is never touched and costs no memory, says how much may be kept.
    static func keep() {
        // SAFETY: the block is freed at once, and nothing is read from it or written to it.
        unsafe UnsafeMutableRawPointer.allocate(byteCount: 16 << 20, alignment: 16).deallocate()
    }
}
