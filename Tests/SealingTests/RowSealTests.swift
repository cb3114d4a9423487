import CryptoPrimitives
import Sealing
import TestSupport
import Testing

@Suite("Sealed rows") struct RowSealTests {
    @Test("a row opens to its content and is 64 bytes longer", arguments: [0, 1, 100, 5000])
    func roundTrip(count: Int) throws {
        let key = try SecretBytes.random(count: 32)
        var generator = SeededGenerator(seed: UInt64(count))
        let content = generator.bytes(count)
        let sealed = try RowSeal.seal(content, key: key, table: "grants", keyColumns: [[1], [2]])
        #expect(sealed.count == count + RowSeal.overhead)
        #expect(
            try RowSeal.open(sealed, key: key, table: "grants", keyColumns: [[1], [2]]) == content)
        let secret = try RowSeal.seal(
            SecretBytes(copying: content), key: key, table: "grants", keyColumns: [])
        let opened = try RowSeal.openSecret(secret, key: key, table: "grants", keyColumns: [])
        #expect(opened.withBytes { [UInt8](copying: $0) } == content)
    }

    @Test("a row opens only at its place and under its key")
    func binding() throws {
        let key = try SecretBytes.random(count: 32)
        let sealed = try RowSeal.seal([1], key: key, table: "a", keyColumns: [[1], [2]])
        let failure = CryptoError(.authenticationFailed)
        for (table, columns) in [
            ("b", [[1], [2]]), ("a", [[2], [1]]), ("a", [[1]]), ("a", [[1, 2]]), ("a", []),
            ("a", [[1], [2], []]), ("", [[1], [2]]),
        ] as [(String, [[UInt8]])] {
            #expect(throws: failure) {
                try RowSeal.open(sealed, key: key, table: table, keyColumns: columns)
            }
        }
        #expect(throws: failure) {
            try RowSeal.open(
                sealed, key: .random(count: 32), table: "a", keyColumns: [[1], [2]])
        }
        for count in [0, 16, 33] {
            #expect(throws: CryptoError(.invalidLength)) {
                try RowSeal.seal([1], key: .random(count: count), table: "a", keyColumns: [])
            }
            #expect(throws: CryptoError(.invalidLength)) {
                try RowSeal.open(sealed, key: .random(count: count), table: "a", keyColumns: [])
            }
        }
    }

    @Test("two rows of one content have nothing in common")
    func rowsDiffer() throws {
        let key = try SecretBytes.random(count: 32)
        let rows = try (0..<50).map { _ in
            try RowSeal.seal([1], key: key, table: "a", keyColumns: [])
        }
        #expect(Set(rows.map { Array($0.prefix(16)) }).count == 50)
        #expect(Set(rows.map { Array($0[16..<48]) }).count == 50)
    }

    @Test("the layout is as documented")
    func layout() throws {
        let key = SecretBytes(copying: [UInt8](0..<32))
        let sealed = try RowSeal.seal([7, 8], key: key, table: "t", keyColumns: [[5]])
        var place = CanonicalEncoder("vault/v1/row")
        place.append("t")
        place.append(list: [[5]])
        var info = CanonicalEncoder("vault/v1/row-key")
        info.append(sealed.prefix(16))
        info.append(place.bytes)
        let derived = try HKDF.expand(key, info: info.bytes, count: 76)
            .withBytes { [UInt8](copying: $0) }
        #expect(Array(sealed[16..<48]) == Array(derived[44..<76]))
        let opened = try AES256GCM.open(
            Array(sealed.dropFirst(48)), key: SecretBytes(copying: Array(derived[0..<32])),
            nonce: Array(derived[32..<44]), authenticating: place.bytes)
        #expect(opened == [7, 8])
    }

    @Test("every changed bit is refused")
    func changedBit() throws {
        let key = try SecretBytes.random(count: 32)
        let sealed = try RowSeal.seal([1, 2], key: key, table: "a", keyColumns: [])
        for bit in 0..<sealed.count * 8 {
            var changed = sealed
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: CryptoError(.authenticationFailed)) {
                try RowSeal.open(changed, key: key, table: "a", keyColumns: [])
            }
        }
    }

    @Test("a changed row is refused, never a crash", arguments: 0..<3)
    func mutation(seed: UInt64) throws {
        let key = try SecretBytes.random(count: 32)
        let sealed = try RowSeal.seal([1, 2, 3], key: key, table: "a", keyColumns: [])
        var mutator = Mutator(seed: seed)
        for _ in 0..<Rounds.scaled(500) {
            let changed = mutator.mutation(of: sealed)
            #expect(throws: CryptoError(.authenticationFailed)) {
                try RowSeal.open(changed, key: key, table: "a", keyColumns: [])
            }
        }
    }
}
