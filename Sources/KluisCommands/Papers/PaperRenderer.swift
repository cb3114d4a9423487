internal import Glibc
internal import Records

/// Makes a PDF of a page with WeasyPrint, which an installation may have or not.
///
/// The page goes to it and the PDF comes back through pipes: no file of either is left anywhere. The
/// page has no address of anything, as its writer sees to, so there is nothing to fetch.
enum PaperRenderer {
    /// The tagged PDF; the same page and time make the same bytes with the same WeasyPrint and fonts.
    ///
    /// - Parameters:
    ///   - page: The page, in HTML.
    ///   - time: The time that the PDF names as that of its making.
    /// - Returns: The PDF.
    /// - Throws: Status 69 when WeasyPrint is not there or fails.
    static func pdf(of page: [UInt8], at time: Instant) throws -> [UInt8] {
        let input = try Pipe()
        let output = try Pipe()
        let child: ChildProcess
        do throws(CommandFailure) {
            child = try ChildProcess(
                "weasyprint", ["--quiet", "--pdf-variant", "pdf/ua-1", "-", "-"],
                descriptors: [input.reading, output.writing, 2],
                variables: [("SOURCE_DATE_EPOCH", "\(max(0, time.seconds))")])
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
                hint: "write the page as HTML, and print it from a browser")
        }
        return pdf
    }

    /// Finds the program, before an access is logged.
    ///
    /// - Throws: Status 69 when it is not installed.
    static func check(environment: EnvironmentVariables) throws(CommandFailure) {
        guard ProgramPath.find("weasyprint", environment: environment) != nil else {
            throw missing
        }
    }

    private static var missing: CommandFailure {
        CommandFailure(
            .unavailable, "a PDF needs WeasyPrint, which is not installed",
            hint: "sudo apt-get install weasyprint; or write the page as HTML and print it "
                + "from a browser")
    }
}
