package import CryptoPrimitives

/// What is asked in a request.
package enum Call: Hashable, Sendable {
    case fetchChains(FetchChains)
    case fetchEvidence(FetchEvidence)
    case fetchObject(FetchObject)
    case append(AppendStatements)
    case prepareWrite(PrepareWrite)
    case commitWrite(CommitWrite)
    case openSection(OpenSection)
    case prepareWrap(PrepareWrap)
    case commitWrap(CommitWrap)
    case reportUnopenable(ReportUnopenable)
    case listDossiers(ListDossiers)
    case showDossier(ShowDossier)
    case listVersions(ListVersions)
    case search(Search)
    case index(Index)
    case fetchNotices(FetchNotices)
    case fetchKeyCopy(FetchKeyCopy)
    case storeKeyCopies(StoreKeyCopies)
    case readLog(ReadLog)
    case readAudit(ReadAudit)
    case countDeadlines(CountDeadlines)
    case countFigures(CountFigures)
    case replayDecisions(ReplayDecisions)

    /// The name of a call.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case append, search, index
        case fetchChains = "fetch-chains"
        case fetchEvidence = "fetch-evidence"
        case fetchObject = "fetch-object"
        case prepareWrite = "prepare-write"
        case commitWrite = "commit-write"
        case openSection = "open-section"
        case prepareWrap = "prepare-wrap"
        case commitWrap = "commit-wrap"
        case reportUnopenable = "report-unopenable"
        case listDossiers = "list-dossiers"
        case showDossier = "show-dossier"
        case listVersions = "list-versions"
        case fetchNotices = "fetch-notices"
        case fetchKeyCopy = "fetch-key-copy"
        case storeKeyCopies = "store-key-copies"
        case readLog = "read-log"
        case readAudit = "read-audit"
        case countDeadlines = "count-deadlines"
        case countFigures = "count-figures"
        case replayDecisions = "replay-decisions"

        /// Whether an agent may sign such a request without asking for the passphrase again:
        /// reading and finding, never what states, writes or discloses.
        package var isReading: Bool {
            switch self {
            case .append, .commitWrite, .prepareWrite, .prepareWrap, .commitWrap, .storeKeyCopies:
                false
            default: true
            }
        }
    }

    /// The name of the call.
    package var kind: Kind { payload.kind }

    /// The canonical encoding of what is asked.
    package var encoded: [UInt8] { payload.record.canonicalBytes }

    private var payload: (kind: Kind, record: any CanonicalRecord) {
        switch self {
        case .fetchChains(let call): (.fetchChains, call)
        case .fetchEvidence(let call): (.fetchEvidence, call)
        case .fetchObject(let call): (.fetchObject, call)
        case .append(let call): (.append, call)
        case .prepareWrite(let call): (.prepareWrite, call)
        case .commitWrite(let call): (.commitWrite, call)
        case .openSection(let call): (.openSection, call)
        case .prepareWrap(let call): (.prepareWrap, call)
        case .commitWrap(let call): (.commitWrap, call)
        case .reportUnopenable(let call): (.reportUnopenable, call)
        case .listDossiers(let call): (.listDossiers, call)
        case .showDossier(let call): (.showDossier, call)
        case .listVersions(let call): (.listVersions, call)
        case .search(let call): (.search, call)
        case .index(let call): (.index, call)
        case .fetchNotices(let call): (.fetchNotices, call)
        case .fetchKeyCopy(let call): (.fetchKeyCopy, call)
        case .storeKeyCopies(let call): (.storeKeyCopies, call)
        case .readLog(let call): (.readLog, call)
        case .readAudit(let call): (.readAudit, call)
        case .countDeadlines(let call): (.countDeadlines, call)
        case .countFigures(let call): (.countFigures, call)
        case .replayDecisions(let call): (.replayDecisions, call)
        }
    }

    /// Reads what is asked in a call of a kind.
    package init(kind: Kind, encoded: [UInt8]) throws(CanonicalEncodingError) {
        switch kind {
        case .fetchChains: self = .fetchChains(try FetchChains(canonical: encoded))
        case .fetchEvidence: self = .fetchEvidence(try FetchEvidence(canonical: encoded))
        case .fetchObject: self = .fetchObject(try FetchObject(canonical: encoded))
        case .append: self = .append(try AppendStatements(canonical: encoded))
        case .prepareWrite: self = .prepareWrite(try PrepareWrite(canonical: encoded))
        case .commitWrite: self = .commitWrite(try CommitWrite(canonical: encoded))
        case .openSection: self = .openSection(try OpenSection(canonical: encoded))
        case .prepareWrap: self = .prepareWrap(try PrepareWrap(canonical: encoded))
        case .commitWrap: self = .commitWrap(try CommitWrap(canonical: encoded))
        case .reportUnopenable: self = .reportUnopenable(try ReportUnopenable(canonical: encoded))
        case .listDossiers: self = .listDossiers(try ListDossiers(canonical: encoded))
        case .showDossier: self = .showDossier(try ShowDossier(canonical: encoded))
        case .listVersions: self = .listVersions(try ListVersions(canonical: encoded))
        case .search: self = .search(try Search(canonical: encoded))
        case .index: self = .index(try Index(canonical: encoded))
        case .fetchNotices: self = .fetchNotices(try FetchNotices(canonical: encoded))
        case .fetchKeyCopy: self = .fetchKeyCopy(try FetchKeyCopy(canonical: encoded))
        case .storeKeyCopies: self = .storeKeyCopies(try StoreKeyCopies(canonical: encoded))
        case .readLog: self = .readLog(try ReadLog(canonical: encoded))
        case .readAudit: self = .readAudit(try ReadAudit(canonical: encoded))
        case .countDeadlines:
            self = .countDeadlines(try CountDeadlines(canonical: encoded))
        case .countFigures: self = .countFigures(try CountFigures(canonical: encoded))
        case .replayDecisions:
            self = .replayDecisions(try ReplayDecisions(canonical: encoded))
        }
    }
}
