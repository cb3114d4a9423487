internal import CryptoPrimitives
internal import DataFiles
internal import Records
internal import Reintegration
internal import VaultClient

/// Finds to which dossier a row belongs.
///
/// A row that was imported before is found by its reference, under the keyed index of the importing
/// role. What the other side imported or opened cannot be found so, since each role has a key of its
/// own: it is one of the dossiers of the same worker, employer and service that no reference of the
/// importing role names yet. Which of them, or none, a person says: by the column `dossier`, or for
/// all rows where there is only one, by `--join`. Nothing is guessed.
struct ImportTarget {
    private let acting: ActingSession
    private let isJoining: Bool
    private let standings: [String: ImportJournal.Standing]
    private var taken: [DossierID: Int] = [:]

    /// What the column `dossier` holds for a case that has none yet.
    static let new = "new"

    /// Prepares the search.
    init(
        _ acting: ActingSession, isJoining: Bool, standings: [String: ImportJournal.Standing]
    ) {
        self.acting = acting
        self.isJoining = isJoining
        self.standings = standings
    }

    /// Whether an earlier run has done everything for a row.
    func isDone(_ digest: Digest) throws -> Bool {
        try standings[acting.session.findingTag(of: digest.hex).hex] == .done
    }

    /// The dossier that is there for a row; `nil` when one is to be opened, or there is a problem.
    mutating func find(
        _ row: ImportTable.Row, _ plan: DossierPlan, reference: String, digest: Digest,
        _ problems: inout ImportProblems
    ) throws -> DossierView? {
        guard let view = try search(row, plan, reference, digest, &problems) else { return nil }
        guard view.regime == plan.regime.name.text else {
            problems.add(
                row, "regime", "the dossier \(view.id.short) stands under `\(view.regime)`")
            return nil
        }
        guard Self.fits(view, plan) else {
            problems.add(
                row, "reference",
                "the dossier \(view.id.short) is of another worker, employer or service")
            return nil
        }
        if let line = taken.updateValue(row.line, forKey: view.id) {
            problems.add(
                row, "reference", "the row on line \(line) is of the same dossier: make one of them"
            )
            return nil
        }
        return view
    }

    private func search(
        _ row: ImportTable.Row, _ plan: DossierPlan, _ reference: String, _ digest: Digest,
        _ problems: inout ImportProblems
    ) throws -> DossierView? {
        let tag = try acting.session.findingTag(of: digest.hex)
        if case .begun(let id) = standings[tag.hex], let view = try acting.session.ifShown(id) {
            return view
        }
        let mark = ImportPlan.mark(employer: plan.employer, reference: reference)
        let found = try acting.session.search(mark, purpose: .reintegration)
        if let id = found.first { return try acting.session.show(id) }
        let candidates = try candidates(plan)
        let named = row.cells["dossier"]?.text
        if let named, named.lowercased() != Self.new {
            let view = candidates.first { NameForm.matches(named, id: $0.id, name: "") }
            if view == nil {
                problems.add(
                    row, "dossier",
                    "no dossier of this worker, employer and service has this number, or another "
                        + "reference names it")
            }
            return view
        }
        if named != nil || candidates.isEmpty { return nil }
        if isJoining, candidates.count == 1 { return candidates.first }
        problems.add(
            row, "dossier",
            "this worker has a dossier here that none of your references names ("
                + candidates.map(\.id.short).joined(separator: ", ")
                + "): fill in its number when the row is about it, or `\(Self.new)`"
                + (candidates.count == 1 ? "; or give --join" : ""))
        return nil
    }

    /// The dossiers of the same parties that no reference of the importing role names.
    private func candidates(_ plan: DossierPlan) throws -> [DossierView] {
        guard let worker = plan.worker else { return [] }
        let begun = Set(
            standings.values.compactMap { standing -> DossierID? in
                if case .begun(let id) = standing { id } else { nil }
            })
        return try acting.session.dossiers(worker: worker).filter { view in
            guard Self.fits(view, plan), !begun.contains(view.id) else { return false }
            return try acting.session.search(
                ImportPlan.mark(of: view.id), purpose: .reintegration
            ).isEmpty
        }
    }

    private static func fits(_ view: DossierView, _ plan: DossierPlan) -> Bool {
        guard let worker = plan.worker else { return false }
        let holders = Set(view.parties.map(\.holder))
        return view.employer == plan.employer
            && holders.contains(.member(worker))
            && holders.contains(.organisation(plan.service))
    }
}

extension Session {
    /// A dossier, when it is there and shown to who acts.
    func ifShown(_ id: DossierID) throws -> DossierView? {
        do {
            return try show(id)
        } catch ClientError.failed(.unknown) {
            return nil
        } catch ClientError.refused {
            return nil
        }
    }
}
