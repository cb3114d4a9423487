internal import CryptoPrimitives
internal import Mediation
internal import Records

/// Writes the inside of a sealed file into memory that is overwritten after use.
struct PlaintextWriter: ~Copyable {
    private var bytes: [UInt8]
    private let capacity: Int

    /// - Parameter capacity: The exact size, so that the memory never moves.
    init(capacity: Int) {
        bytes = []
        bytes.reserveCapacity(capacity)
        self.capacity = capacity
    }

    mutating func append(_ field: [UInt8]) { bytes.append(contentsOf: field) }

    mutating func append(_ number: UInt64, byteCount: Int) {
        for position in (0..<byteCount).reversed() {
            bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(position * 8)))
        }
    }

    mutating func append(_ box: SecretBox) {
        box.secret.withBytes { secret in
            for index in secret.indices { bytes.append(secret[index]) }
        }
    }

    consuming func finish() -> SecretBytes {
        precondition(bytes.count == capacity, "the size was foretold")
        return SecretBytes(moving: &bytes)
    }
}

/// Reads the inside of a sealed file; it was authenticated, so a mistake in it is damage.
struct PlaintextReader: ~Copyable {
    private let plaintext: SecretBytes
    private let file: SecretStoreError.File
    private var position = 0

    init(_ plaintext: consuming SecretBytes, _ file: SecretStoreError.File) {
        self.plaintext = plaintext
        self.file = file
    }

    mutating func bytes(_ count: Int) throws(SecretStoreError) -> [UInt8] {
        let range = try advance(count)
        return plaintext.withBytes { bytes in range.map { bytes[$0] } }
    }

    mutating func number(byteCount: Int) throws(SecretStoreError) -> UInt64 {
        try bytes(byteCount).reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func digest() throws(SecretStoreError) -> Digest {
        guard let digest = Digest(try bytes(Digest.byteCount)) else {
            throw SecretStoreError(.damaged, file)
        }
        return digest
    }

    mutating func identifier<Subject>() throws(SecretStoreError) -> Identifier<Subject> {
        guard let identifier = Identifier<Subject>(try bytes(16)) else {
            throw SecretStoreError(.damaged, file)
        }
        return identifier
    }

    /// A secret of 32 bytes, which never passes through an array.
    mutating func secret() throws(SecretStoreError) -> SecretBox {
        SecretBox(plaintext.extracting(try advance(32)))
    }

    consuming func finish() throws(SecretStoreError) {
        guard position == plaintext.count else { throw SecretStoreError(.damaged, file) }
    }

    private mutating func advance(_ count: Int) throws(SecretStoreError) -> Range<Int> {
        guard count <= plaintext.count - position else { throw SecretStoreError(.damaged, file) }
        defer { position += count }
        return position..<position + count
    }
}
