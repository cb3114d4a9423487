internal import Glibc

/// A file to which records are added, and whose end is read.
///
// SAFETY: every `unsafe` call here lends a path, a local or an array to a system call for its length.
package struct RecordFile: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// Opens a file, which is made where it is missing.
    ///
    /// - Throws: ``FileFailure``.
    package init(_ path: String, mode: UInt32) throws(FileFailure) {
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw FileFailure(errno: errno, path: path, isWriting: true) }
        self.path = path
    }

    deinit { close(descriptor) }

    /// The size in bytes.
    package func size() throws(FileFailure) -> Int {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw failure(isWriting: false) }
        return Int(status.st_size)
    }

    /// Reads the last bytes; all of a file that has no more.
    package func end(atMost count: Int) throws(FileFailure) -> [UInt8] {
        let size = try size()
        let start = max(0, size - count)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size - start)
        while bytes.count < size - start {
            let rest = size - start - bytes.count
            var read = 0
            let piece = unsafe [UInt8](unsafeUninitializedCapacity: rest) { buffer, filled in
                read = unsafe pread(descriptor, buffer.baseAddress, rest, start + bytes.count)
                filled = max(read, 0)
            }
            if read < 0, errno == EINTR { continue }
            guard read > 0 else { throw failure(isWriting: false) }
            bytes += piece
        }
        return bytes
    }

    /// Replaces the last bytes by others, and waits until the disk has them.
    ///
    /// - Parameters:
    ///   - count: How many bytes at the end go.
    ///   - bytes: What comes there.
    /// - Throws: ``FileFailure``; the file may then end in a part of `bytes`.
    package func replaceEnd(of count: Int, by bytes: [UInt8]) throws(FileFailure) {
        var position = try size() - count
        guard count == 0 || ftruncate(descriptor, position) == 0 else {
            throw failure(isWriting: true)
        }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { buffer in
                unsafe pwrite(descriptor, buffer.baseAddress, buffer.count, position)
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw failure(isWriting: true) }
            position += written
            rest = rest.dropFirst(written)
        }
        guard fsync(descriptor) == 0 else { throw failure(isWriting: true) }
    }

    private func failure(isWriting: Bool) -> FileFailure {
        FileFailure(errno: errno, path: path, isWriting: isWriting)
    }
}
