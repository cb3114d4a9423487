internal import DataFiles
internal import Records
internal import Reintegration
internal import VaultClient

/// Finds who takes part in the dossiers of an import; each name is looked up once.
struct ImportParties {
    private let acting: ActingSession
    private let lookup: Lookup
    private let data: AdoptedData
    private var members: [String: MemberID?] = [:]
    private var organisations: [String: OrganisationID?] = [:]
    private var regimes: [String: Regime?] = [:]

    /// Prepares the search for who acts.
    init(_ acting: ActingSession, _ connection: Connection) {
        self.acting = acting
        lookup = Lookup(acting, connection)
        data = AdoptedData(acting.session)
    }

    /// The parties of a row; `nil` when one has a problem.
    mutating func plan(
        of row: ImportTable.Row, _ problems: inout ImportProblems
    ) throws -> DossierPlan? {
        let worker = try member(row, "worker", &problems)
        let employer = try organisation(row, "employer", isRequired: true, &problems)
        let service = try organisation(row, "service", isRequired: true, &problems)
        let fund = try organisation(row, "fund", isRequired: false, &problems)
        let inspectorate = try organisation(row, "inspectorate", isRequired: false, &problems)
        guard let name = row.cells["regime"]?.text else {
            problems.add(row, "regime", "fill it in: the name of the regime, such as `be-2022`")
            return nil
        }
        guard let regime = try regime(name) else {
            problems.add(row, "regime", "the vault has adopted no regime of this name")
            return nil
        }
        guard !regime.isCollective else {
            problems.add(
                row, "regime",
                "this law is for an employer's record, which `kluis dossier open` makes")
            return nil
        }
        guard let worker, let employer, let service else { return nil }
        if let own = acting.organisation {
            let (place, column) =
                acting.role?.side == .employer ? (employer, "employer") : (service, "service")
            guard own == place else {
                problems.add(row, column, "you act for another organisation")
                return nil
            }
        }
        return DossierPlan(
            worker: worker, employer: employer, service: service, fund: fund,
            inspectorate: inspectorate, regime: regime)
    }

    private mutating func member(
        _ row: ImportTable.Row, _ column: String, _ problems: inout ImportProblems
    ) throws -> MemberID? {
        guard let cell = row.cells[column] else {
            problems.add(row, column, "fill it in: the code or the name of a member")
            return nil
        }
        if members[cell.text] == nil {
            members[cell.text] = .some(try known { try lookup.member(cell.text).id })
        }
        guard let id = members[cell.text] ?? nil else {
            problems.add(row, column, "no member, or more than one, is known by this here")
            return nil
        }
        return id
    }

    private mutating func organisation(
        _ row: ImportTable.Row, _ column: String, isRequired: Bool,
        _ problems: inout ImportProblems
    ) throws -> OrganisationID? {
        guard let cell = row.cells[column] else {
            if isRequired {
                problems.add(row, column, "fill it in: the code or the name of an organisation")
            }
            return nil
        }
        if organisations[cell.text] == nil {
            organisations[cell.text] = .some(try known { try lookup.organisation(cell.text).id })
        }
        guard let id = organisations[cell.text] ?? nil else {
            problems.add(row, column, "no organisation, or more than one, is known by this here")
            return nil
        }
        return id
    }

    /// What is looked up; `nil` when it is not known, or not one.
    private func known<Found>(_ look: () throws -> Found) throws -> Found? {
        do {
            return try look()
        } catch let failure as CommandFailure
            where failure.status == .noInput || failure.status == .usage
        {
            return nil
        } catch ClientError.failed(.unknown) {
            return nil
        }
    }

    private mutating func regime(_ name: String) throws -> Regime? {
        if let regime = regimes[name] { return regime }
        let names = try acting.session.adoptedNames(.regime)
        let regime = names.contains(name) ? try data.regime(name) : nil
        regimes[name] = .some(regime)
        return regime
    }
}
