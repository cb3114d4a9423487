import CryptoPrimitives
import Testing
import TestSupport

@Suite("Hexadecimal and base64") struct TextEncodingTests {
    @Test(
        "the examples of RFC 4648, section 10, are written and read",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ])
    func rfc4648(text: String, encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(text.utf8))
    }

    @Test("every length up to 100 is read as it was written", arguments: 0...100)
    func roundTrip(count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        let bytes = generator.bytes(count)
        #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        #expect([UInt8](hex: bytes.hex) == bytes)
        #expect([UInt8](hex: bytes.hex.uppercased()) == bytes)
    }

    @Test(
        "base64 that nobody writes is refused",
        arguments: [
            "Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm8", "====", "=", "Z===", "Zg==Zg==",
            "Zm 9v", "Zm9v\n", "Zm9-", "Zm9_", "Zm9é",
        ])
    func notBase64(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test("no two texts give the same bytes")
    func base64IsInjective() {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
        var seen: Set<[UInt8]> = []
        for first in alphabet {
            for second in alphabet {
                for rest in ["==", "A=", "AA"] {
                    guard let bytes = Base64.decode("\(first)\(second)\(rest)") else { continue }
                    #expect(seen.insert(bytes).inserted)
                }
            }
        }
        #expect(seen.count == 256 + 64 * 64 * 2)
    }

    @Test("what is not hexadecimal is refused", arguments: ["0", "0g", "zz", " 00", "0x00", "é"])
    func notHexadecimal(text: String) {
        #expect([UInt8](hex: text) == nil)
    }
}
