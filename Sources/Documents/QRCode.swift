internal import CQREncode
internal import Markup

/// A QR code (ISO/IEC 18004) of a text, made by libqrencode.
struct QRCode {
    /// Why there is no code.
    enum Fault: Error, Hashable, Sendable {
        /// libqrencode made none: the text is too long, or there is no memory.
        case notMade
        /// libqrencode made something that is no square of modules.
        case malformed
    }

    /// The rows of modules from the top; `true` is dark.
    let rows: [[Bool]]

    /// Encodes a text with correction level M, which 15 % of damage does not harm.
    ///
    /// - Throws: ``Fault``.
    init(_ text: String) throws(Fault) {
        let bytes = Array(text.utf8)
        // SAFETY: the library reads `bytes` during the call only.
        let made = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe QRcode_encodeData(Int32(buffer.count), buffer.baseAddress, 0, QR_ECLEVEL_M)
        }
        guard let code = unsafe made else { throw .notMade }
        defer { unsafe QRcode_free(code) }
        let width = Int(unsafe code.pointee.width)
        guard (21...177).contains(width), let data = unsafe code.pointee.data else {
            throw .malformed
        }
        // SAFETY: `data` holds width times width bytes until the code is freed; the lowest bit of
        // each says whether the module is dark.
        rows = (0..<width).map { row in
            (0..<width).map { unsafe data[row * width + $0] & 1 == 1 }
        }
    }

    /// Writes the code as SVG with the quiet zone of four modules that readers need.
    func write(_ writer: inout HTMLWriter, label: String) {
        let size = rows.count + 8
        writer.element(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(size) \(size)",
                "width": "\(size * 2)", "height": "\(size * 2)", "role": "img",
                "aria-label": label, "shape-rendering": "crispEdges",
            ]
        ) { writer in
            writer.element("title", text: label)
            writer.shape("rect", ["width": "\(size)", "height": "\(size)", "fill": "#ffffff"])
            writer.shape("path", ["d": path, "fill": "#000000"])
        }
    }

    /// Each run of dark modules of a row as a rectangle.
    private var path: String {
        var path = ""
        for (row, modules) in rows.enumerated() {
            var column = 0
            while column < modules.count {
                guard modules[column] else {
                    column += 1
                    continue
                }
                let start = column
                while column < modules.count, modules[column] { column += 1 }
                path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z"
            }
        }
        return path
    }
}
