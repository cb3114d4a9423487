import Synchronization
import VaultClient

/// A state store in memory, which a test can look into and damage.
final class MemoryStateStore: ClientStateStore {
    private let blobs = Mutex<[String: [UInt8]]>([:])

    func load(_ name: String) throws -> [UInt8]? { blobs.withLock { $0[name] } }

    func names(startingWith prefix: String) throws -> [String] {
        names.filter { $0.hasPrefix(prefix) }
    }

    func save(_ bytes: [UInt8], as name: String) throws { blobs.withLock { $0[name] = bytes } }

    /// Another store with the same blobs.
    func copy() -> MemoryStateStore {
        let copy = MemoryStateStore()
        let blobs = blobs.withLock { $0 }
        copy.blobs.withLock { $0 = blobs }
        return copy
    }

    /// The names of all blobs.
    var names: [String] { blobs.withLock { $0.keys.sorted() } }

    /// Changes the blob whose name ends so.
    func change(_ suffix: String, _ body: (inout [UInt8]) -> Void) {
        blobs.withLock { blobs in
            for name in blobs.keys.sorted() where name.hasSuffix(suffix) {
                var bytes = blobs[name] ?? []
                body(&bytes)
                blobs[name] = bytes
            }
        }
    }

    /// Forgets the blobs whose names contain a text.
    func forget(_ text: String) {
        blobs.withLock { blobs in blobs = blobs.filter { !$0.key.contains(text) } }
    }
}

/// Something in the test's own set-up that cannot happen.
struct Unexpected: Error {}
