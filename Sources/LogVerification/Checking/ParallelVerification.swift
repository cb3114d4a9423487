internal import Dispatch
internal import Synchronization
package import TransparencyLog

/// Verifies a published log on several threads.
///
/// Each thread takes the next run of bundles, hashes its entries and gives what it found to one
/// place, where runs are joined in order. So the verdict is that of one thread, whatever order the
/// runs end in: what is refused is refused for the first thing that is wrong.
package struct ParallelVerification: Sendable {
    /// A verification that was told to stop.
    package struct Stopped: Error, Hashable, Sendable {
        /// The number of entries that are verified.
        package let size: UInt64

        package init(size: UInt64) { self.size = size }
    }

    /// What is asked of the caller between two runs, on one thread at a time.
    package struct Observer: Sendable {
        /// Is told after each run how many entries are done, and of how many.
        package let progress: @Sendable (_ done: UInt64, _ total: UInt64) -> Void
        /// Is given what may be stored to go on from here.
        package let store: @Sendable (VerificationProgress) throws -> Void
        /// Whether to stop.
        package let shouldStop: @Sendable () -> Bool

        /// Takes them; by default nobody looks on.
        package init(
            progress: @escaping @Sendable (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in },
            store: @escaping @Sendable (VerificationProgress) throws -> Void = { _ in },
            shouldStop: @escaping @Sendable () -> Bool = { false }
        ) {
            self.progress = progress
            self.store = store
            self.shouldStop = shouldStop
        }
    }

    /// What is trusted and known.
    package let verifier: DirectoryVerifier
    /// The number of threads: 1 or more.
    package let threads: Int

    /// Takes a verifier and a number of threads.
    package init(_ verifier: DirectoryVerifier, threads: Int) {
        precondition(threads > 0, "somebody does the work")
        self.verifier = verifier
        self.threads = threads
    }

    /// Verifies a log.
    ///
    /// - Parameters:
    ///   - source: Where it is.
    ///   - progress: What an earlier verification stored.
    ///   - observer: Who looks on.
    /// - Returns: What was proved.
    /// - Throws: ``DirectoryError``, ``Stopped``, and what source or observer fail with.
    package func verify(
        _ source: some LogSource, after progress: VerificationProgress? = nil,
        observer: Observer = Observer()
    ) throws -> VerifiedDirectory {
        FreedMemory.keep()
        var started: DirectoryVerification?
        try source.withReader { started = try verifier.begin(read: $0, after: progress) }
        guard let started else { preconditionFailure("a source lends its reader") }
        let joining = Joining(started, observer)
        DispatchQueue.concurrentPerform(iterations: min(threads, max(joining.runs.count, 1))) { _ in
            joining.work(source)
        }
        let joined = try joining.result()
        var verified: VerifiedDirectory?
        try source.withReader { verified = try joined.finish(read: $0) }
        guard let verified else { preconditionFailure("a source lends its reader") }
        return verified
    }
}

/// Where the threads take runs from, and bring them to.
private final class Joining: Sendable {
    private struct State {
        var verification: DirectoryVerification
        var nextToTake = 0
        var nextToJoin = 0
        var waiting: [Int: Result<BundleRun, any Error>] = [:]
        var failure: (any Error)?
    }

    let runs: [Range<UInt64>]
    private let extent: LogExtent
    private let observer: ParallelVerification.Observer
    private let state: Mutex<State>

    init(_ verification: DirectoryVerification, _ observer: ParallelVerification.Observer) {
        runs = verification.runs
        extent = verification.extent
        self.observer = observer
        state = Mutex(State(verification: verification))
    }

    /// Works until there is nothing left to take.
    func work(_ source: some LogSource) {
        do {
            try source.withReader { read in
                while let number = take() {
                    let run = Result {
                        try BundleRun(reading: runs[number], of: extent, read: read)
                    }
                    join(run, number, read)
                }
            }
        } catch {
            state.withLock { if $0.failure == nil { $0.failure = error } }
        }
    }

    private func take() -> Int? {
        state.withLock { state in
            guard state.failure == nil, state.nextToTake < runs.count else { return nil }
            defer { state.nextToTake += 1 }
            return state.nextToTake
        }
    }

    private func join(
        _ run: Result<BundleRun, any Error>, _ number: Int, _ read: @escaping LogFileReading
    ) {
        state.withLock { state in
            state.waiting[number] = run
            while state.failure == nil,
                let next = state.waiting.removeValue(forKey: state.nextToJoin)
            {
                state.nextToJoin += 1
                do {
                    try state.verification.add(next.get(), read: read)
                    observer.progress(state.verification.size, extent.size)
                    if let progress = state.verification.progress { try observer.store(progress) }
                    if state.nextToJoin < runs.count, observer.shouldStop() {
                        throw ParallelVerification.Stopped(size: state.verification.size)
                    }
                } catch let error as DirectoryError {
                    state.failure = state.verification.explain(error, read: read)
                } catch {
                    state.failure = error
                }
            }
        }
    }

    /// The verification with all runs joined.
    func result() throws -> DirectoryVerification {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            return state.verification
        }
    }
}
