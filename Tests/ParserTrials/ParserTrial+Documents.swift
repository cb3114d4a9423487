internal import CryptoPrimitives
internal import Documents
internal import Records
internal import TestSupport

extension ParserTrial {
    /// What documents are made from.
    package static let documentTickets = Self("document-tickets", records: [letter])

    /// Files that say that they are documents.
    package static let documentFiles = Self("document-files", .text, samples: [samplePage]) {
        (input) throws(DocumentFile.Fault) in
        let file = try DocumentFile(input)
        // A page whose seal is right is one that was made, as a whole.
        guard let hash = file.intactSeal else { return .free }
        return hash == sampleHash ? .written(samplePage) : .contradiction("the hash is another")
    }

    private static let letter = DocumentTicket(
        vault: SampleRecords.vault,
        subject: .letter(
            DocumentTicket.Version(
                section: SampleRecords.identifier(21), number: 2, manifest: SampleRecords.hash),
            DocumentTicket.Copy(entry: 7, time: SampleRecords.moment, role: .worker)),
        dossier: SampleRecords.dossier, entry: 5, object: SampleRecords.hash, language: .de)

    private static let sample: Document.Page = {
        let document = Document(
            language: .de, title: "Dokument", mark: .model, facts: [.init("Von", "Dienst Noord")],
            blocks: [.paragraph("Text")], notices: ["nicht weitergeben"], ticket: letter)
        guard let page = try? document.page() else {
            preconditionFailure("a short text has a QR code")
        }
        return page
    }()
    private static let samplePage = sample.bytes
    private static let sampleHash = sample.hash
}
