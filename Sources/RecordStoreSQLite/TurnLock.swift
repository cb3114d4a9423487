internal import Dispatch
internal import Glibc
internal import RecordStore
internal import Synchronization

/// The turns of writers, across processes: first come, first served.
///
/// SQLite's own waiting is sleeping and trying again: with 8 writers the slowest waits ten times
/// longer than in a queue. `flock(2)` on a file queues in the kernel and ends with the process.
/// It guards fairness only: that two writers exclude each other is SQLite's own lock.
struct TurnLock: Sendable {
    /// How long a turn is waited for before ``RecordStoreError/busy``: 30 seconds.
    static let patience = DispatchTimeInterval.seconds(30)

    let path: String
    private let patience: DispatchTimeInterval

    init(path: String, patience: DispatchTimeInterval = Self.patience) {
        self.path = path
        self.patience = patience
    }

    /// A turn; it ends with ``end()`` or with the process.
    struct Turn: ~Copyable {
        fileprivate let descriptor: Int32

        /// Lets the next writer go.
        borrowing func end() { Glibc.close(descriptor) }
    }

    /// Waits for a turn.
    func take() throws(RecordStoreError) -> Turn {
        // Each turn has a descriptor of its own: a lock belongs to the opening of a file.
        // SAFETY: the path is lent for the length of the call.
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw StoreFile.error(errno) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return Turn(descriptor: descriptor) }
        guard Waiting(for: descriptor).wait(patience) else { throw .busy }
        return Turn(descriptor: descriptor)
    }

    /// Takes a turn when nobody has one; `nil` otherwise.
    func takeIfFree() -> Turn? {
        // SAFETY: the path is lent for the length of the call.
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(descriptor)
            return nil
        }
        return Turn(descriptor: descriptor)
    }
}

/// Stands in the kernel's queue on a thread of its own, because `flock` knows no time limit.
private final class Waiting: Sendable {
    private enum State { case waiting, taken, failed, given }

    private let state = Mutex(State.waiting)
    private let done = DispatchSemaphore(value: 0)
    private let descriptor: Int32

    init(for descriptor: Int32) { self.descriptor = descriptor }

    /// Whether the lock came in time; when not, the descriptor is closed as soon as it comes.
    func wait(_ patience: DispatchTimeInterval) -> Bool {
        DispatchQueue.global(qos: .userInitiated).async { [self] in
            var result = flock(descriptor, LOCK_EX)
            while result != 0 && errno == EINTR { result = flock(descriptor, LOCK_EX) }
            let isLate = state.withLock { state in
                guard state == .waiting else { return true }
                state = result == 0 ? .taken : .failed
                return false
            }
            if isLate { Glibc.close(descriptor) } else { done.signal() }
        }
        if done.wait(timeout: .now() + patience) == .success {
            guard state.withLock({ $0 == .taken }) else {
                Glibc.close(descriptor)
                return false
            }
            return true
        }
        // The lock may have come between the end of the wait and this moment.
        return state.withLock { state in
            if state == .taken { return true }
            state = .given
            return false
        }
    }
}
