import CryptoPrimitives
import Foundation
import Records
import Reintegration
import TestSupport
import Testing

@testable import Documents

@Suite("The seal of a document") struct SealTests {
    private static func page(
        text: String = "tekst", _ language: Language = .nl
    ) throws -> Document.Page {
        let form = try SampleForms.form("plan")
        return try SampleForms.letter(
            try SampleForms.filled(form, text: text), of: form, language
        ).page()
    }

    @Test("a page has its own hash, which stands in it and in its QR code")
    func intact() throws {
        let page = try Self.page()
        let file = try DocumentFile(page.bytes)
        #expect(file.format == .html && file.ticket == SampleForms.ticket())
        #expect(file.intactSeal == page.hash)
        #expect(String(decoding: page.bytes, as: UTF8.self).contains(">\(page.hash.hex)</code>"))
        #expect(try Self.page() == page)
        #expect(try Self.page(.fr).hash != page.hash)
    }

    @Test("one changed byte anywhere breaks the seal")
    func oneByte() throws {
        let bytes = try Self.page().bytes
        for place in stride(from: 0, to: bytes.count, by: Rounds.scaled(1) > 1 ? 1 : 41) {
            var changed = bytes
            changed[place] ^= 1
            let file = try? DocumentFile(changed)
            #expect(file?.intactSeal == nil, "byte \(place)")
        }
    }

    @Test("halves of two documents do not make one")
    func mixedHalves() throws {
        let one = try Self.page(text: "een").bytes
        let other = try Self.page(text: "twee").bytes
        let start = Array(DocumentSeal.start.utf8)
        func seal(_ bytes: [UInt8]) throws -> Int {
            try #require(bytes.indices.first { bytes[$0...].starts(with: start) })
        }
        let mixed = Array(one[..<(try seal(one))] + other[(try seal(other))...])
        #expect(try DocumentFile(mixed).intactSeal == nil)
        // Both whole, one after the other.
        #expect(try DocumentFile(one + other).intactSeal == nil)
        let french = try Self.page(.fr).bytes
        #expect(throws: DocumentFile.Fault.contradictory) { try DocumentFile(one + french) }
    }

    @Test("a file without a ticket is no document, also when it says that it is")
    func noTicket() {
        for text in ["", "%PDF-1.7", "kluis-document:", "kluis-document:AAAA", "<html></html>"] {
            #expect(throws: DocumentFile.Fault.noTicket) { try DocumentFile(Array(text.utf8)) }
        }
    }

    @Test(
        "a reader of others reads the QR code back: the number and the hash",
        .enabled(if: hasReader))
    func qrCode() throws {
        let hash = Digest(hashing: [7])
        let text = DocumentSeal.text(hash: hash, of: SampleForms.ticket())
        let rows = try QRCode(text).rows
        #expect(rows.allSatisfy { $0.count == rows.count })
        #expect(try Self.read(rows) == text)
        var turned = rows
        turned[10] = turned[10].map { !$0 }
        #expect(try Self.read(turned) == text, "correction level M bears a lost row")
    }

    @Test("a text that no QR code holds is refused")
    func tooLong() {
        #expect(throws: QRCode.Fault.notMade) { try QRCode(String(repeating: "x", count: 4000)) }
        #expect(throws: QRCode.Fault.notMade) { try QRCode("") }
    }

    private static var hasReader: Bool {
        Tool.isThere("zbarimg")
    }

    /// What zbarimg reads in a picture of the modules, eight dots a module.
    private static func read(_ rows: [[Bool]]) throws -> String {
        let size = rows.count + 8
        var picture = "P1\n\(size * 8) \(size * 8)\n"
        for row in 0..<size {
            var line = ""
            for column in 0..<size {
                let isInside = (4..<size - 4).contains(row) && (4..<size - 4).contains(column)
                let isDark = isInside && rows[row - 4][column - 4]
                line += String(repeating: isDark ? "1 " : "0 ", count: 8)
            }
            picture += String(repeating: line + "\n", count: 8)
        }
        let folder = try TemporaryDirectory()
        try Data(picture.utf8).write(to: URL(filePath: folder.path("code.pbm")))
        let text = try Tool.run("zbarimg", ["--quiet", "--raw", folder.path("code.pbm")]).text
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
