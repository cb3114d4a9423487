package import TransparencyLog

/// Where the files of a log are read from, by several threads at once.
package protocol LogSource: Sendable {
    /// Lends a thread a reader of its own for as long as `body` runs.
    ///
    /// - Throws: What `body` throws, and what the source itself fails with.
    func withReader(_ body: (@escaping LogFileReading) throws -> Void) throws
}

/// A published directory (C2SP tlog-tiles) of files.
package struct DirectorySource: LogSource {
    /// The largest bundle: 256 entries of 65,535 bytes with their lengths.
    private static let maximumSize = 256 * (65_535 + 2)

    /// The path of the directory.
    package let path: String

    /// Names a directory.
    package init(_ path: String) { self.path = path }

    /// Reads a file; `nil` when it is not there.
    package func read(_ file: LogFile) throws -> [UInt8]? {
        do throws(PlainFile.Failure) {
            return try PlainFile.read("\(path)/\(file.path)", limit: Self.maximumSize)
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }

    package func withReader(_ body: (@escaping LogFileReading) throws -> Void) throws {
        try body(read)
    }
}
