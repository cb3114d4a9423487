import CryptoPrimitives
import Glibc
import Testing
import TestSupport

@Suite("Secret bytes") struct SecretBytesTests {
    @Test("a secret lends what it was made of")
    func lending() {
        let secret = SecretBytes(copying: [1, 2, 3])
        #expect(secret.count == 3)
        #expect(secret.withBytes { [UInt8](copying: $0) } == [1, 2, 3])
        let second = secret.duplicate()
        #expect(second.withBytes { [UInt8](copying: $0) } == [1, 2, 3])
        #expect(secret.extracting(1..<3).withBytes { [UInt8](copying: $0) } == [2, 3])
        #expect(SecretBytes(copying: []).count == 0)
        let box = SecretBox(secret)
        #expect(box.secret.count == 3)
    }

    @Test("moving a secret empties the array")
    func moving() {
        var bytes: [UInt8] = [1, 2, 3]
        let secret = SecretBytes(moving: &bytes)
        #expect(bytes.isEmpty)
        #expect(secret.withBytes { [UInt8](copying: $0) } == [1, 2, 3])
    }

    @Test("random secrets have the length asked for and differ")
    func random() throws {
        for count in [0, 1, 32, 1000] {
            #expect(try SecretBytes.random(count: count).count == count)
            #expect(try Randomness.bytes(count: count).count == count)
        }
        let first = try SecretBytes.random(count: 32).withBytes { [UInt8](copying: $0) }
        let second = try SecretBytes.random(count: 32).withBytes { [UInt8](copying: $0) }
        #expect(first != second)
        #expect(try Randomness.bytes(count: 32) != Randomness.bytes(count: 32))
    }

    @Test("the bytes are in memory while a secret lives and nowhere after its end")
    func cleansing() throws {
        // The pattern is kept inverted, so that the search itself does not hold it.
        let inverted: [UInt8]
        do {
            let secret = try SecretBytes.random(count: 64)
            let copy = secret.duplicate()
            inverted = secret.withBytes { bytes in bytes.indices.map { ~bytes[$0] } }
            #expect(try ProcessMemory.occurrences(ofInverse: inverted) >= 2)
            #expect(copy.count == secret.count)
        }
        #expect(try ProcessMemory.occurrences(ofInverse: inverted) == 0)
    }

    @Test("plaintext in a buffer is in memory nowhere after its end")
    func bufferCleansing() throws {
        let inverted: [UInt8]
        do {
            let secret = try SecretBytes.random(count: 64)
            var buffer = SecretBuffer(capacity: 100)
            secret.withBytes { buffer.append($0) }
            inverted = secret.withBytes { bytes in bytes.indices.map { ~bytes[$0] } }
            #expect(buffer.count == 64 && buffer.room == 36)
            buffer.removeAll()
            #expect(buffer.count == 0 && buffer.room == 100)
            #expect(try ProcessMemory.occurrences(ofInverse: inverted) >= 2)
        }
        #expect(try ProcessMemory.occurrences(ofInverse: inverted) == 0)
    }

    @Test("private keys leave no seed behind")
    func keyCleansing() throws {
        let inverted: [UInt8]
        do {
            let seed = try SecretBytes.random(count: 32)
            inverted = seed.withBytes { bytes in bytes.indices.map { ~bytes[$0] } }
            let signing = try Ed25519.PrivateKey(seed: seed)
            let agreement = try X25519.PrivateKey(seed: seed)
            _ = try signing.sign([1])
            _ = try agreement.sharedSecret(with: X25519.PrivateKey.generate().publicKey).count
            #expect(try ProcessMemory.occurrences(ofInverse: inverted) >= 3)
        }
        #expect(try ProcessMemory.occurrences(ofInverse: inverted) == 0)
    }

    @Test("an error shows its code and its place, and equals by code")
    func errors() {
        let error = CryptoError(.authenticationFailed)
        #expect(error == CryptoError(.authenticationFailed, fileID: "elsewhere", line: 1))
        #expect(error != CryptoError(.invalidKey))
        #expect(Set([error, CryptoError(.authenticationFailed, line: 7)]).count == 1)
        #expect(
            CryptoError(.invalidKey, fileID: "Module/File.swift", line: 3).description
                == "invalidKey (Module/File.swift:3)")
    }
}

/// The writable memory of this process, read through the kernel.
private enum ProcessMemory {
    struct Unreadable: Error {}

    /// How often the bytes that are the inverse of `inverted` stand in memory.
    ///
    /// The buffer that the memory is read to is left out by its address, and is cleared.
    static func occurrences(ofInverse inverted: [UInt8]) throws -> Int {
        let size = 1 << 20
        let window = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
        unsafe window.initialize(repeating: 0, count: size)
        defer {
            unsafe memset(window, 0, size)
            unsafe window.deallocate()
        }
        let own = UInt(bitPattern: window)..<UInt(bitPattern: window) + UInt(size)
        let memory = unsafe open("/proc/self/mem", O_RDONLY)
        guard memory >= 0 else { throw Unreadable() }
        defer { close(memory) }
        var count = 0
        for region in try regions() {
            var address = region.lowerBound
            while address < region.upperBound {
                let length = min(size, Int(region.upperBound - address))
                let read = unsafe pread(memory, window, length, off_t(address))
                guard read > 0 else { break }
                count += unsafe matches(
                    inverted, in: UnsafeBufferPointer(start: window, count: read), at: address,
                    outside: own)
                guard read == length, length == size else { break }
                // Windows overlap, so that a pattern across their border is seen (perhaps twice).
                address += UInt(size - inverted.count)
            }
        }
        return count
    }

    private static func matches(
        _ inverted: [UInt8], in window: UnsafeBufferPointer<UInt8>, at address: UInt,
        outside own: Range<UInt>
    ) -> Int {
        guard let start = window.baseAddress else { return 0 }
        // The library looks for one byte that is not common, the others are compared one by one:
        // no copy of the pattern is made.
        let pivot = inverted.firstIndex { 0x20...0xdf ~= $0 } ?? 0
        var count = 0
        var position = pivot
        while position < window.count {
            guard
                let found = unsafe memchr(
                    start + position, Int32(~inverted[pivot]), window.count - position)
            else { break }
            let place = UInt(bitPattern: found) - UInt(bitPattern: start)
            position = Int(place) + 1
            let first = Int(place) - pivot
            guard first + inverted.count <= window.count else { break }
            var length = 0
            while length < inverted.count, unsafe window[first + length] == ~inverted[length] {
                length += 1
            }
            let isMatch = length == inverted.count
            if isMatch, !own.contains(address + UInt(first)) { count += 1 }
        }
        return count
    }

    /// The regions that are private and writable.
    private static func regions() throws -> [Range<UInt>] {
        let result = try Tool.run("cat", ["/proc/\(getpid())/maps"])
        guard result.status == 0 else { throw Unreadable() }
        return result.text.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 1, fields[1] == "rw-p" else { return nil }
            let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            // What is larger is a reservation, such as a sanitizer's shadow memory.
            guard bounds.count == 2, bounds[0] < bounds[1], bounds[1] - bounds[0] < 1 << 30
            else { return nil }
            return bounds[0]..<bounds[1]
        }
    }
}
