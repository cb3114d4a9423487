internal import Glibc

/// Makes a PDF of a page with WeasyPrint, which an installation may have or not.
///
/// The page goes to it and the PDF comes back through pipes: no file of either is left anywhere.
enum PaperRenderer {
    /// The PDF, in the form for everybody (PDF/UA-1, ISO 14289-1).
    ///
    /// - Throws: Status 69 when WeasyPrint is not there or fails.
    static func pdf(of page: [UInt8]) throws -> [UInt8] {
        let input = try Pipe()
        let output = try Pipe()
        let child: ChildProcess
        do throws(CommandFailure) {
            child = try ChildProcess(
                "weasyprint", ["--quiet", "--pdf-variant", "pdf/ua-1", "-", "-"],
                descriptors: [input.reading, output.writing, 2])
        } catch {
            [input, output].forEach { $0.close() }
            throw missing
        }
        close(input.reading)
        close(output.writing)
        defer { close(output.reading) }
        // It reads the whole page before it writes; when it ends before that, its status tells.
        _ = try? Descriptor.write(page, to: input.writing)
        close(input.writing)
        let pdf = try Descriptor.readAll(output.reading, limit: 64 << 20, path: "weasyprint")
        let status = child.wait()
        guard status != 127 else { throw missing }
        guard status == 0, pdf.starts(with: Array("%PDF-".utf8)) else {
            throw CommandFailure(
                .unavailable, "weasyprint made no PDF: it ended with status \(status)",
                hint: "write the page without --pdf, and print it from a browser")
        }
        return pdf
    }

    private static var missing: CommandFailure {
        CommandFailure(
            .unavailable, "a PDF needs WeasyPrint, which is not installed",
            hint: "sudo apt-get install weasyprint; or leave --pdf out and print the page from a "
                + "browser")
    }
}
