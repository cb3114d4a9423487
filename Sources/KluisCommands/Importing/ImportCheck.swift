internal import AccessPolicy
internal import DataFiles
internal import Records
internal import Reintegration
internal import VaultClient

/// Checks the rows of an import, each whole, before anything is done for one.
///
/// No problem repeats what stands in a cell.
struct ImportCheck {
    private var parties: ImportParties
    private var target: ImportTarget
    private var items: ImportItems
    private var judge: ImportJudge
    private var references: [String: Int] = [:]

    /// What is wrong.
    private(set) var problems = ImportProblems()

    /// Prepares the check.
    init(parties: ImportParties, target: ImportTarget, items: ImportItems, judge: ImportJudge) {
        self.parties = parties
        self.target = target
        self.items = items
        self.judge = judge
    }

    /// Checks a row.
    ///
    /// - Returns: What is to be done; `nil` when the row has a problem.
    mutating func plan(_ row: ImportTable.Row) throws -> ImportPlan? {
        let before = problems.count
        let reference = reference(of: row)
        let dossier = try parties.plan(of: row, &problems)
        let digest = ImportPlan.digest(of: row)
        let findBy = (row.cells["find-by"]?.text).map { text in
            text.split { $0 == "|" || $0 == "\n" }.map(String.init)
        }
        if (findBy ?? []).count > 8 {
            problems.add(row, "find-by", "8 values at most, with `|` between them")
        }
        let read = try dossier.map { try items.read(row, $0.regime, &problems) }
        let identity = try identity(of: row)
        guard problems.count == before, let reference, let dossier, let read else { return nil }
        func made(
            _ target: ImportPlan.Target, _ judged: ImportJudge.Judged,
            _ identity: ImportItem.Section?
        ) -> ImportPlan {
            ImportPlan(
                line: row.line, reference: reference, target: target, dossier: dossier,
                items: judged.items, missing: judged.missing, isWaiting: judged.isWaiting,
                identity: identity, findBy: [reference] + (findBy ?? []), digest: digest)
        }
        if try target.isDone(digest) { return made(.done, ImportJudge.Judged(), nil) }
        let view = try target.find(
            row, dossier, reference: reference, digest: digest, &problems)
        guard problems.count == before else { return nil }
        let judged = try judge.judge(read, dossier, view, &problems)
        let section = try identity.flatMap { form, content in
            try judge.identity(form, content, dossier, view, line: row.line, &problems)
        }
        guard problems.count == before else { return nil }
        return made(view.map { .existing($0.id) } ?? .new, judged, section)
    }

    private mutating func reference(of row: ImportTable.Row) -> String? {
        guard let cell = row.cells["reference"] else {
            problems.add(row, "reference", "fill in the number that the case has with you")
            return nil
        }
        guard cell.text.utf8.count <= 64 else {
            problems.add(row, "reference", "64 bytes at most")
            return nil
        }
        if let line = references.updateValue(row.line, forKey: cell.text) {
            problems.add(row, "reference", "the row on line \(line) has the same reference")
            return nil
        }
        return cell.text
    }

    /// The worker's identity, from the cells `identity.…`; `nil` where none is filled.
    private mutating func identity(
        of row: ImportTable.Row
    ) throws -> (form: Form, content: FormContent)? {
        let prefix = ImportColumns.identityPrefix
        let cells = row.cells.filter { $0.key.hasPrefix(prefix) }.sorted { $0.key < $1.key }
        guard !cells.isEmpty else { return nil }
        let filled = ImportTable.Step.FilledForm(
            name: ImportColumns.identityForm,
            value: RawFormValue(
                line: row.line,
                .mapping(
                    cells.map { name, cell in
                        RawFormValue.Entry(
                            key: String(name.dropFirst(prefix.count)), line: cell.line,
                            value: RawFormValue(line: cell.line, .text(cell.text)))
                    })))
        return try items.content(filled, "", &problems)
    }
}
