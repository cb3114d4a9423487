internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import VaultClient

/// Carries the rows of an import out, one after the other, by what the ordinary commands do.
///
/// A dossier and its first steps without forms are stated together: all of it or nothing; a step and
/// its last section are one act too. What stopped between acts is found in the journal and in the
/// dossier, and completed by the next run: a step that is there is not taken again, and a section
/// whose identifier the journal has is not written again.
struct ImportRun {
    /// Who imports.
    let acting: ActingSession
    /// The way to the vault.
    let connection: Connection
    /// What was done.
    let journal: ImportJournal
    /// Why it is written, where a rule of the policy asks for it.
    let reason: String

    /// The most statements of one act.
    private static let maximumStatements = 16

    /// What came of a row.
    enum Outcome {
        /// A dossier was opened for it.
        case imported(DossierID)
        /// What was missing was added to a dossier that was there, perhaps from a run that was stopped.
        case added(DossierID)
        /// Everything was there.
        case wasDone
    }

    /// Carries a row out.
    func carryOut(_ plan: ImportPlan) throws -> Outcome {
        let tag = try acting.session.findingTag(of: plan.digest.hex)
        let id: DossierID
        var isNew = false
        switch plan.target {
        case .done: return .wasDone
        case .existing(let existing): id = existing
        case .new:
            id = try open(plan, tag)
            isNew = true
        }
        try acting.session.index(id, by: plan.findBy + [plan.mark, ImportPlan.mark(of: id)])
        var work = Work(plan: plan, dossier: id)
        if let identity = plan.identity, try !hasIdentity(id) {
            try write(identity, in: id, step: "", place: try work.place("identity", self))
            work.count += 1
        }
        try complete(&work)
        if !plan.isWaiting { try journal.finish(tag) }
        try AddressBook(home: connection.home).add(.dossier, named: id.short, id)
        if isNew { return .imported(id) }
        return work.count > 0 ? .added(id) : .wasDone
    }

    /// What is done for a row.
    private struct Work {
        let plan: ImportPlan
        let dossier: DossierID
        /// How many steps and sections were added.
        var count = 0

        /// The tag under which the journal has the section of a place in the row.
        func place(_ name: String, _ run: ImportRun) throws -> Digest {
            try run.acting.session.findingTag(of: "\(plan.digest.hex) \(name)")
        }
    }

    /// Opens the dossier with the steps without forms with which the row begins: one act.
    private func open(_ plan: ImportPlan, _ tag: Digest) throws -> DossierID {
        let opening = try plan.dossier.opening(acting, today: connection.today)
        let first = plan.items.prefix { $0.taken != nil && $0.sections.isEmpty }
            .prefix(Self.maximumStatements - 1)
        try journal.begin(tag, opening.id)
        try acting.session.append(
            [.dossier(opening)]
                + first.compactMap { try $0.taken.map { try statement(of: $0, in: opening.id) } })
        return opening.id
    }

    /// Takes the steps that the dossier does not have, and writes the sections.
    private func complete(_ work: inout Work) throws {
        let view = try acting.session.show(work.dossier)
        let events = try view.events.map { record in
            guard let event = try? ProcessEvent(decoding: record.encodedEvent) else {
                throw CommandFailure(
                    .verificationFailed, "an event of dossier \(view.id.short) cannot be read")
            }
            return event
        }
        var done = DoneSteps(events)
        var waiting: [ImportItem.Taken] = []
        func flush() throws {
            guard !waiting.isEmpty else { return }
            try acting.session.append(waiting.map { try statement(of: $0, in: view.id) })
            work.count += waiting.count
            waiting = []
        }
        for (number, item) in work.plan.items.enumerated() {
            if let taken = item.taken, done.take(taken.step.name, taken.day) { continue }
            if let taken = item.taken, item.sections.isEmpty {
                waiting.append(taken)
                if waiting.count == Self.maximumStatements { try flush() }
                continue
            }
            try flush()
            if let taken = item.taken {
                try take(taken, item.sections, "\(number)", &work)
            } else {
                try write(item.sections, "\(number)", &work)
            }
        }
        try flush()
    }

    /// Takes a step with its sections; the last of them and the event are one act.
    private func take(
        _ taken: ImportItem.Taken, _ sections: [ImportItem.Section], _ place: String,
        _ work: inout Work
    ) throws {
        var hashes: [Digest] = []
        for (number, section) in sections.dropLast().enumerated() {
            hashes.append(
                try write(
                    section, in: work.dossier, step: taken.step.name.text,
                    place: try work.place("\(place) \(number)", self)))
        }
        guard let last = sections.last else { return }
        let dossier = work.dossier
        _ = try acting.session.write(version(of: last, in: dossier, taken.step.name.text)) { hash in
            [
                .event(
                    try self.event(taken, resting: hashes + [hash], in: dossier))
            ]
        }
        work.count += 1
    }

    /// Writes sections that belong to no step, each once for all rows that hold the same.
    private func write(
        _ sections: [ImportItem.Section], _ place: String, _ work: inout Work
    ) throws {
        for (number, section) in sections.enumerated() {
            let mark = "kluis-import-section \(Digest(hashing: section.content.encoded).hex)"
            let found = try acting.session.search(mark, purpose: .reintegration)
            guard !found.contains(work.dossier) else { continue }
            try write(
                section, in: work.dossier, step: "",
                place: try work.place("\(place) \(number)", self))
            try acting.session.index(work.dossier, by: [mark])
            work.count += 1
        }
    }

    /// Writes a section, unless an earlier run has done so under the identifier of the journal.
    ///
    /// - Returns: The hash of its manifest.
    @discardableResult
    private func write(
        _ section: ImportItem.Section, in dossier: DossierID, step: String, place: Digest
    ) throws -> Digest {
        if let id = journal.section(place) {
            let view = try acting.session.show(dossier).sections.first { $0.section == id }
            if let view { return view.manifest }
        }
        let id: SectionID = try acting.session.newIdentifier()
        try journal.begin(place, section: id)
        var version = version(of: section, in: dossier, step)
        version.target = .named(id)
        return try acting.session.write(version).manifest.hash
    }

    private func version(
        of section: ImportItem.Section, in dossier: DossierID, _ step: String
    ) -> NewVersion {
        NewVersion(
            dossier: dossier, target: .new, kind: section.form.kind,
            content: section.content.encoded, purpose: section.purpose,
            role: acting.role ?? .worker, form: section.form.name.text, isComplete: true,
            step: step, namesThirdParties: section.form.namesThirdParties(section.content),
            reason: reason)
    }

    private func event(
        _ taken: ImportItem.Taken, resting sections: [Digest], in dossier: DossierID
    ) throws -> EventRecord {
        let event = ProcessEvent(
            id: try acting.session.newIdentifier(), dossier: dossier, step: taken.step.name,
            actor: ProcessEvent.Actor(
                member: acting.session.member, role: acting.role ?? .worker,
                organisation: acting.organisation),
            occurredOn: taken.day, recordedAt: connection.now, sections: sections,
            parameters: taken.parameters)
        return EventRecord(id: event.id, encodedEvent: event.encoded)
    }

    private func statement(
        of taken: ImportItem.Taken, in dossier: DossierID
    ) throws -> StatementPart {
        .event(try event(taken, resting: [], in: dossier), in: dossier)
    }

    private func hasIdentity(_ id: DossierID) throws -> Bool {
        try acting.session.show(id).sections.contains { $0.kind == .identity }
    }
}
