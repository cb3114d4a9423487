import CryptoPrimitives
import DataFiles
import Documents
import Foundation
import Records
import Reintegration

/// Filled-in forms for documents: every shipped form with every field, and what stands around it.
enum SampleForms {
    /// Every shipped form.
    static func all() throws -> [Form] { try shipped.get() }

    private static let shipped = Result {
        let folder = root.appending(path: "policies/forms")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".yaml") }
            .map { name in
                try FormDefinitionFile.parse(
                    Array(Data(contentsOf: folder.appending(path: name))), file: name)
            }
    }

    /// A shipped form.
    static func form(_ name: FormName) throws -> Form {
        let path = root.appending(path: "policies/forms/\(name).yaml")
        return try FormDefinitionFile.parse(
            Array(Data(contentsOf: path)), file: "\(name).yaml")
    }

    /// Every field filled in, with a text of one's own in those that hold text.
    static func filled(
        _ form: Form, text: String = "tekst", choosing pick: [FieldName: FieldChoiceName] = [:],
        leaving empty: Set<FieldName> = []
    ) throws -> FormContent {
        try form.read(raw(form.fields, text, pick, empty)).content
    }

    private static func raw(
        _ fields: [FormField], _ text: String, _ pick: [FieldName: FieldChoiceName],
        _ empty: Set<FieldName>
    ) -> RawFormValue {
        RawFormValue(
            .mapping(
                fields.filter { !empty.contains($0.name) }.map { field in
                    RawFormValue.Entry(
                        key: field.name.text, line: 1,
                        value: value(of: field, text, pick[field.name]))
                }))
    }

    private static func value(
        of field: FormField, _ text: String, _ pick: FieldChoiceName?
    ) -> RawFormValue {
        func day(_ key: String, _ day: String) -> RawFormValue.Entry {
            RawFormValue.Entry(key: key, line: 1, value: RawFormValue(.text(day)))
        }
        switch field.kind {
        case .text, .longText:
            return RawFormValue(
                .text(String(text.unicodeScalars.prefix(field.maximum).map(Character.init))))
        case .date: return RawFormValue(.text("2024-02-29"))
        case .number(let scheme):
            // Numbers that their specifications print as examples.
            switch scheme {
            case .insz: return RawFormValue(.text("85073003328"))
            case .kbo: return RawFormValue(.text("0419052173"))
            case .riziv: return RawFormValue(.text("19006951001"))
            case .bsn: return RawFormValue(.text("111222333"))
            case .loonheffingen: return RawFormValue(.text("111222333L01"))
            }
        case .boolean: return RawFormValue(.text("true"))
        case .choice(let choices):
            return RawFormValue(.text((pick ?? choices[0].name).text))
        case .selection(let choices):
            return RawFormValue(.list(choices.map { RawFormValue(.text($0.name.text)) }))
        case .integer(let range): return RawFormValue(.text("\(range.lowerBound)"))
        case .period:
            return RawFormValue(
                .mapping([day("from", "2024-03-01"), day("until", "2024-06-01")]))
        case .list(let fields):
            let entry = raw(fields, text, [:], [])
            return RawFormValue(.list([entry, entry]))
        }
    }

    /// A ticket of nobody.
    static func ticket(_ language: Language = .nl, version: UInt64 = 1) -> DocumentTicket {
        DocumentTicket(
            vault: Digest(hashing: [1]),
            subject: .letter(
                DocumentTicket.Version(
                    section: identifier(2), number: version, manifest: Digest(hashing: [2])),
                DocumentTicket.Copy(entry: 121, time: Instant(seconds: 1_709_500_000), role: .hr)),
            dossier: identifier(1), entry: 70, object: Digest(hashing: [3]), language: language)
    }

    /// What stands around a letter.
    static let facts = LetterFacts(
        kind: SectionKind.assessmentForm.label, authorRole: Role.occupationalPhysician.label,
        organisation: "Dienst Noord", writtenOn: CivilDate(daysSinceEpoch: 19_786),
        role: Role.hr.label, madeOn: CivilDate(daysSinceEpoch: 19_790))

    /// The letter of a content.
    static func letter(
        _ content: FormContent, of form: Form, _ language: Language = .nl,
        under regime: RegimeName = "be-2022"
    ) -> Document {
        .letter(content, of: form, under: regime, facts, ticket: ticket(language))
    }

    static func identifier<Subject>(_ number: UInt8) -> Identifier<Subject> {
        Identifier(
            at: Instant(seconds: 1_704_700_000), randomness: Array(repeating: number, count: 10))
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
}
