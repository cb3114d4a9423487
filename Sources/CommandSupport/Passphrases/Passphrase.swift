package import CryptoPrimitives
internal import Glibc

/// Where a passphrase comes from: an open descriptor, a file, or a person at the terminal; never an
/// argument and never the environment, which others can see.
package enum Passphrase {
    /// The longest passphrase in bytes.
    package static let maximumByteCount = 4096

    /// Reads a passphrase from a file; one line end at its end does not belong to it.
    ///
    /// - Throws: Status 66 when it cannot be read; 78 when others may read it.
    package static func read(file path: String) throws(CommandFailure) -> SecretBytes {
        if let status = Files.status(path), status.isFile, status.mode & 0o077 != 0 {
            throw CommandFailure(
                .configuration, "others may read the passphrase file `\(path)`",
                hint: "chmod 600 \(path)")
        }
        do throws(FileFailure) {
            return try trimmed(try Files.read(path, limit: maximumByteCount))
        } catch {
            throw error.asCommandFailure
        }
    }

    /// Reads a passphrase from an open descriptor.
    package static func read(descriptor: Int32) throws(CommandFailure) -> SecretBytes {
        do throws(FileFailure) {
            let bytes = try Descriptor.readAll(
                descriptor, limit: maximumByteCount, path: "descriptor \(descriptor)")
            return try trimmed(bytes)
        } catch {
            throw error.asCommandFailure
        }
    }

    private static func trimmed(_ bytes: [UInt8]) throws(FileFailure) -> SecretBytes {
        var bytes = bytes
        if bytes.last == 0x0a { bytes.removeLast() }
        if bytes.last == 0x0d { bytes.removeLast() }
        return SecretBytes(moving: &bytes)
    }

    /// Asks at the terminal, without showing what is typed.
    ///
    /// The terminal gives key by key, so that Ctrl-C can put it back as it was before it ends the
    /// program.
    ///
    /// - Parameter prompt: What is asked for.
    /// - Returns: What was typed.
    /// - Throws: Status 66 when there is no terminal.
    package static func ask(_ prompt: String) throws(CommandFailure) -> SecretBytes {
        let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else {
            throw CommandFailure(
                .noInput, "there is no terminal to ask for the passphrase",
                hint: "give --passphrase-file or --passphrase-fd, or unlock the key first")
        }
        defer { close(terminal) }
        var before = termios()
        // SAFETY: the calls read and write a local of the right type.
        guard unsafe tcgetattr(terminal, &before) == 0 else {
            throw CommandFailure(.inputOutput, "the terminal cannot be set")
        }
        var quiet = before
        quiet.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        unsafe tcsetattr(terminal, TCSAFLUSH, &quiet)
        var typed: [UInt8] = []
        var isInterrupted = false
        do throws(FileFailure) {
            defer { unsafe tcsetattr(terminal, TCSAFLUSH, &before) }
            try Descriptor.write(Array("\(ShownText.line(prompt)): ".utf8), to: terminal)
            reading: while let bytes = try Descriptor.readSome(
                terminal, limit: 1, path: "/dev/tty")
            {
                switch bytes[0] {
                case 0x0a, 0x0d, 0x04: break reading
                case 0x03:
                    isInterrupted = true
                    break reading
                case 0x15: typed.removeAll()
                case 0x08, 0x7f:
                    // One character back: its continuation bytes, then its first byte.
                    while let last = typed.popLast(), last & 0xc0 == 0x80 {}
                case let byte where typed.count < maximumByteCount: typed.append(byte)
                default: break
                }
            }
            try Descriptor.write([0x0a], to: terminal)
        } catch {
            throw error.asCommandFailure
        }
        if isInterrupted {
            typed.indices.forEach { typed[$0] = 0 }
            raise(SIGINT)
        }
        return SecretBytes(moving: &typed)
    }
}
