internal import CryptoPrimitives
internal import DataFiles
internal import Records
internal import Reintegration

/// A row of an import that has been checked: what is done for it.
struct ImportPlan {
    /// Where what the row tells belongs.
    enum Target {
        /// Into a dossier that is opened for it.
        case new
        /// Into a dossier that is there.
        case existing(DossierID)
        /// Nowhere: an earlier run has done everything.
        case done
    }

    /// The line on which the row begins.
    let line: Int
    /// The administration's own number of the case.
    let reference: String
    /// Where it belongs.
    let target: Target
    /// The dossier.
    let dossier: DossierPlan
    /// The steps and sections, in their order, those that are there already included.
    let items: [ImportItem]
    /// How many of them are not there yet.
    let missing: Int
    /// Whether something of the row waits for steps of others: the row is then not done.
    let isWaiting: Bool
    /// What is written as the worker's identity.
    let identity: ImportItem.Section?
    /// By what the dossier is found.
    let findBy: [String]
    /// The hash of the row: of its columns and cells, in the order of their names.
    let digest: Digest

    /// The value under which the dossier of the row is indexed, so that it is not opened twice.
    var mark: String { Self.mark(employer: dossier.employer, reference: reference) }

    /// The value for a reference of an employer.
    static func mark(employer: OrganisationID, reference: String) -> String {
        "kluis-import \(employer) \(reference)"
    }

    /// The value that tells that a reference names a dossier already.
    static func mark(of dossier: DossierID) -> String { "kluis-import-of \(dossier)" }

    /// The hash of a row.
    static func digest(of row: ImportTable.Row) -> Digest {
        var encoder = CanonicalEncoder("kluis/v2/import-row")
        encoder.append(
            list: row.cells.sorted { $0.key < $1.key }.map { name, cell in
                var inner = CanonicalEncoder("kluis/v1/import-cell")
                inner.append(name)
                inner.append(cell.text)
                return inner.bytes
            })
        encoder.append(list: row.steps.map(encoded))
        return Digest(hashing: encoder.bytes)
    }

    private static func encoded(_ step: ImportTable.Step) -> [UInt8] {
        var encoder = CanonicalEncoder("kluis/v1/import-step")
        encoder.append(step.name?.text ?? "")
        encoder.append(step.day?.text ?? "")
        encoder.append(list: step.settings.map { Array("\($0.name)=\($0.value.text)".utf8) })
        encoder.append(
            list: step.forms.map { form in
                var inner = CanonicalEncoder("kluis/v1/import-form")
                inner.append(form.name)
                inner.append(encoded(form.value))
                return inner.bytes
            })
        return encoder.bytes
    }

    private static func encoded(_ value: RawFormValue) -> [UInt8] {
        var encoder = CanonicalEncoder("kluis/v1/import-value")
        switch value.content {
        case .text(let text): encoder.append(text)
        case .list(let elements): encoder.append(list: elements.map(encoded))
        case .mapping(let entries):
            encoder.append(list: entries.flatMap { [Array($0.key.utf8), encoded($0.value)] })
        }
        return encoder.bytes
    }
}

/// A step with its sections, or sections that belong to no step.
struct ImportItem {
    /// A section.
    struct Section {
        /// Its form.
        let form: Form
        /// What was filled in.
        let content: FormContent
        /// Why it is written.
        let purpose: Purpose
    }

    /// A step that is taken.
    struct Taken {
        /// The step.
        let step: ProcessStep
        /// Its day.
        let day: CivilDate
        /// What it says beside.
        let parameters: StepParameters
    }

    /// The step; `nil` for sections of their own.
    let taken: Taken?
    /// The sections, in the order of the regime.
    let sections: [Section]
}
