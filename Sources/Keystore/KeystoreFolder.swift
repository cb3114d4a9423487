internal import Glibc
internal import Mediation
internal import Records
internal import Synchronization

/// The directory of a keystore: where its files are, how they are replaced, whose turn it is.
// SAFETY: every `unsafe` call here lends a string or a local to C for the length of the call; a
// directory stream is read between its opening and its closing, by one thread.
final class KeystoreFolder: Sendable {
    /// How carefully a file is written.
    enum Care {
        /// Whole after a crash of the program; the last few may be lost in a power cut.
        case fast
        /// There after a power cut.
        case durable
        /// There after a power cut, and the replaced file overwritten.
        case erasing
    }

    private let path: String
    /// The thread of this process that has the turn.
    private let owner = Mutex<pthread_t?>(nil)

    init(path: String) { self.path = path }

    /// Refuses a directory that is not there or that others can reach.
    func check() throws(SecretStoreError) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            throw SecretStoreError(errno: errno, .directory)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw SecretStoreError(.foreign, .directory)
        }
        guard status.st_mode & 0o077 == 0 else { throw SecretStoreError(.exposed, .directory) }
    }

    /// Makes the directory, or takes one that is there and holds no keystore.
    func create() throws(SecretStoreError) {
        try makeFolder(path)
        try check()
        guard !PrivateFile.exists(path(of: .vault)) else {
            throw SecretStoreError(.alreadyExists, .vault)
        }
        try makeFolder(path + "/chains")
    }

    // MARK: Turns

    /// The right to change files, of one thread of one process at a time.
    struct Turn: ~Copyable {
        fileprivate let descriptor: Int32
        fileprivate let folder: KeystoreFolder

        /// Lets the next one go.
        borrowing func end() {
            folder.owner.withLock { $0 = nil }
            close(descriptor)
        }
    }

    /// Waits for a turn; they are given in the order of asking.
    func takeTurn() throws(SecretStoreError) -> Turn {
        precondition(
            owner.withLock { $0 != pthread_self() },
            "a keystore is not changed while it is being changed")
        // A lock belongs to the opening of a file, so each turn opens its own.
        let descriptor = unsafe open(
            path + "/keystore.lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SecretStoreError(errno: errno, .directory) }
        while flock(descriptor, LOCK_EX) != 0 {
            let code = errno
            guard code == EINTR else {
                close(descriptor)
                throw SecretStoreError(errno: code, .directory)
            }
        }
        owner.withLock { $0 = pthread_self() }
        return Turn(descriptor: descriptor, folder: self)
    }

    // MARK: Files

    /// Reads a file; `nil` when there is none.
    func read(_ name: SealedName) throws(SecretStoreError) -> [UInt8]? {
        try PrivateFile.read(path(of: name), of: name.file, limit: SealedFile.maximumSize)
    }

    /// Puts a file in its place; the caller has the turn.
    func write(
        _ bytes: [UInt8], to name: SealedName, _ care: Care, replacing: Bool
    ) throws(SecretStoreError) {
        let target = path(of: name)
        let isNew = !PrivateFile.exists(target)
        guard replacing || isNew else { throw SecretStoreError(.alreadyExists, name.file) }
        if isNew, !name.folder.isEmpty { try makeFolder(path + "/" + name.folder) }
        try wipePending()
        try PrivateFile.write(pendingPath, bytes, of: name.file, durably: care != .fast)
        do throws(SecretStoreError) {
            try PrivateFile.rename(
                pendingPath, to: target, of: name.file, durably: care != .fast,
                wipingTarget: care == .erasing)
        } catch {
            _ = unsafe unlink(pendingPath)
            throw error
        }
    }

    /// Overwrites and removes a file; the caller has the turn.
    func erase(_ name: SealedName) throws(SecretStoreError) {
        let target = path(of: name)
        guard PrivateFile.exists(target) else { return }
        try wipePending()
        // Under its own name it would be a damaged file if the process stopped half-way.
        try PrivateFile.rename(target, to: pendingPath, of: name.file)
        try PrivateFile.flushFolder(of: target, name.file)
        try wipePending()
    }

    /// Whether a process stopped while it wrote.
    var hasPending: Bool { PrivateFile.exists(pendingPath) }

    /// Overwrites and removes what a process left that stopped while it wrote.
    func wipePending() throws(SecretStoreError) {
        guard hasPending else { return }
        try PrivateFile.wipe(pendingPath, of: .directory)
    }

    /// The paths of the files of all chains.
    func chainPaths() throws(SecretStoreError) -> [String] {
        let root = path + "/chains"
        var paths: [String] = []
        for folder in try names(in: root) where folder.utf8.count == 2 {
            for name in try names(in: root + "/" + folder) where name.hasSuffix(".sealed") {
                paths.append(root + "/" + folder + "/" + name)
            }
        }
        return paths
    }

    private var pendingPath: String { path + "/pending.sealed" }

    private func path(of name: SealedName) -> String { path + "/" + name.path }

    private func makeFolder(_ folder: String) throws(SecretStoreError) {
        if unsafe mkdir(folder, 0o700) == 0 {
            try PrivateFile.flushFolder(of: folder, .directory)
        } else if errno != EEXIST {
            throw SecretStoreError(errno: errno, .directory)
        }
    }

    private func names(in folder: String) throws(SecretStoreError) -> [String] {
        guard let stream = unsafe opendir(folder) else {
            throw SecretStoreError(errno: errno, .directory)
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
