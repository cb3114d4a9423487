internal import CryptoPrimitives
internal import DataFiles
internal import Records
internal import Reintegration

/// A row of an import that has been checked: what is done for it.
struct ImportPlan {
    /// The line on which the row begins.
    let line: Int
    /// The administration's own number of the case.
    let reference: String
    /// The dossier.
    let dossier: DossierPlan
    /// The steps, in the order of their days.
    let steps: [(step: ProcessStep, day: CivilDate)]
    /// What is written as the worker's identity.
    let identity: (form: Form, content: FormContent)?
    /// By what the dossier is found.
    let findBy: [String]
    /// The hash of the row: of its columns and cells, in the order of their names.
    let digest: Digest

    /// The value under which the dossier of the row is indexed, so that it is not opened twice.
    var mark: String { "kluis-import \(dossier.employer) \(reference)" }

    /// The hash of a row.
    static func digest(of row: ImportTable.Row) -> Digest {
        var encoder = CanonicalEncoder("kluis/v1/import-row")
        encoder.append(
            list: row.cells.sorted { $0.key < $1.key }.map { name, cell in
                var inner = CanonicalEncoder("kluis/v1/import-cell")
                inner.append(name)
                inner.append(cell.text)
                return inner.bytes
            })
        return Digest(hashing: encoder.bytes)
    }
}
