internal import Synchronization

/// A request's part of the next durable commit, which whoever has the turn may run for it.
///
/// SAFETY: its fields are used by the thread that has the turn of its ``CommitQueue``, and by its
/// owner before it is put there and after the owner had the turn: never by two at a time.
final class PendingStep: @unchecked Sendable {
    /// The request that it answers.
    let request: RequestMark?
    /// How it ended; `nil` until it did.
    fileprivate(set) var result: Result<LogStanding, any Error>?
    private var body: ((inout VaultTransaction) throws -> Void)?

    /// Takes what is to be done, once.
    init(
        answering request: RequestMark?, _ body: @escaping (inout VaultTransaction) throws -> Void
    ) {
        self.request = request
        self.body = body
    }

    /// Does it, and lets go of it.
    func run(in transaction: inout VaultTransaction) throws {
        guard let body else { preconditionFailure("a step is run once") }
        self.body = nil
        try body(&transaction)
    }

    /// Tells how it ended; without having been run it does not hold on to anything either.
    func end(_ result: Result<LogStanding, any Error>) {
        body = nil
        self.result = result
    }
}

/// The requests of this process that wait for the store's turn.
///
/// Who waits while another commits is not kept waiting for a commit of its own: the next one who has
/// the turn runs the steps of all who came meanwhile, in the order in which they came, and one
/// commit makes them durable. So eight clients at once cost little more than one flush.
final class CommitQueue: Sendable {
    /// The most steps of one commit: the turn is not kept from other processes for longer.
    static let limit = 32

    private let waiting = Mutex<[PendingStep]>([])
    /// The turn within this process.
    private let turn = Mutex(())

    /// Waits until a step has ended, whoever ran it.
    ///
    /// - Parameters:
    ///   - step: The step.
    ///   - commit: Runs the step that it is given, and as many as it takes of those behind it, and
    ///     ends each of them; called when nobody else has run the step.
    /// - Returns: What the step's caller is told of the log.
    /// - Throws: What the step, or the commit, threw.
    func settle(
        _ step: PendingStep, _ commit: (_ first: PendingStep, _ others: Others) -> Void
    ) throws -> LogStanding {
        waiting.withLock { $0.append(step) }
        turn.withLock { _ in
            guard step.result == nil else { return }
            waiting.withLock { $0.removeAll { $0 === step } }
            commit(step, Others(self))
        }
        guard let result = step.result else { preconditionFailure("a commit ends its steps") }
        return try result.get()
    }

    /// Those who wait behind the one that has the turn.
    struct Others {
        private let queue: CommitQueue

        fileprivate init(_ queue: CommitQueue) { self.queue = queue }

        /// Takes the next one, which the caller then ends.
        ///
        /// - Returns: `nil` when nobody waits.
        func next() -> PendingStep? {
            queue.waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        }
    }
}
