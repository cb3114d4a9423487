internal import CryptoPrimitives
internal import Records

/// What verified statements say together: members and organisations, and dossiers as far as their
/// statements were shown.
struct Facts: Sendable {
    /// Members, organisations, keys and adoptions.
    private(set) var directory: Directory
    /// The dossiers of which the opening is known.
    private(set) var dossiers: [DossierID: DossierRecord] = [:]
    /// The index of each statement's log entry.
    private(set) var logIndex: [StatementReference: UInt64] = [:]

    /// Folds statements in the order of the log.
    ///
    /// - Parameters:
    ///   - base: The directory of the founding statement alone.
    ///   - known: Statements that were verified before.
    ///   - new: Statements whose log entries were verified, and whose signatures and authority are
    ///     verified here.
    ///   - limit: The log index at which to stop.
    /// - Throws: ``ClientError``.
    init(
        base: Directory, known: [KnownStatement], new: [LoggedStatement] = [],
        before limit: UInt64 = .max
    ) throws(ClientError) {
        directory = base
        var pending = new.filter { $0.entry.index < limit }
            .sorted { $0.entry.index < $1.entry.index }[...]
        for statement in known where statement.logIndex < limit {
            while let next = pending.first, next.entry.index < statement.logIndex {
                try verify(pending.removeFirst())
            }
            guard let signed = try? SignedStatement(canonical: statement.bytes) else {
                throw .damagedState(KnownStatement.label)
            }
            try apply(signed, at: statement.logIndex, isVouchedFor: true)
        }
        for statement in pending { try verify(statement) }
    }

    private mutating func verify(_ logged: LoggedStatement) throws(ClientError) {
        // Shown before, or shown twice in one answer: Directory and DossierRecord know it already.
        guard logIndex[logged.reference] == nil else { return }
        try apply(logged.statement, at: logged.entry.index, isVouchedFor: false)
    }

    private mutating func apply(
        _ signed: SignedStatement, at index: UInt64, isVouchedFor: Bool
    ) throws(ClientError) {
        do {
            if signed.statement.chain.kind == .dossier {
                try applyToDossier(signed, isVouchedFor: isVouchedFor)
            } else if isVouchedFor {
                try directory.take(vouched: signed, logIndex: index)
            } else {
                try directory.apply(signed, logIndex: index)
            }
        } catch let error as AuthorityError {
            throw .unverified(.statement(error))
        } catch {
            throw .unverified(.evidence)
        }
        logIndex[signed.reference] = index
    }

    private mutating func applyToDossier(
        _ signed: SignedStatement, isVouchedFor: Bool
    ) throws {
        guard let id = DossierID(signed.statement.chain.bytes) else {
            throw AuthorityError.chain
        }
        var record = dossiers[id]
        if !isVouchedFor { try checkAuthority(of: signed, record: record) }
        if record == nil {
            guard case .dossier = signed.statement.body else {
                throw ClientError.unverified(.evidence)
            }
            record = try DossierRecord(opening: signed)
        } else {
            try record?.apply(signed)
        }
        dossiers[id] = record
    }

    /// Checks the authority on the civil day of the statement.
    ///
    /// The statement tells its moment only; the civil day of a jurisdiction east of Greenwich is
    /// the day in UTC or the one after it.
    private func checkAuthority(
        of signed: SignedStatement, record: DossierRecord?
    ) throws(AuthorityError) {
        let day = signed.statement.time.utcDay
        do {
            try DossierRecord.checkAuthority(
                of: signed, record: record, directory: directory, day: day)
        } catch {
            try DossierRecord.checkAuthority(
                of: signed, record: record, directory: directory, day: day.adding(days: 1))
        }
    }
}

extension SignedStatement {
    /// Where the statement stands in its chain.
    var reference: StatementReference {
        StatementReference(chain: statement.chain, sequence: statement.previous.length)
    }
}
