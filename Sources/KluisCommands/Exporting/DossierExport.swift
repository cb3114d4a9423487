internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import TransparencyLog
internal import VaultClient

/// A dossier as it leaves the vault for one role: what that role may take out, and what it may not.
struct DossierExport {
    /// The dossier.
    let open: OpenDossier
    /// Who takes it out.
    let acting: ActingSession
    /// Names.
    let words: StatementWords
    /// The language of labels.
    let language: Language
    /// When.
    let now: Instant
    /// The day on which it is judged.
    let today: CivilDate
    /// How official numbers leave.
    let numbers: NumberDisplay
    /// Whether data that concern third parties were left out.
    let isScreened: Bool
    /// The sections that are in it, oldest first.
    let sections: [Section]
    /// The sections that the role may see in the dossier and that are not in it.
    let leftOut: [LeftOut]
    /// The entries of the log that the role may see: its own of this export, for the worker all.
    let entries: [VerifiedEntry]

    /// A section version that was opened for the export.
    struct Section {
        /// The version.
        let opened: OpenedSection
        /// What was filled into its form, without what was left out; `nil` for other content.
        let content: FormContent?
        /// Its form, where the adopted one has the same revision.
        let form: Form?
        /// The fields that were left out because they concern third parties.
        let omitted: [FieldName]

        /// What its author signed.
        var manifest: Manifest { opened.manifest }
    }

    /// A section version that is not in the export.
    struct LeftOut {
        /// The kind.
        let kind: SectionKind
        /// The section.
        let section: SectionID
        /// The version.
        let version: UInt64
        /// Why.
        let reason: String
        /// The rules or articles behind it.
        let rules: [String]
        /// The entry of the log that the refusal left.
        let entry: UInt64?
    }

    /// The kinds of which the export holds nothing.
    ///
    /// Whether there is any of them is not told: the role may not know.
    var absentKinds: [SectionKind] {
        let named = Set(sections.map(\.manifest.kind) + leftOut.map(\.kind))
        return SectionKind.allCases.filter { !named.contains($0) }
    }
}

extension DossierExport {
    /// Which versions are taken, and how.
    struct Extent {
        /// How official numbers leave.
        let numbers: NumberDisplay
        /// Whether data that concern third parties stay behind.
        let isScreened: Bool
        /// Whether older versions are taken too.
        let includesOlderVersions: Bool
        /// Whether the file is about a person, as FHIR is, so that there must be a worker.
        var needsWorker = false
        /// Why, unless it is the usual purpose of the role.
        let why: PurposeOption
        /// Why in own words, where a rule asks for it.
        let reason: String
    }

    /// Opens what the role may take out: each version is an entry of the log before it opens.
    ///
    /// What the policy denies is left out and told. Anything else that fails ends the export.
    init(
        of dossier: DossierID, _ extent: Extent, _ acting: ActingSession, _ connection: Connection
    ) throws {
        let view = try acting.session.show(dossier)
        guard !extent.needsWorker || view.hasWorker else {
            throw CommandFailure(
                .usage, "an employer's collective record is about no person",
                hint: "take it out with `--format json`, or print it with `kluis letter`")
        }
        let data = AdoptedData(acting.session)
        self.open = try OpenDossier(view, data, seenBy: acting.role)
        self.acting = acting
        language = connection.context.language
        now = connection.now
        today = connection.today
        numbers = extent.numbers
        isScreened = extent.isScreened
        var opening = Opening(
            extent: extent, acting: acting, dossier: dossier, forms: try data.formFiles(),
            language: language)
        for section in view.sections.sorted(by: { ($0.time, $0.section) < ($1.time, $1.section) }) {
            try opening.take(section)
        }
        sections = opening.sections
        leftOut = opening.leftOut
        let own = opening.sections.flatMap { [$0.opened.writeEntry, $0.opened.entry] }
        entries =
            view.isOfWorker(acting)
            ? try acting.allOwnEntries().filter { $0.detail?.dossier?.bytes == dossier.bytes }
            : Dictionary(own.map { ($0.index, $0) }, uniquingKeysWith: { $1 }).values
                .sorted { $0.index < $1.index }
        let members = open.events.map { Holder.member($0.actor.member) }
        words = StatementWords(
            directory: try acting.directory(naming: view.holders + members),
            book: AddressBook(home: connection.home))
    }
}

extension DossierView {
    /// Whether it is about a worker; an employer's collective record is not.
    fileprivate var hasWorker: Bool { parties.contains { $0.relation == .`self` } }

    /// Whether who acts is the worker whom it is about.
    func isOfWorker(_ acting: ActingSession) -> Bool {
        parties.contains {
            $0.relation == .`self` && $0.holder == .member(acting.session.member)
                && $0.roles.contains(.worker)
        } && (acting.role == nil || acting.role == .worker)
    }
}

/// Opens sections one after the other, and remembers which did not open.
private struct Opening {
    let extent: DossierExport.Extent
    let acting: ActingSession
    let dossier: DossierID
    let forms: FormFiles
    let language: Language
    var sections: [DossierExport.Section] = []
    var leftOut: [DossierExport.LeftOut] = []

    mutating func take(_ section: SectionView) throws {
        let purpose = extent.why.purpose(of: acting, exporting: section.kind)
        for version in try versions(of: section, purpose) {
            func leave(_ reason: String, _ rules: [String] = [], entry: UInt64? = nil) {
                leftOut.append(
                    DossierExport.LeftOut(
                        kind: section.kind, section: section.section, version: version,
                        reason: reason, rules: rules, entry: entry))
            }
            do {
                let opened = try acting.session.open(
                    dossier: dossier, section: .section(section.section), version: version,
                    purpose: purpose, handling: .export, reason: extent.reason)
                guard let taken = try screened(opened) else {
                    leave(
                        CopyWords.noForm[language], ThirdPartyLaw.articles,
                        entry: opened.entry.index)
                    continue
                }
                sections.append(taken)
            } catch ClientError.refused(let refusal, let entry) {
                let failure = CommandFailure(refusal, entry: entry, language: language)
                leave(failure.message, refusal.rules, entry: entry)
            } catch ClientError.unopenable(let entry) {
                leave(CopyWords.doesNotOpen[language], entry: entry)
            } catch ClientError.noRoleKey {
                leave(CopyWords.doesNotOpen[language])
            }
        }
    }

    private func versions(of section: SectionView, _ purpose: Purpose) throws -> [UInt64] {
        guard extent.includesOlderVersions, section.version > 1 else { return [section.version] }
        return try acting.session.versions(of: section.section, in: dossier, purpose: purpose)
            .map(\.version)
    }

    /// The version as it leaves; `nil` for one that is left out because of third parties.
    private func screened(_ opened: OpenedSection) throws -> DossierExport.Section? {
        let manifest = opened.manifest
        let content = try? FormContent(decoding: opened.content)
        let adopted = try content.flatMap { try forms.form(named: $0.form) }
        let form = adopted?.revision == content?.revision ? adopted : nil
        guard extent.isScreened, manifest.namesThirdParties else {
            return DossierExport.Section(
                opened: opened, content: content, form: form, omitted: [])
        }
        guard let content, let form else { return nil }
        return DossierExport.Section(
            opened: opened, content: form.withoutThirdParties(content), form: form,
            omitted: form.thirdPartyFields(in: content))
    }
}

/// Why data about others are not in a copy.
enum ThirdPartyLaw {
    /// The articles.
    static let articles = [
        "GDPR art. 15(4)", "Belgian Act of 22 August 2002 on patients' rights, art. 9 §2",
    ]
}
