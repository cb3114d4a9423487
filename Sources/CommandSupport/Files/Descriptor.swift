internal import Glibc

/// Reading and writing of open file descriptors.
///
// SAFETY: every `unsafe` call here lends an array to a system call for the length of the call, with
// the array's own length.
package enum Descriptor {
    /// Whether a descriptor is a terminal.
    package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Writes all bytes.
    package static func write(_ bytes: [UInt8], to descriptor: Int32, path: String = "output")
        throws(FileFailure)
    {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFailure(errno: errno, path: path, isWriting: true)
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Reads to the end.
    ///
    /// - Parameters:
    ///   - descriptor: The descriptor.
    ///   - limit: The most bytes that are read; more is `tooLarge`.
    ///   - path: What the descriptor is called in a failure.
    /// - Returns: The bytes.
    /// - Throws: ``FileFailure``.
    package static func readAll(
        _ descriptor: Int32, limit: Int, path: String
    ) throws(FileFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try readSome(descriptor, limit: 64 << 10, path: path) {
            bytes += piece
            guard bytes.count <= limit else { throw FileFailure(.tooLarge, path: path) }
        }
        return bytes
    }

    /// Reads what is there; `nil` at the end.
    package static func readSome(
        _ descriptor: Int32, limit: Int, path: String
    ) throws(FileFailure) -> [UInt8]? {
        while true {
            var count = 0
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
                count = unsafe Glibc.read(descriptor, buffer.baseAddress, limit)
                filled = max(count, 0)
            }
            if count > 0 { return bytes }
            if count == 0 { return nil }
            if errno != EINTR { throw FileFailure(errno: errno, path: path, isWriting: false) }
        }
    }
}
