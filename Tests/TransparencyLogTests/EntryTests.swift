import CryptoPrimitives
import Testing
import TransparencyLog

@Suite("Log entries")
struct EntryTests {
    static let golden =
        #"{"act":"R","ap":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f,f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0","#
        + #""btg":1,"cat":"medical","#
        + #""d":"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd","#
        + #""ev":"section.read","for":"reintegration","#
        + #""h":"1111111111111111111111111111111111111111111111111111111111111111","#
        + #""org":"01020304-0506-0708-090a-0b0c0d0e0f10","#
        + #""pol":"2222222222222222222222222222222222222222222222222222222222222222:3333333333333333333333333333333333333333333333333333333333333333","#
        + #""rec":"cccccccccccccccccccccccccccccccc","ref":9007199254740991,"res":"allow","#
        + #""role":"occupational-physician","sid":"ffffffff-ffff-ffff-ffff-ffffffffffff","#
        + #""src":"mediator-1","sub":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","t":"2026-11-23T03:17:50Z","#
        + #""v":1,"who":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","why":"assigned"}"#

    private static func digest(_ byte: UInt8) throws -> Digest {
        try #require(Digest([UInt8](repeating: byte, count: 32)))
    }

    private static func tag(_ byte: UInt8) throws -> LogTag {
        try #require(LogTag([UInt8](repeating: byte, count: 16).hex))
    }

    static func entry() throws -> LogEntry {
        var entry = LogEntry(
            time: try #require(LogTime(seconds: 1_795_403_870)), event: .sectionRead,
            outcome: .allowed, reason: .assigned, source: try #require(LogToken("mediator-1")))
        entry.isEmergency = true
        entry.policy = LogEntry.PolicyReference(bundle: try digest(0x22), floor: try digest(0x33))
        entry.actor = try tag(0xaa)
        entry.role = LogToken("occupational-physician")
        entry.organisation = .clear(try #require(LogIdentifier(Array(1...16))))
        entry.purpose = LogToken("reintegration")
        entry.subject = try tag(0xbb)
        entry.record = try tag(0xcc)
        entry.category = .medical
        entry.session = LogIdentifier([UInt8](repeating: 0xff, count: 16))
        entry.object = try digest(0x11)
        entry.detail = try digest(0xdd)
        entry.approvals = [try tag(0xf0), try tag(0x0f)]
        entry.reference = LogEntry.maximumReference
        return entry
    }

    private func refusal(_ line: String) -> EntryError? {
        do {
            _ = try LogEntry(line: Array(line.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test("a full entry is the one line that the format document shows")
    func golden() throws {
        let entry = try Self.entry()
        #expect(try entry.line() == Array(Self.golden.utf8))
        #expect(try LogEntry(line: Array(Self.golden.utf8)) == entry)
    }

    @Test("a bare entry has the fields that every entry has")
    func bare() throws {
        let entry = LogEntry(
            time: try #require(LogTime(seconds: 0)), event: .vaultFounded, outcome: .allowed,
            reason: .authority, source: try #require(LogToken("m")))
        let line =
            #"{"act":"C","btg":0,"ev":"vault.found","res":"allow","src":"m","t":"1970-01-01T00:00:00Z","v":1,"why":"authority"}"#
        #expect(try entry.line() == Array(line.utf8))
        #expect(try LogEntry(line: Array(line.utf8)) == entry)
    }

    @Test("the longest entry that can be made fits into 1,024 bytes")
    func longest() throws {
        var entry = try Self.entry()
        let token = try #require(LogToken(String(repeating: "a", count: 32)))
        entry.source = token
        entry.role = token
        entry.purpose = token
        entry.category = .functional
        entry.approvals = Set(
            try (1...LogEntry.maximumApprovals).map {
                try #require(LogTag([UInt8](repeating: UInt8($0), count: 16).hex))
            })
        for event in LogEntry.Event.allCases {
            for reason in LogEntry.Reason.allCases {
                entry.event = event
                entry.reason = reason
                #expect(try entry.line().count <= LogEntry.maximumSize)
            }
        }
    }

    @Test("codes are short, and every one is read back")
    func vocabulary() throws {
        #expect(LogEntry.Event.allCases.allSatisfy { $0.rawValue.utf8.count <= 24 })
        #expect(LogEntry.Reason.allCases.allSatisfy { $0.rawValue.utf8.count <= 24 })
        var entry = try Self.entry()
        for event in LogEntry.Event.allCases {
            #expect(LogToken(event.rawValue) != nil)
            entry.event = event
            #expect(try LogEntry(line: entry.line()) == entry)
        }
        for reason in LogEntry.Reason.allCases {
            #expect(LogToken(reason.rawValue) != nil)
            entry.reason = reason
            #expect(try LogEntry(line: entry.line()) == entry)
        }
        for outcome in LogEntry.Outcome.allCases {
            entry.outcome = outcome
            #expect(try LogEntry(line: entry.line()) == entry)
        }
        for category in LogEntry.Category.allCases {
            entry.category = category
            #expect(try LogEntry(line: entry.line()) == entry)
        }
        for action in LogEntry.Action.allCases {
            entry.action = action
            #expect(try LogEntry(line: entry.line()) == entry)
        }
    }

    @Test(
        "an allowed entry about a record says who, role, purpose, subject, record, category, policy"
    )
    func requiredFields() throws {
        let removals: [(String, (inout LogEntry) -> Void)] = [
            ("who", { $0.actor = nil }), ("role", { $0.role = nil }), ("for", { $0.purpose = nil }),
            ("sub", { $0.subject = nil }), ("rec", { $0.record = nil }),
            ("cat", { $0.category = nil }), ("pol", { $0.policy = nil }),
        ]
        for event in LogEntry.Event.allCases {
            for (name, remove) in removals {
                var entry = try Self.entry()
                entry.event = event
                remove(&entry)
                if event.concernsRecord {
                    #expect(throws: EntryError.missingField, "\(name)") { try entry.line() }
                    entry.outcome = .denied
                }
                #expect(try LogEntry(line: entry.line()) == entry)
            }
        }
        #expect(
            LogEntry.Event.sectionRead.concernsRecord
                && LogEntry.Event.sectionWritten.concernsRecord)
        let line = Self.golden.replacing(#","who":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa""#, with: "")
        #expect(refusal(line) == .missingField)
    }

    @Test("nobody approves an own act, and approvals and references have limits")
    func limits() throws {
        var entry = try Self.entry()
        entry.approvals = [try #require(entry.actor)]
        #expect(throws: EntryError.invalidField) { try entry.line() }
        entry = try Self.entry()
        for byte in UInt8(1)...6 {
            entry.approvals.insert(try #require(LogTag([UInt8](repeating: byte, count: 16).hex)))
        }
        #expect(throws: EntryError.invalidField) { try entry.line() }
        entry = try Self.entry()
        entry.reference = LogEntry.maximumReference + 1
        #expect(throws: EntryError.invalidField) { try entry.line() }
    }

    @Test("any other spelling of the same entry is refused")
    func otherSpellings() {
        let golden = Self.golden
        let changes = [
            ("\"act\":\"R\"", "\"act\": \"R\""), ("{\"act\"", "{ \"act\""), ("}", "} "),
            ("}", "}\n"),
            ("\"btg\":1", "\"btg\":01"), ("\"btg\":1", "\"btg\":+1"), ("\"btg\":1", "\"btg\":1.0"),
            ("\"btg\":1", "\"btg\":1e0"), ("\"btg\":1", "\"btg\":-0"),
            ("\"btg\":1", "\"btg\":true"),
            ("\"btg\":1", "\"btg\":null"), ("\"why\":\"assigned\"", "\"why\":\"assi\\u0067ned\""),
            ("\"why\"", "\"wh\\u0079\""), ("\"act\":\"R\",", "\"act\":\"R\",\"act\":\"R\","),
            ("assigned\"}", "assigned\",}"), ("{\"act\"", "{,\"act\""),
            ("\"cat\":\"medical\",", "\"cat\":\"medical\",,"),
            ("{\"act\":\"R\",", "{"), ("assigned", "assignéd"), ("assigned", "assi\tgned"),
            ("\"role\"", "\"Role\""), (":9007199254740991", ":9223372036854775808"),
            ("\"cat\":\"medical\",", "\"cat\":[\"medical\"],"),
            ("\"cat\":\"medical\",", "\"cat\":{},"),
        ]
        for (old, new) in changes {
            let line = golden.replacing(old, with: new, maxReplacements: 1)
            let changed =
                new.hasPrefix("} ") || new == "}\n" ? String(golden.dropLast()) + new : line
            #expect(changed != golden)
            let error = refusal(changed)
            #expect(error == .notCanonical || error == .missingField, "\(new)")
        }
        for text in [
            "", "{", "}", "{}", "[]", "{\"\"}", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":\"}",
            "\"a\"",
        ] {
            #expect(refusal(text) != nil, "\(text)")
        }
    }

    @Test("keys in another order are refused")
    func order() {
        let line = Self.golden.replacing(#""act":"R","#, with: "")
        #expect(
            refusal(line.replacing(#""why":"assigned"}"#, with: #""why":"assigned","act":"R"}"#))
                == .notCanonical)
    }

    @Test(
        "a value outside its closed set, an unknown field and another version are refused as such")
    func closedSets() {
        func changed(_ old: String, _ new: String) -> EntryError? {
            refusal(Self.golden.replacing(old, with: new, maxReplacements: 1))
        }
        #expect(changed("section.read", "section.peek") == .invalidField)
        #expect(changed("\"R\"", "\"X\"") == .invalidField)
        #expect(changed("\"allow\"", "\"maybe\"") == .invalidField)
        #expect(changed("assigned", "curious") == .invalidField)
        #expect(changed("\"medical\"", "\"psychiatric\"") == .invalidField)
        #expect(changed("occupational-physician", "Occupational") == .invalidField)
        #expect(changed("mediator-1", "mediator 1") == .invalidField)
        #expect(changed("2026-11-23", "2026-11-31") == .invalidField)
        #expect(changed("03:17:50Z", "03:17:60Z") == .invalidField)
        #expect(changed("03:17:50Z", "03:17:5Z") == .invalidField)
        #expect(changed("bbbbbbbb", "BBBBBBBB") == .invalidField)
        #expect(changed("0506-0708", "05060-708") == .invalidField)
        #expect(changed("\"btg\":1", "\"btg\":2") == .invalidField)
        #expect(changed("\"btg\":1", "\"btg\":\"1\"") == .invalidField)
        #expect(changed("\"ref\":9007199254740991", "\"ref\":\"1\"") == .invalidField)
        #expect(changed("\"ref\":9007199254740991", "\"ref\":9007199254740992") == .invalidField)
        #expect(changed("\"v\":1", "\"v\":2") == .unsupportedVersion)
        #expect(changed("\"v\":1,", "") == .unsupportedVersion)
        #expect(changed("\"why\":", "\"who2\":\"x\",\"why\":") == .unknownField)
        #expect(changed("0f0f,f0f0", "0f0f,0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f,f0f0") == .invalidField)
        let unsorted = Self.golden.replacing(
            "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f,f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0",
            with: "f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0,0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f")
        #expect(refusal(unsorted) == .notCanonical)
        #expect(refusal(Self.golden + String(repeating: " ", count: 1024)) == .tooLarge)
    }

    @Test("a changed line is refused or says something else, and never crashes")
    func mutations() throws {
        var generator = SeededGenerator(seed: 8)
        let entry = try Self.entry()
        let golden = Array(Self.golden.utf8)
        for _ in 0..<6000 {
            let line = generator.mutation(of: golden)
            guard let read = try? LogEntry(line: line) else { continue }
            #expect(try read.line() == line)
            #expect((read == entry) == (line == golden))
        }
    }
}

@Suite("Times, tokens and identifiers")
struct EntryFieldTests {
    @Test(
        "times are written and read as RFC 3339 in UTC",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"), (951_868_800, "2000-03-01T00:00:00Z"),
            (1_000_000_000, "2001-09-09T01:46:40Z"), (1_700_000_000, "2023-11-14T22:13:20Z"),
            (1_709_164_800, "2024-02-29T00:00:00Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
        ])
    func knownTimes(seconds: Int64, text: String) throws {
        let time = try #require(LogTime(seconds: seconds))
        #expect(time.description == text)
        #expect(LogTime(text) == time)
    }

    @Test("every day from 1970 to 2400 follows the one before it")
    func everyDay() throws {
        // Counted, not computed.
        var (year, month, day) = (1970, 1, 1)
        func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        for number in 0..<157_000 {
            let text = "\(year)-\(pad(month))-\(pad(day))T12:34:56Z"
            let time = try #require(LogTime(seconds: Int64(number) * 86_400 + 45_296))
            if number % 7 == 0 || day > 27 || day == 1 {
                #expect(time.description == text)
                #expect(LogTime(text) == time)
            }
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            day += 1
            if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
    }

    @Test(
        "any other spelling of a time is refused",
        arguments: [
            "", "2026-11-23", "2026-11-23T03:17:50", "2026-11-23T03:17:50z", "2026-11-23t03:17:50Z",
            "2026-11-23 03:17:50Z", "2026-11-23T03:17:50+00:00", "2026-11-23T03:17:50.0Z",
            "2026-11-23T24:00:00Z", "2026-11-23T03:60:00Z", "2016-12-31T23:59:60Z",
            "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-00-01T00:00:00Z",
            "2026-13-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-04-31T00:00:00Z",
            "1969-12-31T23:59:59Z", "2026/11/23T03:17:50Z", "+026-11-23T03:17:50Z",
            "٢٠٢٦-١١-٢٣T٠٣:١٧:٥٠Z",
        ])
    func refusedTimes(text: String) {
        #expect(LogTime(text) == nil)
    }

    @Test("times before 1970 and after 9999 cannot be made")
    func range() {
        #expect(LogTime(seconds: -1) == nil)
        #expect(LogTime(seconds: 253_402_300_800) == nil)
        #expect(LogTime(seconds: .min) == nil)
        #expect(LogTime(seconds: .max) == nil)
    }

    @Test(
        "a token carries no name, sentence or escape",
        arguments: [
            "", "A", "a b", "a_b", "é", "a\"", "-a", ".a", "a\n", "a/b", "a\u{301}",
            String(repeating: "a", count: 33),
        ])
    func refusedTokens(text: String) {
        #expect(LogToken(text) == nil)
    }

    @Test("identifiers and tags have one spelling each, and neither is read as the other")
    func identifiers() throws {
        let identifier = try #require(LogIdentifier(Array(0..<16)))
        #expect(identifier.description == "00010203-0405-0607-0809-0a0b0c0d0e0f")
        #expect(LogIdentifier(identifier.description) == identifier)
        #expect(LogIdentifier("000102030405060708090a0b0c0d0e0f") == nil)
        #expect(LogIdentifier("00010203-0405-0607-0809-0A0B0C0D0E0F") == nil)
        #expect(LogIdentifier("0001020-30405-0607-0809-0a0b0c0d0e0f") == nil)
        #expect(LogIdentifier([1, 2, 3]) == nil)
        #expect(LogTag(identifier.description) == nil)
        #expect(LogTag("000102030405060708090a0b0c0d0e0f") != nil)
        #expect(LogTag("000102030405060708090A0B0C0D0E0F") == nil)
        #expect(LogTag("000102030405060708090a0b0c0d0e") == nil)
        #expect(LogEntry.Organisation("000102030405060708090a0b0c0d0e0f") != nil)
        #expect(LogEntry.Organisation(identifier.description) == .clear(identifier))
        #expect(LogEntry.Organisation("ACME") == nil)
    }
}

@Suite("Tags and sealed details")
struct SealedDetailTests {
    private let nonce = [UInt8](repeating: 7, count: 16)

    private func key(_ byte: UInt8 = 5) -> SecretBytes {
        SecretBytes(copying: [UInt8](repeating: byte, count: 32))
    }

    static func actor() throws -> LogActor {
        func identifier(_ byte: UInt8) -> LogIdentifier? {
            LogIdentifier([UInt8](repeating: byte, count: 16))
        }
        return LogActor(
            member: try #require(identifier(2)), appointment: identifier(3),
            responsible: identifier(6))
    }

    static func detail() throws -> LogDetail {
        func identifier(_ byte: UInt8) -> LogIdentifier? {
            LogIdentifier([UInt8](repeating: byte, count: 16))
        }
        var detail = LogDetail()
        detail.subject = identifier(1)
        detail.dossier = identifier(10)
        detail.actor = try SealedActor(
            actor(), key: SecretBytes(copying: [UInt8](repeating: 9, count: 32)),
            nonce: [UInt8](repeating: 8, count: 16))
        detail.record = LogDetail.Record(section: try #require(identifier(4)), version: 12)
        detail.network = "192.0.2.7"
        detail.reason = "dépassement du délai, dossier à revoir"
        detail.consent = identifier(8)
        detail.relation = LogToken("assigned")
        detail.decision = [7, 7, 7]
        return detail
    }

    private func refusal(_ body: () throws -> Void) -> EntryError? {
        do {
            try body()
            return nil
        } catch {
            return error as? EntryError
        }
    }

    @Test("a tag is HMAC under a key from HKDF, as the format document says")
    func tagDefinition() throws {
        // RFC 5869 and RFC 2104 by hand: extract without salt is HMAC under 32 zero bytes.
        func hmac(_ key: [UInt8], _ message: [UInt8]) -> [UInt8] {
            let block = key + [UInt8](repeating: 0, count: 64 - key.count)
            let inner = Digest(hashing: block.map { $0 ^ 0x36 }, message)
            return Digest(hashing: block.map { $0 ^ 0x5c }, inner.bytes).bytes
        }
        for purpose in LogTag.Purpose.allCases {
            let extracted = hmac([UInt8](repeating: 0, count: 32), [UInt8](repeating: 5, count: 32))
            let derived = hmac(extracted, Array("vault/v1/tag/\(purpose.rawValue)".utf8) + [1])
            let expected = hmac(derived, [0, 0, 0, 0, 0, 0, 1, 2] + [9, 9])
            let tag = try LogTag(key: key(), epoch: 258, purpose: purpose, about: [9, 9])
            #expect(tag.bytes == Array(expected[..<16]))
            #expect(LogTag(tag.description) == tag)
        }
    }

    @Test(
        "tags and a sealed detail are those of the format document, made by another implementation")
    func documentVectors() throws {
        // Made with Python's hmac, json and cryptography from docs/formats/log-leaf.md.
        let tags: [(LogTag.Purpose, String, String)] = [
            (.subject, "d79f226aaf1f43b2e9d6465078829ff6", "43bff8cf90e195d4f8963941c6a75747"),
            (.actor, "21cbd14e6d43b0a65fc772d6f7f84a0d", "6a2d913a3782f35c453de2ccf01102c2"),
            (.record, "772491d9927dca58cf0be95c8785965b", "e0723b5babb154f4321b8ae518321d93"),
            (.organisation, "30f7cc1232156384e6d8d1ae23642312", "5954eb517068fdbee21562e9f45139ec"),
        ]
        for (purpose, bare, about) in tags {
            #expect(try LogTag(key: key(), epoch: 258, purpose: purpose).description == bare)
            let tag = try LogTag(key: key(), epoch: 258, purpose: purpose, about: [9, 9])
            #expect(tag.description == about)
        }
        var entry = try EntryTests.entry()
        let sealed = try entry.seal(Self.detail(), key: key(), nonce: nonce)
        #expect(sealed.bytes.count == 488)
        #expect(
            sealed.digest.hex == "84e91a0f2aa2468102b2cb051b8dd6d693917442bd76ab5c5ecf73c37044ac50")
        let leaf = Digest(entry: try entry.line())
        #expect(leaf.hex == "9d42669a0e22c499c2415bba8fa47cc1392337c6a09d15a03cbc73fe79ace64b")
        let detailKey = try sealed.detailKey(subjectKey: key()).withBytes { bytes in
            bytes.indices.map { bytes[$0] }.hex
        }
        #expect(detailKey == "9988a3a669594e54cc0ab1a0a0e6fb396ea94f141d13a9fa1013791ecfe98ae4")
    }

    @Test("who acted opens under the actor's key alone, and one changed bit is refused")
    func sealedActor() throws {
        let sealed = try #require(Self.detail().actor)
        let actorKey = try sealed.actorKey(from: key(9))
        #expect(try sealed.open(actorKey: actorKey) == Self.actor())
        let shown = actorKey.withBytes { bytes in bytes.indices.map { bytes[$0] }.hex }
        #expect(shown == "24fbed93a4e826bc5c5405e589f1d1d661f5c6a90eebb093d74f9bdbcf8ef192")
        #expect(
            refusal { _ = try sealed.open(actorKey: sealed.actorKey(from: key())) } == .wrongKey)
        for position in sealed.bytes.indices {
            var bytes = sealed.bytes
            bytes[position] ^= 1 << UInt8(position % 8)
            let changed = try #require(SealedActor(bytes))
            // Another nonce gives another key, and the first 48 bytes are nonce and commitment.
            let expected: EntryError = position < 48 ? .wrongKey : .damagedDetail
            #expect(
                refusal { _ = try changed.open(actorKey: changed.actorKey(from: key(9))) }
                    == expected)
        }
        #expect(SealedActor([UInt8](repeating: 0, count: 63)) == nil)
        #expect(SealedActor([UInt8](repeating: 0, count: SealedActor.maximumSize + 1)) == nil)
    }

    @Test("tags differ by key, epoch, purpose and record, and repeat otherwise")
    func tagSeparation() throws {
        let tags = [
            try LogTag(key: key(), epoch: 1, purpose: .subject),
            try LogTag(key: key(6), epoch: 1, purpose: .subject),
            try LogTag(key: key(), epoch: 2, purpose: .subject),
            try LogTag(key: key(), epoch: 1, purpose: .actor),
            try LogTag(key: key(), epoch: 1, purpose: .record),
            try LogTag(key: key(), epoch: 1, purpose: .record, about: [1]),
            try LogTag(key: key(), epoch: 1, purpose: .organisation),
        ]
        #expect(Set(tags).count == tags.count)
        #expect(try LogTag(key: key(), epoch: 1, purpose: .subject) == tags[0])
    }

    @Test("a sealed detail opens for its entry and key")
    func opens() throws {
        var entry = try EntryTests.entry()
        let sealed = try entry.seal(Self.detail(), key: key(), nonce: nonce)
        #expect(entry.detail == sealed.digest)
        #expect(sealed.digest == Digest(hashing: sealed.bytes))
        #expect(sealed.bytes.starts(with: nonce))
        let stored = try #require(SealedDetail(sealed.bytes))
        #expect(stored == sealed)
        #expect(try stored.open(for: entry, key: key()) == Self.detail())
        let read = try LogEntry(line: entry.line())
        #expect(try stored.open(for: read, key: key()) == Self.detail())
    }

    @Test("the key of one detail opens it, and no other")
    func detailKey() throws {
        var entry = try EntryTests.entry()
        let sealed = try entry.seal(Self.detail(), key: key(), nonce: nonce)
        let detailKey = try sealed.detailKey(subjectKey: key())
        #expect(try sealed.open(for: entry, detailKey: detailKey) == Self.detail())
        var other = try EntryTests.entry()
        let otherSealed = try other.seal(
            Self.detail(), key: key(), nonce: [UInt8](repeating: 8, count: 16))
        #expect(refusal { _ = try otherSealed.open(for: other, detailKey: detailKey) } == .wrongKey)
        #expect(refusal { _ = try sealed.open(for: entry, detailKey: key()) } == .wrongKey)
    }

    @Test("another key is told by the commitment")
    func wrongKey() throws {
        var entry = try EntryTests.entry()
        let sealed = try entry.seal(Self.detail(), key: key(), nonce: nonce)
        #expect(refusal { _ = try sealed.open(for: entry, key: key(6)) } == .wrongKey)
    }

    @Test("a detail serves no entry with another field")
    func otherEntry() throws {
        var entry = try EntryTests.entry()
        let sealed = try entry.seal(Self.detail(), key: key(), nonce: nonce)
        let changes: [(inout LogEntry) -> Void] = [
            { $0.outcome = .denied }, { $0.reason = .consent }, { $0.isEmergency = false },
            { $0.reference = 1 }, { $0.actor = LogTag([UInt8](repeating: 1, count: 16).hex) },
            { $0.event = .sectionPrinted }, { $0.approvals = [] }, { $0.session = nil },
        ]
        for change in changes {
            var changed = entry
            change(&changed)
            #expect(refusal { _ = try sealed.open(for: changed, key: key()) } == .damagedDetail)
            changed.detail = nil
            #expect(refusal { _ = try sealed.open(for: changed, key: key()) } == .otherDetail)
        }
    }

    @Test(
        "one changed bit anywhere in a sealed detail is refused, whether or not the entry names it")
    func everyBit() throws {
        var entry = try EntryTests.entry()
        let sealed = try entry.seal(Self.detail(), key: key(), nonce: nonce)
        for position in sealed.bytes.indices {
            var bytes = sealed.bytes
            bytes[position] ^= 1 << UInt8(position % 8)
            let changed = try #require(SealedDetail(bytes))
            #expect(refusal { _ = try changed.open(for: entry, key: key()) } == .otherDetail)
            var naming = entry
            naming.detail = changed.digest
            // The first 48 bytes are nonce and commitment.
            let expected: EntryError = position < 48 ? .wrongKey : .damagedDetail
            #expect(refusal { _ = try changed.open(for: naming, key: key()) } == expected)
        }
    }

    @Test("bytes that are too short or too long are no sealed detail")
    func lengths() {
        #expect(SealedDetail([UInt8](repeating: 0, count: 63)) == nil)
        #expect(SealedDetail([UInt8](repeating: 0, count: 64)) != nil)
        #expect(SealedDetail([UInt8](repeating: 0, count: 64 + LogDetail.maximumSize)) != nil)
        #expect(SealedDetail([UInt8](repeating: 0, count: 65 + LogDetail.maximumSize)) == nil)
    }

    @Test("a detail says all or nothing and is read back")
    func detailEncoding() throws {
        let full = try Self.detail()
        #expect(try LogDetail(full.encoded()) == full)
        #expect(try LogDetail(LogDetail().encoded()) == LogDetail())
        var largest = full
        largest.network = String(repeating: "n", count: 255)
        largest.reason = String(repeating: "r", count: 512)
        #expect(try largest.encoded().count <= LogDetail.maximumSize)
        #expect(try LogDetail(largest.encoded()) == largest)
    }

    @Test("texts that are too long or hold control characters are refused")
    func detailTexts() throws {
        var detail = LogDetail()
        detail.reason = String(repeating: "r", count: 513)
        #expect(throws: EntryError.invalidField) { try detail.encoded() }
        detail.reason = String(repeating: "é", count: 257)
        #expect(throws: EntryError.invalidField) { try detail.encoded() }
        for text in ["line\nbreak", "\u{1b}[2J", "nul\u{0}", "\u{85}", "del\u{7f}"] {
            detail.reason = text
            #expect(throws: EntryError.invalidField) { try detail.encoded() }
        }
        detail.reason = nil
        detail.network = String(repeating: "n", count: 256)
        #expect(throws: EntryError.invalidField) { try detail.encoded() }
    }

    @Test("a changed encoding is refused or says something else, and never crashes")
    func detailMutations() throws {
        var generator = SeededGenerator(seed: 9)
        let detail = try Self.detail()
        let bytes = try detail.encoded()
        for _ in 0..<5000 {
            let mutated = generator.mutation(of: bytes)
            guard let read = try? LogDetail(mutated) else { continue }
            #expect(try read.encoded() == mutated)
            #expect((read == detail) == (mutated == bytes))
        }
        #expect(throws: EntryError.tooLarge) {
            try LogDetail([UInt8](repeating: 0, count: LogDetail.maximumSize + 1))
        }
    }

    @Test("sealing names the detail only when it succeeds")
    func sealingRefused() throws {
        var entry = try EntryTests.entry()
        entry.detail = nil
        var detail = LogDetail()
        detail.reason = "a\nb"
        #expect(throws: EntryError.invalidField) {
            try entry.seal(detail, key: key(), nonce: nonce)
        }
        #expect(entry.detail == nil)
    }
}
