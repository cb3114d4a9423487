internal import Glibc

/// Files by path, without Foundation: what a command reads, and what it leaves.
///
// SAFETY: every `unsafe` call here lends a path or a local to a system call for its length.
package enum Files {
    /// What is at a path.
    package struct Status: Hashable, Sendable {
        /// Whether it is a regular file.
        package let isFile: Bool
        /// Whether it is a directory.
        package let isDirectory: Bool
        /// The permission bits.
        package let mode: UInt32
        /// The owner's number.
        package let owner: UInt32
        /// The size in bytes.
        package let size: Int

        /// Puts them together.
        package init(isFile: Bool, isDirectory: Bool, mode: UInt32, owner: UInt32, size: Int) {
            self.isFile = isFile
            self.isDirectory = isDirectory
            self.mode = mode
            self.owner = owner
            self.size = size
        }
    }

    /// What is at a path, links followed; `nil` for nothing.
    package static func status(_ path: String) -> Status? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return Status(
            isFile: status.st_mode & S_IFMT == S_IFREG,
            isDirectory: status.st_mode & S_IFMT == S_IFDIR, mode: status.st_mode & 0o7777,
            owner: status.st_uid, size: Int(status.st_size))
    }

    /// Whether the user may write what is at a path, on a file system that allows it.
    package static func isWritable(_ path: String) -> Bool { unsafe access(path, W_OK) == 0 }

    /// Reads a file wholly.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - limit: The most bytes that are read; a larger file is `tooLarge`.
    /// - Returns: The bytes.
    /// - Throws: ``FileFailure``.
    package static func read(_ path: String, limit: Int = 16 << 20) throws(FileFailure) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure(errno: errno, path: path, isWriting: false) }
        defer { close(descriptor) }
        return try Descriptor.readAll(descriptor, limit: limit, path: path)
    }

    /// Replaces a file in one step: a reader sees the old content or the new, also after a power
    /// cut.
    ///
    /// - Parameters:
    ///   - bytes: The new content.
    ///   - path: The path.
    ///   - mode: The permission bits.
    ///   - durably: Without, nothing is flushed: a power cut may leave the file old or empty.
    ///   - directory: Where the new content is written until it is whole, on the same file system;
    ///     beside the file when left out. What crashes left is looked for there, so a directory of
    ///     many files has another for this.
    /// - Throws: ``FileFailure``.
    package static func write(
        _ bytes: [UInt8], to path: String, mode: UInt32 = 0o600, durably: Bool = true,
        aside directory: String? = nil
    ) throws(FileFailure) {
        let directory = directory ?? parent(of: path)
        removeLeftovers(in: directory, of: name(of: path))
        let temporary = "\(directory)/\(name(of: path)).\(getpid()).tmp"
        let descriptor = unsafe open(
            temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw FileFailure(errno: errno, path: path, isWriting: true) }
        do throws(FileFailure) {
            defer { close(descriptor) }
            try Descriptor.write(bytes, to: descriptor, path: path)
            guard !durably || fsync(descriptor) == 0 else {
                throw FileFailure(errno: errno, path: path, isWriting: true)
            }
        } catch {
            unsafe unlink(temporary)
            throw error
        }
        guard unsafe rename(temporary, path) == 0 else {
            let code = errno
            unsafe unlink(temporary)
            throw FileFailure(errno: code, path: path, isWriting: true)
        }
        if durably { try flushDirectory(of: path) }
    }

    /// Removes what processes left that were killed while they replaced a file; the name tells the
    /// process.
    ///
    /// - Parameters:
    ///   - directory: Where the files are.
    ///   - name: The name of the file that was to be replaced; `nil` for every file there.
    package static func removeLeftovers(in directory: String, of name: String? = nil) {
        for leftover in (try? names(in: directory)) ?? [] where leftover.hasSuffix(".tmp") {
            let parts = leftover.dropLast(4).split(separator: ".")
            guard let process = parts.last.flatMap({ pid_t($0) }),
                name.map({ leftover == "\($0).\(process).tmp" }) ?? true,
                kill(process, 0) != 0, errno == ESRCH
            else { continue }
            try? remove("\(directory)/\(leftover)")
        }
    }

    /// Makes a file that must not be there yet.
    package static func create(
        _ bytes: [UInt8], at path: String, mode: UInt32 = 0o600
    ) throws(FileFailure) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileFailure(errno: errno, path: path, isWriting: true) }
        do throws(FileFailure) {
            defer { close(descriptor) }
            try Descriptor.write(bytes, to: descriptor, path: path)
            guard fsync(descriptor) == 0 else {
                throw FileFailure(errno: errno, path: path, isWriting: true)
            }
        } catch {
            unsafe unlink(path)
            throw error
        }
        try flushDirectory(of: path)
    }

    /// Makes a directory, and those above it; one that is there stays as it is.
    package static func makeDirectory(_ path: String, mode: UInt32 = 0o700) throws(FileFailure) {
        if unsafe mkdir(path, mode) == 0 { return }
        switch errno {
        case EEXIST:
            guard status(path)?.isDirectory == true else {
                throw FileFailure(.wrongType, path: path, isWriting: true)
            }
        case ENOENT where !parent(of: path).isEmpty && parent(of: path) != path:
            try makeDirectory(parent(of: path), mode: mode)
            guard unsafe mkdir(path, mode) == 0 || errno == EEXIST else {
                throw FileFailure(errno: errno, path: path, isWriting: true)
            }
        default: throw FileFailure(errno: errno, path: path, isWriting: true)
        }
    }

    /// The names in a directory, sorted.
    package static func names(in path: String) throws(FileFailure) -> [String] {
        guard let directory = unsafe opendir(path) else {
            throw FileFailure(errno: errno, path: path, isWriting: false)
        }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
                // SAFETY: the system ends the name by a zero within the field.
                unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { characters in
                    unsafe String(cString: characters)
                }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Removes a file; one that is not there is no error.
    package static func remove(_ path: String) throws(FileFailure) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else {
            throw FileFailure(errno: errno, path: path, isWriting: true)
        }
    }

    /// Removes an empty directory; one that is not there is no error.
    package static func removeDirectory(_ path: String) throws(FileFailure) {
        guard unsafe rmdir(path) == 0 || errno == ENOENT else {
            throw FileFailure(errno: errno, path: path, isWriting: true)
        }
    }

    /// The path of the directory that holds a path.
    package static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last part of a path.
    package static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    static func flushDirectory(of path: String) throws(FileFailure) {
        let directory = parent(of: path)
        let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw FileFailure(errno: errno, path: directory, isWriting: true)
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw FileFailure(errno: errno, path: directory, isWriting: true)
        }
    }
}

extension Files {
    /// Removes a directory with all that is in it, as far as that is possible; links are not
    /// followed.
    package static func removeTree(_ path: String) {
        for name in (try? names(in: path)) ?? [] {
            let inner = "\(path)/\(name)"
            if (try? remove(inner)) == nil { removeTree(inner) }
        }
        try? removeDirectory(path)
    }
}
