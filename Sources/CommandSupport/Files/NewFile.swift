internal import Glibc

/// A file that is written piece by piece and appears whole, at a path where nothing was, or not at
/// all.
///
/// The pieces go to a file beside it, which only its owner may read. ``finish()`` gives it its name
/// in one step, which fails when something has appeared there meanwhile. Who lets go of it before
/// that leaves nothing behind; what a killed process leaves, the next one removes.
//
// SAFETY: every `unsafe` call here lends a path to a system call for its length.
package struct NewFile: ~Copyable {
    private let path: String
    private let temporary: String
    private let descriptor: Int32

    /// Starts the file.
    ///
    /// - Parameter path: Where it will be.
    /// - Throws: ``FileFailure``; `exists` when something is there.
    package init(at path: String) throws(FileFailure) {
        guard Files.status(path) == nil else {
            throw FileFailure(.exists, path: path, isWriting: true)
        }
        // Another name than a replacement in one step has, which this process could make too.
        Files.removeLeftovers(in: Files.parent(of: path), of: Files.name(of: path) + ".new")
        let temporary = "\(path).new.\(getpid()).tmp"
        let descriptor = unsafe open(
            temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileFailure(errno: errno, path: path, isWriting: true) }
        self.path = path
        self.temporary = temporary
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
        unsafe unlink(temporary)
    }

    /// Writes a piece.
    package borrowing func write(_ bytes: [UInt8]) throws(FileFailure) {
        try Descriptor.write(bytes, to: descriptor, path: path)
    }

    /// Gives the file its name, after everything is on disk.
    ///
    /// - Throws: ``FileFailure``; there is then no file.
    package consuming func finish() throws(FileFailure) {
        // A link is made only where nothing is; a renaming would replace what is there.
        guard fsync(descriptor) == 0, unsafe link(temporary, path) == 0 else {
            throw FileFailure(errno: errno, path: path, isWriting: true)
        }
        try Files.flushDirectory(of: path)
    }
}
