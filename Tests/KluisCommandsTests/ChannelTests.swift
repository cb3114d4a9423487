import Glibc
import KluisCommands
import Records
import Testing

@Suite("Messages over descriptors")
struct ChannelTests {
    /// A pipe that is closed at the end of `body`.
    private func withPipe(_ body: (Int32, Int32) throws -> Void) throws {
        var ends: [Int32] = [-1, -1]
        try #require(unsafe pipe(&ends) == 0)
        defer { ends.forEach { _ = close($0) } }
        try body(ends[0], ends[1])
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) {
        _ = unsafe Glibc.write(descriptor, bytes, bytes.count)
    }

    @Test("what goes in comes out, message by message", arguments: [0, 1, 255, 40_000])
    func roundTrip(size: Int) throws {
        try withPipe { input, output in
            let message = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
            let channel = FramedChannel(input: input, output: output)
            try channel.send(message)
            try channel.send([7])
            #expect(try channel.receive() == message)
            #expect(try channel.receive() == [7])
        }
    }

    @Test("the end between messages is an end, the end within one is an error")
    func ends() throws {
        var ends: [Int32] = [-1, -1]
        for (bytes, failure) in [
            ([], nil), ([0, 0], FramedChannel.Failure.cutOff),
            ([0, 0, 0, 2, 1], FramedChannel.Failure.cutOff),
        ] as [([UInt8], FramedChannel.Failure?)] {
            try #require(unsafe pipe(&ends) == 0)
            defer { close(ends[0]) }
            write(bytes, to: ends[1])
            close(ends[1])
            let channel = FramedChannel(input: ends[0], output: -1)
            if let failure {
                #expect(throws: failure) { try channel.receive() }
            } else {
                #expect(try channel.receive() == nil)
            }
        }
    }

    @Test("a length beyond the largest message is refused before anything is read")
    func tooLarge() throws {
        try withPipe { input, output in
            write([0xff, 0xff, 0xff, 0xff], to: output)
            #expect(throws: FramedChannel.Failure.tooLarge) {
                try FramedChannel(input: input, output: output).receive()
            }
        }
        #expect(throws: FramedChannel.Failure.tooLarge) {
            try FramedChannel(input: -1, output: -1)
                .send([UInt8](repeating: 0, count: FramedChannel.maximumSize + 1))
        }
    }

    @Test("the kernel names the user at the other end of a socket, and none for a pipe")
    func peers() throws {
        var ends: [Int32] = [-1, -1]
        try #require(unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        defer { ends.forEach { _ = close($0) } }
        #expect(PeerCredentials.user(of: ends[0]) == getuid())
        try withPipe { input, _ in #expect(PeerCredentials.user(of: input) == nil) }
    }

    @Test("a command that echoes what it reads is a transport")
    func process() throws {
        let transport = try ProcessTransport(command: "cat")
        defer { transport.end() }
        #expect(try transport.exchange([1, 2, 3]) == [1, 2, 3])
        #expect(try transport.exchange([]) == [])
    }

    @Test("a command that ends without an answer is an error")
    func silentProcess() throws {
        let transport = try ProcessTransport(command: "true")
        defer { transport.end() }
        #expect(throws: FramedChannel.Failure.cutOff) { try transport.exchange([1]) }
    }
}

@Suite("The level that a mediator claims")
struct LevelTests {
    private func status(
        directory: Bool, mode: UInt32, owner: UInt32
    ) -> Files.Status {
        Files.Status(isFile: !directory, isDirectory: directory, mode: mode, owner: owner, size: 32)
    }

    private func level(
        peer: UInt32? = 1001, own: UInt32 = 998, mode: UInt32 = 0o700, owner: UInt32 = 998,
        keyMode: UInt32 = 0o600, keyOwner: UInt32 = 998
    ) -> AssuranceLevel {
        PeerCredentials.level(
            peer: peer, own: own, keystore: status(directory: true, mode: mode, owner: owner),
            key: status(directory: false, mode: keyMode, owner: keyOwner))
    }

    @Test("another user who cannot reach the keystore makes an own user")
    func ownUser() { #expect(level() == .ownUser) }

    @Test("each thing that is missing takes the claim away")
    func refusals() {
        #expect(level(peer: nil) == .sameProcess)
        #expect(level(peer: 998) == .sameProcess)
        #expect(level(peer: 0) == .sameProcess)
        #expect(level(mode: 0o750) == .sameProcess)
        #expect(level(owner: 1001) == .sameProcess)
        #expect(level(keyMode: 0o640) == .sameProcess)
        #expect(level(keyOwner: 1001) == .sameProcess)
        #expect(
            PeerCredentials.level(peer: 1001, own: 998, keystore: nil, key: nil) == .sameProcess)
    }
}
