package import Records

/// Who acts, as `--as` says it: `HANDLE` or `HANDLE/ROLE@ORGANISATION`.
///
/// It selects a key file and an appointment; it never replaces a passphrase.
package struct ActingAs: Hashable, Sendable {
    /// The name of the member's key file, without its ending.
    package let handle: String
    /// The role; `nil` when the only fitting one is meant.
    package let role: Role?
    /// The organisation: its identifier, its short code or its name; `nil` when not given.
    package let organisation: String?

    /// Reads the text.
    ///
    /// - Throws: A ``CommandFailure`` with status 64.
    package init(_ text: String) throws(CommandFailure) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        handle = String(parts[0])
        guard Self.isHandle(handle) else {
            throw CommandFailure(
                .usage, "`\(text)` does not start with a member's handle",
                hint: "a handle has 1 to 64 of a-z, 0-9, `.`, `_` and `-`, as in els/nurse@dienst")
        }
        guard parts.count == 2 else {
            (role, organisation) = (nil, nil)
            return
        }
        let place = parts[1].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard let role = Role(rawValue: String(place[0])) else {
            throw CommandFailure(
                .usage, "there is no role `\(place[0])`",
                hint: "the roles are \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self.role = role
        organisation = place.count == 2 ? String(place[1]) : nil
        guard organisation != "" else {
            throw CommandFailure(.usage, "`\(text)` names no organisation after `@`")
        }
    }

    /// Whether a text can name a member's files.
    package static func isHandle(_ text: String) -> Bool {
        guard 1...64 ~= text.utf8.count, text.utf8.first != UInt8(ascii: "."),
            text.utf8.first != UInt8(ascii: "-")
        else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}

/// A place where someone works: `ROLE@ORGANISATION`.
package struct PlaceName: Hashable, Sendable {
    /// The role.
    package let role: Role
    /// The organisation: its identifier, its short code or its name.
    package let organisation: String

    /// Reads the text.
    ///
    /// - Throws: A ``CommandFailure`` with status 64.
    package init(_ text: String) throws(CommandFailure) {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard let role = Role(rawValue: String(parts[0])) else {
            throw CommandFailure(
                .usage, "there is no role `\(parts[0])`",
                hint: "the roles are \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard parts.count == 2, !parts[1].isEmpty else {
            throw CommandFailure(
                .usage, "`\(text)` names no organisation", hint: "write it as role@organisation")
        }
        self.role = role
        organisation = String(parts[1])
    }
}
