import Foundation
import TestSupport
import Testing

/// A vault whose mediator is a user of its own, as docs/operations.md sets it up: members reach it
/// through sudo, and nothing else of it.
///
/// The users exist in a mount namespace of each command only, where files of this folder stand in
/// the places of passwd, group and sudoers; the machine is not changed. Time is the machine's own.
///
///     bin/kluis, policies/    owned by root
///     mediator/               home of the mediator's user, mode 0700: configuration, vault, keystore
///     member/                 home of the members' user, mode 0700: their keys, what clients remember
final class SeparatedWorld {
    /// The users of the commands.
    enum User: String {
        case root = "0"
        case mediator = "61101"
        case member = "61102"
    }

    let folder: TemporaryDirectory
    private(set) var vaultID = ""

    /// Founds a vault that accepts L1 at least, as the mediator's user.
    init() throws {
        folder = try TemporaryDirectory()
        try shell("chmod 755 . && mkdir bin mediator member && mkdir -p mediator/.config/kluis")
        try shell("cp '\(BuiltProgram.path)' bin/kluis && chmod 755 bin/kluis")
        try shell("cp -r '\(BuiltProgram.repository.path)/policies' policies")
        try write("passwd", Self.passwd(folder.path))
        try write("group", "root:x:0:\nkluis-mediator:x:61101:\nkluis-members:x:61102:member\n")
        try write(
            "sudoers",
            """
            Defaults!\(program) env_reset, use_pty
            root ALL=(ALL:ALL) ALL
            %kluis-members ALL=(kluis-mediator) NOPASSWD: \(program) mediate

            """)
        try write("enter", Self.enter(folder.path))
        try shell("chmod 440 sudoers && chmod 755 enter")
        try write(
            "mediator/.config/kluis/config",
            """
            vault = \(folder.path("mediator/vault"))
            keystore = \(folder.path("mediator/keystore"))
            kek = \(folder.path("mediator/keystore.key"))

            """)
        try shell("chmod 700 mediator member && chown -R 61101:61101 mediator")
        try found()
    }

    /// The founders make their keys where the mediator's user founds, and take them home.
    private func found() throws {
        let variables = ["KLUIS_HOME": folder.path("mediator/founding")]
        for handle in ["anna", "bert"] {
            try write("mediator/pass-\(handle)", passphrase(handle), mode: 0o600)
            try shell("chown 61101:61101 mediator/pass-\(handle)")
            try run(
                .mediator,
                [
                    "member", "keygen", handle, "--passphrase-file",
                    folder.path("mediator/pass-\(handle)"),
                ], variables)
            try CheapKeyFile.make(
                of: folder.path("mediator/founding/members/\(handle).pem"),
                passphrase: passphrase(handle))
        }
        let json = try run(
            .mediator,
            [
                "init", "--founder", "anna", "--founder", "bert", "--founder-passphrase-file",
                folder.path("mediator/pass-anna"), "--founder-passphrase-file",
                folder.path("mediator/pass-bert"), "--origin", "test.invalid/access-log",
                "--least-level", "L1", "--policies", folder.path("policies"), "--json",
            ], variables)
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        vaultID = try #require(object?["vault"] as? String)
        try shell("mv mediator/founding member/home && mv mediator/pass-* member")
        try shell("chown -R 61102:61102 member")
    }

    /// The program, which only root may write.
    var program: String { folder.path("bin/kluis") }
    /// The command with which members reach the mediator.
    var mediator: String { "sudo --non-interactive --user kluis-mediator \(program) mediate" }

    /// Makes the keys of a member in the members' home.
    func makeKeys(_ handle: String) throws {
        try write("member/pass-\(handle)", passphrase(handle), mode: 0o600)
        try shell("chown 61102:61102 member/pass-\(handle)")
        try run(
            .member,
            ["member", "keygen", handle, "--passphrase-file", folder.path("member/pass-\(handle)")])
        try CheapKeyFile.make(
            of: folder.path("member/home/members/\(handle).pem"), passphrase: passphrase(handle))
    }

    /// Runs a command of the program as a user; it must succeed.
    @discardableResult
    func run(
        _ user: User, _ arguments: [String], _ variables: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let ended = try attempt(user, arguments, variables)
        try #require(ended.status == 0, "\(ended)", sourceLocation: sourceLocation)
        return ended.output
    }

    /// Runs a command of a member, through the mediator; it must succeed.
    @discardableResult
    func act(
        _ handle: String, _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        try run(.member, arguments + acting(handle), sourceLocation: sourceLocation)
    }

    /// The arguments that make a member act.
    func acting(_ handle: String) -> [String] {
        ["--as", handle, "--passphrase-file", folder.path("member/pass-\(handle)")]
    }

    /// The options for a second signer.
    func cosigned(by handle: String) -> [String] {
        ["--cosign", handle, "--cosign-passphrase-file", folder.path("member/pass-\(handle)")]
    }

    /// Runs a command of the program as a user, however it ends.
    func attempt(
        _ user: User, _ arguments: [String], _ variables: [String: String] = [:],
        under wrapper: [String] = []
    ) throws -> BuiltProgram.Ended {
        var environment = ["KLUIS_LANGUAGE": "en"]
        switch user {
        case .mediator: environment["HOME"] = folder.path("mediator")
        case .member, .root:
            environment["HOME"] = folder.path("member")
            // What root's client remembers would be closed to the member.
            environment["KLUIS_HOME"] = folder.path(user == .root ? "root-home" : "member/home")
            environment["KLUIS_MEDIATOR"] = mediator
        }
        environment.merge(variables) { $1 }
        return try BuiltProgram.run(
            Array(arguments), of: program, under: entering(user) + wrapper,
            environment: environment, scratch: folder)
    }

    /// Runs a command of a member under strace, which does not follow what is run under sudo: that is
    /// the mediator.
    func traced(_ arguments: [String], _ options: [String]) throws -> BuiltProgram.Ended {
        try attempt(
            .root, arguments, ["KLUIS_HOME": folder.path("member/home")],
            under: ["strace", "-u", "member"] + options)
    }

    /// Runs any program as a user.
    func tool(_ user: User, _ command: String...) throws -> Tool.Result {
        let entering = entering(user)
        return try Tool.run(entering[0], entering.dropFirst() + command)
    }

    private func entering(_ user: User) -> [String] {
        ["unshare", "--mount", "--propagation", "private", folder.path("enter"), user.rawValue]
    }

    private func passphrase(_ handle: String) -> String { "passphrase of \(handle)" }

    /// Writes a file of the world, owned by root.
    func write(_ name: String, _ text: String, mode: Int = 0o644) throws {
        try Data(text.utf8).write(to: URL(filePath: folder.path(name)))
        try FileManager.default.setAttributes(
            [.posixPermissions: mode], ofItemAtPath: folder.path(name))
    }

    /// Runs a line of the shell in the folder, as root.
    func shell(_ line: String) throws {
        let result = try Tool.run("sh", ["-c", "cd '\(folder.path)' && \(line)"])
        try #require(result.status == 0, "\(line)")
    }

    private static func passwd(_ folder: String) -> String {
        """
        root:*:0:0:root:/root:/bin/sh
        kluis-mediator:*:61101:61101::\(folder)/mediator:/usr/sbin/nologin
        member:*:61102:61102::\(folder)/member:/bin/sh

        """
    }

    /// Becomes a user in a namespace where that user exists.
    private static func enter(_ folder: String) -> String {
        """
        #!/bin/sh
        for file in passwd group sudoers; do
            mount --bind "\(folder)/$file" "/etc/$file" || exit 99
        done
        id=$1
        shift
        exec setpriv "--reuid=$id" "--regid=$id" --clear-groups -- "$@"

        """
    }
}
