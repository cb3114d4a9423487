package import CommandSupport
internal import CryptoPrimitives
internal import Glibc
internal import Records
internal import VaultClient

/// A process's part that holds unlocked keys and answers on a Unix socket.
///
/// One thread serves all: a client that hangs holds a buffer and nobody else up.
///
// SAFETY: every `unsafe` call here lends arrays and locals to a system call for its length.
package final class AgentServer {
    /// When an agent ends.
    package struct Options: Hashable, Sendable {
        /// Seconds without a request.
        package var idleSeconds: UInt64
        /// Seconds since its start.
        package var absoluteSeconds: UInt64

        /// 15 minutes without a request, and 8 hours in all, unless said otherwise.
        package init(idleSeconds: UInt64 = 900, absoluteSeconds: UInt64 = 28_800) {
            self.idleSeconds = idleSeconds
            self.absoluteSeconds = absoluteSeconds
        }
    }

    private let name: String
    private let options: Options
    private let protection: ProcessProtection
    private let now: () -> UInt64
    private let started: UInt64
    private var lastUsed: UInt64
    private var directory: Int32 = -1
    private var lock: Int32 = -1
    private var listener: Int32 = -1
    private var held: [HeldKeys] = []
    private var connections: [AgentConnection] = []
    private var isEnding = false

    private static let maximumConnections = 64
    private static let maximumMembers = 64

    /// Listens at a path.
    ///
    /// - Parameters:
    ///   - path: The socket; its directory is made with mode 0700 when it is missing.
    ///   - handover: The first member's keys.
    ///   - options: When the agent ends.
    ///   - protection: What the system does for this process.
    ///   - now: Seconds of a clock that never goes back.
    /// - Throws: ``AgentError/alreadyRunning``, ``AgentError/exposed``, ``AgentError/refused``.
    package init(
        path: String, handover: borrowing AgentHandover, options: Options = Options(),
        protection: ProcessProtection, now: @escaping () -> UInt64 = AgentServer.bootSeconds
    ) throws(AgentError) {
        do throws(CryptoError) {
            held = [try handover.unlocked()]
        } catch {
            throw .refused
        }
        name = AgentSocket.parts(of: path).name
        self.options = options
        self.protection = protection
        self.now = now
        started = now()
        lastUsed = started
        do throws(AgentError) {
            try listen(at: path)
        } catch {
            release()
            throw error
        }
    }

    deinit { end() }

    /// Seconds since the machine started, time asleep included.
    package static func bootSeconds() -> UInt64 {
        var time = timespec()
        // CLOCK_BOOTTIME is 7 (clock_gettime(2)).
        unsafe clock_gettime(7, &time)
        return UInt64(clamping: time.tv_sec)
    }

    /// Serves until the time is over, the agent is locked, or a signal ends it.
    package func run() {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for signal in [SIGTERM, SIGINT, SIGHUP] { unsafe sigaddset(&signals, signal) }
        // Held back, so that keys and socket go in order; looked for in each step.
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
        while step(timeout: 500) {
            var pending = sigset_t()
            unsafe sigpending(&pending)
            let isEnded = [SIGTERM, SIGINT, SIGHUP].contains {
                unsafe sigismember(&pending, $0) == 1
            }
            if isEnded { break }
        }
        end()
    }

    /// Waits for what clients do, and does what they ask.
    ///
    /// - Parameter timeout: The longest wait in milliseconds.
    /// - Returns: Whether the agent goes on; keys and socket are gone if not.
    package func step(timeout: Int32) -> Bool {
        guard goesOn() else { return false }
        var polled = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
        polled += connections.map { connection in
            pollfd(
                fd: connection.descriptor,
                events: Int16(connection.hasOutput ? POLLOUT : POLLIN), revents: 0)
        }
        let count = unsafe poll(&polled, nfds_t(polled.count), timeout)
        guard goesOn() else { return false }
        let time = now()
        if count > 0 {
            for (connection, entry) in zip(connections, polled.dropFirst()) where entry.revents != 0
            {
                connection.proceed(at: time, answer: answer)
            }
            if polled[0].revents != 0 { accept(at: time) }
        }
        for connection in connections where connection.isOverdue(at: time) { connection.end() }
        connections.removeAll(where: \.isEnded)
        return goesOn()
    }

    /// Lets go of keys, connections and socket.
    package func end() {
        held = []
        connections.forEach { $0.end() }
        connections = []
        release()
    }

    private func release() {
        if listener >= 0 {
            unsafe unlinkat(directory, name, 0)
            close(listener)
        }
        if lock >= 0 { close(lock) }
        if directory >= 0 { close(directory) }
        (listener, lock, directory) = (-1, -1, -1)
    }

    private func goesOn() -> Bool {
        guard listener >= 0 else { return false }
        let isWanted = !isEnding || connections.contains(where: \.hasOutput)
        if isWanted && secondsLeft > 0 { return true }
        end()
        return false
    }

    private var secondsLeft: UInt64 {
        let time = now()
        func left(_ limit: UInt64, since start: UInt64) -> UInt64 {
            let passed = time >= start ? time - start : 0
            return limit > passed ? limit - passed : 0
        }
        return min(
            left(options.idleSeconds, since: lastUsed),
            left(options.absoluteSeconds, since: started))
    }

    private func listen(at path: String) throws(AgentError) {
        directory = try AgentSocket.openDirectory(of: path, making: true)
        // The lock tells a live agent from the socket of a dead one.
        lock = unsafe openat(
            directory, "\(name).lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw .system(errno) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            throw errno == EWOULDBLOCK ? .alreadyRunning : .system(errno)
        }
        var status = stat()
        if unsafe fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
            guard status.st_mode & S_IFMT == S_IFSOCK else { throw .system(EEXIST) }
            unsafe unlinkat(directory, name, 0)
        }
        let descriptor = try AgentSocket.make(isBlocking: false)
        listener = descriptor
        let result = try unsafe AgentSocket.withAddress(directory: directory, name: name) {
            (address, length) -> Int32 in
            guard unsafe bind(descriptor, address, length) == 0 else { return errno }
            guard unsafe fchmodat(directory, name, 0o600, 0) == 0 else { return errno }
            return Glibc.listen(descriptor, 16) == 0 ? 0 : errno
        }
        guard result == 0 else { throw .system(result) }
    }

    private func accept(at time: UInt64) {
        let descriptor = Glibc.accept(listener, nil, nil)
        guard descriptor >= 0 else { return }
        guard fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0,
            fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0, AgentSocket.isOwnUser(descriptor)
        else {
            close(descriptor)
            return
        }
        if connections.count >= Self.maximumConnections {
            connections.min { $0.lastUsed < $1.lastUsed }?.end()
        }
        connections.append(AgentConnection(descriptor: descriptor, at: time))
    }

    private func answer(_ message: inout [UInt8]) -> AgentAnswer {
        if AgentHandover.isOne(message) {
            lastUsed = now()
            return add(AgentHandover(encoded: SecretBytes(moving: &message)))
        }
        guard let request = try? AgentRequest(canonical: message) else {
            return AgentAnswer(.refused)
        }
        if request != .status { lastUsed = now() }
        switch request {
        case .status:
            return AgentAnswer(
                .done,
                AgentStatus(
                    members: held.map(\.member), isMemoryLocked: protection.isMemoryLocked,
                    isUndumpable: protection.isUndumpable, secondsLeft: secondsLeft
                ).canonicalBytes)
        case .keys(let member): return with(member) { AgentAnswer(.done, $0.publicKeys) }
        case .sign(let member, let appointment, let bytes):
            return with(member) { $0.sign(bytes, appointment: appointment) }
        case .openSealed(let member, let sealed, let info, let data):
            return with(member) { $0.openSealed(sealed, info: info, data: data) }
        case .openWrap(let member, let sealedKey, let contextHash, let share, let roleKey):
            let share = SecretBytes(copying: share)
            return with(member) {
                $0.openWrap(sealedKey, contextHash: contextHash, share: share, roleKey: roleKey)
            }
        case .indexTag(let member, let value, let roleKey):
            return with(member) { $0.indexTag(of: value, roleKey: roleKey) }
        case .stateKey(let member, let vault):
            return with(member) { $0.stateKey(for: vault) }
        case .lock(let member):
            if let member { held.removeAll { $0.member == member } } else { held = [] }
            isEnding = held.isEmpty
            return AgentAnswer(.done)
        }
    }

    private func with(_ member: MemberID, _ body: (HeldKeys) -> AgentAnswer) -> AgentAnswer {
        held.first { $0.member == member }.map(body) ?? AgentAnswer(.locked)
    }

    private func add(_ handover: consuming AgentHandover) -> AgentAnswer {
        guard let keys = try? handover.unlocked() else { return AgentAnswer(.refused) }
        held.removeAll { $0.member == keys.member }
        guard held.count < Self.maximumMembers else { return AgentAnswer(.refused) }
        held.append(keys)
        isEnding = false
        return AgentAnswer(.done)
    }
}
