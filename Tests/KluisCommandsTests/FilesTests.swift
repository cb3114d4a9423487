import CryptoPrimitives
import Glibc
import KluisCommands
import Records
import Testing

/// A directory that is removed at the end of `body`.
func withTemporaryDirectory(_ body: (String) throws -> Void) throws {
    var template = Array("/tmp/kluis-test-XXXXXX".utf8CString)
    try #require(unsafe mkdtemp(&template) != nil)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { removeTree(path) }
    try body(path)
}

private func removeTree(_ path: String) {
    if Files.status(path)?.isDirectory == true {
        for name in (try? Files.names(in: path)) ?? [] { removeTree("\(path)/\(name)") }
        try? Files.removeDirectory(path)
    } else {
        try? Files.remove(path)
    }
}

@Suite("Files")
struct FilesTests {
    @Test("a written file is private and whole, and replaces the one before")
    func write() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/a"
            try Files.write([1, 2], to: path)
            try Files.write([3], to: path)
            #expect(try Files.read(path) == [3])
            #expect(Files.status(path)?.mode == 0o600)
            #expect(try Files.names(in: directory) == ["a"])
        }
    }

    @Test("a file that is there is not made again")
    func create() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/a"
            try Files.create([1], at: path)
            #expect(throws: FileFailure(.exists, path: path, isWriting: true)) {
                try Files.create([2], at: path)
            }
            #expect(try Files.read(path) == [1])
        }
    }

    @Test("a file larger than the limit is refused")
    func limit() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/a"
            try Files.write([1, 2, 3], to: path)
            #expect(try Files.read(path, limit: 3) == [1, 2, 3])
            #expect(throws: FileFailure(.tooLarge, path: path)) {
                try Files.read(path, limit: 2)
            }
        }
    }

    @Test("directories are made with those above them, and only for the user")
    func directories() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/x/y/z"
            try Files.makeDirectory(path)
            try Files.makeDirectory(path)
            #expect(Files.status(path)?.mode == 0o700)
            #expect(Files.status("\(directory)/x")?.mode == 0o700)
        }
    }

    @Test("a missing file, directory and parent are told apart from other failures")
    func missing() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/no/a"
            #expect(throws: FileFailure(.missing, path: path)) { try Files.read(path) }
            #expect(throws: FileFailure(.missing, path: path, isWriting: true)) {
                try Files.write([1], to: path)
            }
        }
    }
}
