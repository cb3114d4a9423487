import CryptoPrimitives
import Testing
import TestSupport

@Suite("HMAC and HKDF", .enabled(if: PublishedVectors.shouldRun))
struct KeyDerivationTests {
    private struct MACGroup: Decodable, Sendable {
        struct Vector: Decodable, Sendable {
            let tcId: Int
            let key: HexBytes
            let msg: HexBytes
            let tag: HexBytes
            let result: String
        }
        let tagSize: Int
        let tests: [Vector]
    }

    private struct HKDFGroup: Decodable, Sendable {
        struct Vector: Decodable, Sendable {
            let tcId: Int
            let ikm: HexBytes
            let salt: HexBytes
            let info: HexBytes
            let size: Int
            let okm: HexBytes
            let result: String
        }
        let tests: [Vector]
    }

    @Test(
        "every Wycheproof vector of HMAC gives its published result",
        arguments: [HashFunction.sha256, .sha512])
    func hmac(hash: HashFunction) throws {
        let name = hash == .sha256 ? "hmac_sha256" : "hmac_sha512"
        let file = try PublishedVectors.load(
            "wycheproof/\(name)_test.json", as: Wycheproof<MACGroup>.self)
        var count = 0
        for group in file.testGroups {
            for vector in group.tests {
                count += 1
                let key = SecretBytes(copying: vector.key.bytes)
                let code =
                    switch hash {
                    case .sha256: HMACSHA256.authenticate(vector.msg.bytes, key: key).bytes
                    case .sha512: HMACSHA512.authenticate(vector.msg.bytes, key: key)
                    }
                // Some vectors give the code cut to half its length.
                let isEqual = constantTimeEqual(
                    Array(code.prefix(group.tagSize / 8)), vector.tag.bytes)
                #expect(isEqual == (vector.result == "valid"), "tcId \(vector.tcId)")
            }
        }
        #expect(count == file.numberOfTests && count == 174)
    }

    @Test(
        "every Wycheproof vector of HKDF gives its published result",
        arguments: [HashFunction.sha256, .sha512])
    func hkdf(hash: HashFunction) throws {
        let name = hash == .sha256 ? "hkdf_sha256" : "hkdf_sha512"
        let file = try PublishedVectors.load(
            "wycheproof/\(name)_test.json", as: Wycheproof<HKDFGroup>.self)
        var count = 0
        for vector in file.testGroups.flatMap(\.tests) {
            count += 1
            let key = try HKDF.extract(
                salt: vector.salt.bytes, inputKey: SecretBytes(copying: vector.ikm.bytes),
                hash: hash)
            if vector.result == "valid" {
                let output = try HKDF.expand(
                    key, info: vector.info.bytes, count: vector.size, hash: hash)
                #expect(
                    output.withBytes { [UInt8](copying: $0) } == vector.okm.bytes,
                    "tcId \(vector.tcId)")
            } else {
                #expect(throws: CryptoError(.invalidLength), "tcId \(vector.tcId)") {
                    _ = try HKDF.expand(
                        key, info: vector.info.bytes, count: vector.size, hash: hash
                    ).count
                }
            }
        }
        #expect(count == file.numberOfTests && count == (hash == .sha256 ? 86 : 83))
    }

    @Test("no bytes can be derived, and a negative number of them cannot")
    func edgesOfExpand() throws {
        let key = try SecretBytes.random(count: 32)
        #expect(try HKDF.expand(key, info: [], count: 0).count == 0)
        #expect(throws: CryptoError(.invalidLength)) {
            _ = try HKDF.expand(key, info: [], count: -1).count
        }
    }
}
