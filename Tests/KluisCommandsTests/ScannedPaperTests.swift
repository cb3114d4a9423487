import Testing

@testable import KluisCommands

@Suite("Scanned papers") struct ScannedPaperTests {
    private typealias MediaType = ScannedPaper.MediaType

    private static let pdf = Array("%PDF-2.0\n1 0 obj\n%%EOF\n".utf8)
    private static let jpeg: [UInt8] = [0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0xff, 0xd9]
    private static let png: [UInt8] =
        [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
        + [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]

    @Test("a scan is known by how it begins and ends")
    func types() {
        #expect(MediaType(of: Self.pdf) == .pdf)
        #expect(MediaType(of: Self.jpeg) == .jpeg)
        #expect(MediaType(of: Self.png) == .png)
    }

    @Test("what was cut off, what begins otherwise and what is a text is none")
    func others() {
        for whole in [Self.pdf, Self.jpeg, Self.png] {
            #expect(MediaType(of: Array(whole.dropFirst())) == nil)
            #expect(MediaType(of: Array(whole.dropLast(4))) == nil)
        }
        for text in ["", "%PDF", "a text", "%PDF-1.4 without an end", "%%EOF"] {
            #expect(MediaType(of: Array(text.utf8)) == nil, "\(text)")
        }
        let far = Self.pdf + [UInt8](repeating: 0x20, count: 2000)
        #expect(MediaType(of: far) == nil)
    }
}
