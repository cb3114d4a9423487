package import CryptoPrimitives
internal import Records

/// A file that says that it is a document of ours, as it was found: nothing in it is believed yet.
package struct DocumentFile: Hashable, Sendable {
    /// The largest file that is read: 32 MiB.
    package static let maximumSize = 32 << 20

    /// The format of a file.
    package enum Format: String, Hashable, Sendable {
        case html, pdf
    }

    /// Why a file is not read as a document.
    package enum Fault: Error, Hashable, Sendable {
        /// It has no ticket: it is not ours, or it was taken out.
        case noTicket
        /// It has more than one ticket, and they differ.
        case contradictory
    }

    /// The format.
    package let format: Format
    /// The first ticket that was found.
    package let ticket: DocumentTicket
    /// The bytes.
    package let bytes: [UInt8]

    /// Looks for the ticket.
    ///
    /// - Throws: ``Fault``.
    package init(_ bytes: [UInt8]) throws(Fault) {
        let tickets = Self.tickets(in: bytes)
        guard let ticket = tickets.first else { throw .noTicket }
        guard tickets.allSatisfy({ $0 == ticket }) else { throw .contradictory }
        self.ticket = ticket
        self.bytes = bytes
        format = bytes.starts(with: Array("%PDF-".utf8)) ? .pdf : .html
    }

    /// The tickets that stand in the bytes; what only looks like one is passed over.
    private static func tickets(in bytes: [UInt8]) -> [DocumentTicket] {
        let marker = Array(DocumentTicket.marker.utf8)
        var tickets: [DocumentTicket] = []
        var start = 0
        while let place = bytes[start...].firstRange(of: marker) {
            let encoded = bytes[place.upperBound...]
                .prefix(DocumentTicket.maximumSize * 4 / 3 + 4)
                .prefix { Self.isBase64($0) }
            start = place.upperBound
            guard let decoded = Base64.decode(String(decoding: encoded, as: UTF8.self)),
                let ticket = try? DocumentTicket(canonical: decoded)
            else { continue }
            tickets.append(ticket)
        }
        return tickets
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2b, 0x2f, 0x3d: true
        default: false
        }
    }

    /// The hash that the seal of a page shows, when the page has the content that was sealed;
    /// `nil` when it was changed, and for a PDF, whose text is packed.
    package var intactSeal: Digest? {
        guard format == .html else { return nil }
        let start = Array(DocumentSeal.start.utf8)
        guard let place = bytes.firstRange(of: start),
            let digits = [UInt8](
                hex: String(decoding: bytes[place.upperBound...].prefix(64), as: UTF8.self)),
            let hash = Digest(digits),
            let seal = try? DocumentSeal(hash: hash, of: ticket)
        else { return nil }
        let end = place.lowerBound + seal.html.utf8.count
        guard end <= bytes.count, Array(seal.html.utf8) == Array(bytes[place.lowerBound..<end])
        else { return nil }
        let rest = bytes[..<place.lowerBound] + bytes[end...]
        return Digest(hashing: Array(rest)) == hash ? hash : nil
    }
}

extension Collection where Element == UInt8 {
    /// Where some bytes stand first.
    fileprivate func firstRange(of wanted: [UInt8]) -> Range<Index>? {
        guard let head = wanted.first else { return nil }
        var start = startIndex
        while let place = self[start...].firstIndex(of: head) {
            if self[place...].starts(with: wanted) {
                return place..<index(place, offsetBy: wanted.count)
            }
            start = index(after: place)
        }
        return nil
    }
}
