internal import Glibc
package import Records

/// Who is at the other end of a socket, as the kernel says it.
package enum PeerCredentials {
    /// The user at the other end; `nil` when the descriptor is no Unix socket.
    ///
    /// For a pair of sockets it is the user who made the pair, whatever was run since.
    package static func user(of descriptor: Int32) -> UInt32? {
        // struct ucred of Linux: process, user and group, 4 bytes each.
        var credentials: [UInt32] = [0, 0, 0]
        var length = socklen_t(12)
        // SAFETY: the call writes at most `length` bytes into the array of 12.
        let result = unsafe credentials.withUnsafeMutableBytes { buffer in
            unsafe getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, buffer.baseAddress, &length)
        }
        return result == 0 && length == 12 ? credentials[1] : nil
    }

    /// How far a mediator that runs as `own` stands apart from a member who runs as `peer`.
    ///
    /// An own user is claimed only when the kernel names another one that is not root, and when
    /// nobody but the mediator's user can enter the keystore or read its key.
    ///
    /// - Parameters:
    ///   - peer: The user at the other end; `nil` when it is not known.
    ///   - own: The user of the mediator.
    ///   - keystore: The keystore's directory.
    ///   - key: The file of the key that seals it.
    /// - Returns: L1 or L0.
    package static func level(
        peer: UInt32?, own: UInt32, keystore: Files.Status?, key: Files.Status?
    ) -> AssuranceLevel {
        guard let peer, peer != own, peer != 0, let keystore, let key,
            keystore.isDirectory, keystore.owner == own, keystore.mode & 0o077 == 0,
            key.isFile, key.owner == own, key.mode & 0o077 == 0
        else { return .sameProcess }
        return .ownUser
    }
}
