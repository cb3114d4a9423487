import TestSupport
import Testing

/// The files of a world, to go back to them.
struct Snapshot {
    private let world: World

    /// Keeps what there is now.
    init(of world: World) throws {
        self.world = world
        try run("rm -rf saved && mkdir saved && cp -a vault vault-keystore* home saved")
    }

    /// Puts everything back.
    func restore() throws {
        try run("rm -rf vault vault-keystore* home && cp -a saved/. .")
    }

    /// Puts some files back, by their paths in the world's folder.
    func restore(_ names: String...) throws {
        for name in names { try run("rm -rf \(name) && cp -a saved/\(name) \(name)") }
    }

    private func run(_ line: String) throws {
        let result = try Tool.run("sh", ["-c", "cd '\(world.folder.path)' && \(line)"])
        try #require(result.status == 0, "\(line)")
    }
}
