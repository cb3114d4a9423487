internal import CommandSupport
internal import TransparencyLog

/// What a witness answers over HTTP (C2SP tlog-witness), without the HTTP.
///
///     POST <prefix>/add-checkpoint
///     GET <prefix>/<hash>/checkpoint
package struct WitnessResponder: Sendable {
    /// The largest body that is read; what is larger is no request.
    package static let maximumBody = WitnessRequest.maximumSize

    /// An answer.
    package struct Response: Sendable {
        /// The HTTP status.
        package let status: Int
        /// The type of the body.
        package let contentType: String
        /// The body.
        package let body: [UInt8]

        init(_ status: Int, _ contentType: String = "text/plain; charset=utf-8", _ body: [UInt8]) {
            self.status = status
            self.contentType = contentType
            self.body = body
        }

        init(_ status: Int, _ text: String) { self.init(status, Array((text + "\n").utf8)) }

        private init(_ status: Int, _ body: [UInt8]) {
            self.init(status, "text/plain; charset=utf-8", body)
        }
    }

    private let prefix: String
    /// By the hash of the origin.
    private let logs: [String: ServedLog]
    private let now: @Sendable () -> UInt64
    private let note: @Sendable (String) -> Void

    /// Serves logs.
    ///
    /// - Parameters:
    ///   - witnesses: One for each log.
    ///   - prefix: What stands before the paths; empty, or starting with a slash.
    ///   - now: The clock, in seconds since 1970-01-01T00:00:00Z.
    ///   - note: Is told what a person should know; it names no log and no client.
    package init(
        _ witnesses: [LogWitness], prefix: String, now: @escaping @Sendable () -> UInt64,
        note: @escaping @Sendable (String) -> Void
    ) {
        self.prefix = prefix
        logs = Dictionary(
            witnesses.map { (Checkpoint.directoryName(origin: $0.origin), ServedLog($0)) },
            uniquingKeysWith: { first, _ in first })
        self.now = now
        self.note = note
    }

    /// Answers a request; `body` is `nil` when it was larger than is read.
    package func respond(method: String, path: String, body: [UInt8]?) async -> Response {
        let response = await route(method, path, body)
        note(
            "\(path == "\(prefix)/add-checkpoint" ? "add-checkpoint" : "other"): \(response.status)"
        )
        return response
    }

    private func route(_ method: String, _ path: String, _ body: [UInt8]?) async -> Response {
        guard path.hasPrefix(prefix + "/") else { return Response(404, "there is nothing here") }
        let rest = path.dropFirst(prefix.count + 1)
        if rest == "add-checkpoint" {
            guard method == "POST" else { return Response(405, "use POST") }
            guard let body else { return Response(413, "the body is too large") }
            return await add(body)
        }
        let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1] == "checkpoint", let log = logs[String(parts[0])] else {
            return Response(404, "there is nothing here")
        }
        guard method == "GET" || method == "HEAD" else { return Response(405, "use GET") }
        do {
            guard let record = try log.witness.record() else {
                return Response(404, "nothing was cosigned yet")
            }
            return Response(200, "text/plain; charset=utf-8", record.note.bytes)
        } catch {
            return failure(error)
        }
    }

    private func add(_ body: [UInt8]) async -> Response {
        let request: WitnessRequest
        let origin: String
        do throws(WitnessRefusal) {
            request = try WitnessRequest(body)
            origin = try request.origin()
        } catch {
            return response(to: error)
        }
        guard let log = logs[Checkpoint.directoryName(origin: origin)] else {
            return response(to: .unknownOrigin)
        }
        do {
            switch try await log.answer(request, now: now) {
            case .cosigned(let record):
                return Response(200, "text/plain; charset=utf-8", record.answer)
            case .refused(let refusal, let evidence, let kept):
                if let evidence {
                    note(
                        "evidence (\(evidence.rawValue)) "
                            + (kept == nil ? "could not be kept: there is too much" : "was kept"))
                }
                return response(to: refusal)
            }
        } catch {
            return failure(error)
        }
    }

    private func response(to refusal: WitnessRefusal) -> Response {
        switch refusal {
        case .malformed: Response(400, "the request does not have its form")
        case .notSigned: Response(403, "no trusted key has signed the checkpoint")
        case .unknownOrigin: Response(404, "this witness does not know the log")
        case .conflict(let size):
            Response(409, "text/x.tlog.size", WitnessRefusal.body(ofConflict: size))
        case .inconsistent: Response(422, "the checkpoint does not extend the one cosigned last")
        }
    }

    /// What is wrong here is told to who runs the witness, and not to who asked.
    private func failure(_ error: any Error) -> Response {
        let failure = WitnessProgram.failure(describing: error)
        note("failed: \(failure.message)")
        return Response(500, "the witness cannot answer")
    }
}

/// A log that is served: one request at a time.
private actor ServedLog {
    let witness: LogWitness

    init(_ witness: LogWitness) { self.witness = witness }

    /// The time is taken when the request's turn comes.
    func answer(
        _ request: WitnessRequest, now: @Sendable () -> UInt64
    ) throws -> LogWitness.Answer {
        try witness.answer(request, at: now())
    }
}
