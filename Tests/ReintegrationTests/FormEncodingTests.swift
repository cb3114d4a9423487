import CryptoPrimitives
import Records
import TestSupport
import Testing

@testable import Reintegration

@Suite("The encoding of a form's definition") struct FormEncodingTests {
    @Test("every shipped form comes back as it was")
    func roundTrip() throws {
        for form in try Shipped.forms() {
            let decoded = try Form(canonical: form.canonicalBytes)
            #expect(decoded == form, "\(form.name)")
            #expect(decoded.canonicalBytes == form.canonicalBytes)
        }
    }

    @Test("bytes that differ are refused or are another form: there is one encoding")
    func oneEncoding() throws {
        var generator = SeededGenerator(seed: 5)
        for form in try Shipped.forms() {
            let bytes = form.canonicalBytes
            for _ in 0..<Rounds.scaled(20) {
                var changed = bytes
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                guard let other = try? Form(canonical: changed) else { continue }
                #expect(other.canonicalBytes == changed)
                #expect(other != form)
            }
            #expect(throws: CanonicalEncodingError.self) {
                try Form(canonical: Array(bytes.dropLast()))
            }
            #expect(throws: CanonicalEncodingError.trailingBytes) {
                try Form(canonical: bytes + [0])
            }
        }
    }

    @Test("a list in a list is refused while it is read, however deep it goes")
    func nestedLists() {
        var field = Self.field("list", parts: [])
        for _ in 0..<500 { field = Self.field("list", parts: [field]) }
        var encoder = CanonicalEncoder("vault/v1/form-definition")
        encoder.append("deep")
        encoder.append("team-text")
        encoder.append(UInt64(1))
        for _ in 0..<4 { encoder.append("x") }
        encoder.append(UInt64(1))
        encoder.append("nowhere")
        encoder.append(list: [field])
        #expect(throws: CanonicalEncodingError.invalidField) {
            try Form(canonical: encoder.bytes)
        }
    }

    @Test("a definition that breaks a rule of forms is refused")
    func ruleOfForms() throws {
        let form = try Form(
            name: "x", kind: .teamText, revision: 1,
            title: LocalizedText(nl: "x", fr: "x", de: "x", en: "x"), isDerived: true,
            source: "none",
            fields: [
                FormField(
                    name: "a", kind: .date, fieldClass: .employer,
                    label: LocalizedText(nl: "x", fr: "x", de: "x", en: "x"))
            ])
        let bytes = form.canonicalBytes
        let place = try #require(
            bytes.indices.first { bytes[$0...].starts(with: [0, 0, 0, 1, UInt8(ascii: "E")]) })
        var medical = bytes
        medical[place + 4] = UInt8(ascii: "M")
        #expect(throws: CanonicalEncodingError.invalidField) { try Form(canonical: medical) }
    }

    private static func field(_ type: String, parts: [[UInt8]]) -> [UInt8] {
        var encoder = CanonicalEncoder("vault/v1/form-definition-field")
        encoder.append("a")
        encoder.append(type)
        encoder.append(list: parts)
        return encoder.bytes
    }
}
