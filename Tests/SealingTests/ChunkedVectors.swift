import CryptoPrimitives
import TestSupport

/// The Wycheproof vectors of Cobblestone-256.
struct ChunkedVectors: Sendable {
    struct Vector: Decodable, Sendable {
        let tcId: Int
        let key: HexBytes
        let ctx: HexBytes
        let msgLength: Int?
        let msgSha512: String?
        let result: String
        let flags: [String]
    }

    private struct Group: Decodable, Sendable {
        let tests: [Vector]
    }

    struct Unreadable: Error {}

    /// Each vector and its ciphertext, which the file holds compressed (zlib).
    let all: [(vector: Vector, sealed: [UInt8])]

    init() throws {
        let path = "wycheproof/c2sp_chunked_encryption_aes_256_gcm_test.json"
        let file = try PublishedVectors.load(path, as: Wycheproof<Group>.self)
        let vectors = file.testGroups.flatMap(\.tests)
        // For each vector the length, 4 bytes big endian, and the bytes.
        let script = """
            import json, struct, sys, zlib
            for group in json.load(open(sys.argv[1]))["testGroups"]:
                for test in group["tests"]:
                    data = zlib.decompress(bytes.fromhex(test["ct"]))
                    sys.stdout.buffer.write(struct.pack(">I", len(data)) + data)
            """
        let result = try Tool.run("python3", ["-c", script, PublishedVectors.path(of: path)])
        guard result.status == 0 else { throw Unreadable() }
        var rest = result.output[...]
        all = try vectors.map { vector in
            let count = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(4)
            guard rest.count >= count else { throw Unreadable() }
            defer { rest = rest.dropFirst(count) }
            return (vector, Array(rest.prefix(count)))
        }
        guard rest.isEmpty, all.count == file.numberOfTests else { throw Unreadable() }
    }

    /// SHA-512 in hexadecimal, by another program.
    static func sha512(_ bytes: [UInt8]) throws -> String {
        String(try Tool.run("sha512sum", [], input: bytes).text.prefix(128))
    }
}
