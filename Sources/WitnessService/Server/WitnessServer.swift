internal import CommandSupport
internal import FlyingFox
internal import FlyingSocks
internal import Foundation
internal import Synchronization

/// A witness that listens, until it is told to stop.
struct WitnessServer {
    private let address: ListeningAddress
    private let responder: WitnessResponder

    /// How long a request may take, in seconds.
    private static let requestTimeout: TimeInterval = 15
    /// How long answers may go on after the server was told to stop, in seconds.
    ///
    /// Where some are being made, and where the last one may still be on its way; the server waits
    /// this long in any case.
    private static let stopTimeouts: (busy: TimeInterval, idle: TimeInterval) = (5, 0.3)

    /// Serves at an address.
    init(address: ListeningAddress, responder: WitnessResponder) {
        self.address = address
        self.responder = responder
    }

    /// Serves until SIGTERM or SIGINT.
    ///
    /// - Parameter listening: Is told where, once connections are taken.
    /// - Throws: Status 69 when the address cannot be had.
    func run(listening: (String) -> Void) async throws {
        let signals = StopSignals()
        let active = ActiveRequests()
        if case .unix(let path) = address { try Self.makeRoom(for: path) }
        let server = HTTPServer(
            config: HTTPServer.Configuration(
                address: try address.socketAddress, timeout: Self.requestTimeout, logger: .disabled),
            handler: Handler(responder: responder, active: active))
        let running = Task { try await server.run() }
        do {
            try await server.waitUntilListening()
        } catch {
            running.cancel()
            throw CommandFailure(
                .unavailable, "cannot listen: \(await Self.words(running.result))",
                hint: "see whether another program has the address")
        }
        listening(Self.description(await server.listeningAddress, address))
        await signals.wait()
        let timeouts = Self.stopTimeouts
        await server.stop(timeout: active.isIdle ? timeouts.idle : timeouts.busy)
        _ = await running.result
        if case .unix(let path) = address { try Files.remove(path) }
    }

    /// A socket that nobody listens on any more is removed.
    private static func makeRoom(for path: String) throws {
        guard Files.status(path) != nil else { return }
        let socket = try Socket(domain: AF_UNIX)
        defer { try? socket.close() }
        do {
            try socket.connect(to: sockaddr_un.unix(path: path))
        } catch {
            guard Files.status(path)?.isFile == false, Files.status(path)?.isDirectory == false
            else {
                throw CommandFailure(.cannotCreate, "`\(path)` is there and is no socket")
            }
            return try Files.remove(path)
        }
        throw CommandFailure(.unavailable, "another program listens on `\(path)`")
    }

    private static func words(_ result: Result<Void, any Error>) -> String {
        switch result {
        case .success: "it ended"
        case .failure(let error): "\(error.localizedDescription)"
        }
    }

    private static func description(
        _ actual: Socket.Address?, _ wanted: ListeningAddress
    ) -> String {
        switch actual ?? .unix("") {
        case .ip4(let host, let port): "http://\(host):\(port)"
        case .ip6(let host, let port): "http://[\(host)]:\(port)"
        case .unix(let path):
            if case .unix(let named) = wanted { "unix:\(named)" } else { "unix:\(path)" }
        }
    }

    private struct Handler: HTTPHandler {
        let responder: WitnessResponder
        let active: ActiveRequests

        func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
            active.begin()
            defer { active.end() }
            var body: [UInt8]? = []
            // What is too large is read to its end and thrown away, so that the connection can go on.
            for try await chunk in request.bodySequence {
                guard let read = body?.count else { continue }
                if read + chunk.count > WitnessResponder.maximumBody {
                    body = nil
                } else {
                    body?.append(contentsOf: chunk)
                }
            }
            let response = await responder.respond(
                method: request.method.rawValue, path: request.path, body: body)
            let status = HTTPStatusCode(response.status, phrase: Self.phrase(response.status))
            return HTTPResponse(
                statusCode: status, headers: [.contentType: response.contentType],
                body: Data(response.body))
        }

        private static func phrase(_ status: Int) -> String {
            switch status {
            case 200: "OK"
            case 400: "Bad Request"
            case 403: "Forbidden"
            case 404: "Not Found"
            case 405: "Method Not Allowed"
            case 409: "Conflict"
            case 413: "Payload Too Large"
            case 422: "Unprocessable Entity"
            default: "Internal Server Error"
            }
        }
    }
}

/// How many requests are being answered.
private final class ActiveRequests: Sendable {
    private let count = Mutex(0)

    var isIdle: Bool { count.withLock { $0 == 0 } }

    func begin() { count.withLock { $0 += 1 } }

    func end() { count.withLock { $0 -= 1 } }
}

/// SIGTERM and SIGINT as something that can be waited for; from its making on they end nothing.
private final class StopSignals {
    private let stream: AsyncStream<Void>
    private let sources: [any DispatchSourceSignal]

    init() {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        self.stream = stream
        sources = [SIGTERM, SIGINT].map { number in
            // The source is told of it all the same.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { continuation.yield() }
            source.resume()
            return source
        }
    }

    func wait() async {
        for await _ in stream { return }
    }
}
