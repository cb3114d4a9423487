// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "kluis",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "kluis", targets: ["kluis"]),
        .executable(name: "kluis-witness", targets: ["kluis-witness"]),
        .executable(name: "kluis-verify", targets: ["kluis-verify"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

        .systemLibrary(
            name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),

        // Core: no files, network, clock or environment.
        .target(name: "CryptoPrimitives", dependencies: ["COpenSSL"]),
        .target(name: "Sealing", dependencies: ["CryptoPrimitives"]),
        .target(name: "TransparencyLog", dependencies: ["CryptoPrimitives"]),
        .target(name: "Records", dependencies: ["CryptoPrimitives"]),
        .target(name: "AccessPolicy", dependencies: ["CryptoPrimitives", "Records"]),
        .target(name: "Reintegration", dependencies: ["CryptoPrimitives", "Records"]),

        .target(name: "Markup"),
        .target(
            name: "Documents",
            dependencies: ["CQREncode", "CryptoPrimitives", "Markup", "Records", "Reintegration"]
        ),

        .target(
            name: "AccessAudit",
            dependencies: ["CryptoPrimitives", "Markup", "Records", "TransparencyLog"]),

        // Use cases.
        .target(
            name: "RecordStore",
            dependencies: ["CryptoPrimitives", "Records"]
        ),
        .target(
            name: "Mediation",
            dependencies: [
                "AccessPolicy", "CryptoPrimitives", "RecordStore", "Records", "Reintegration",
                "Sealing", "TransparencyLog",
            ]
        ),
        .target(
            name: "VaultClient",
            dependencies: [
                "AccessPolicy", "CryptoPrimitives", "Records", "Reintegration", "Sealing",
                "TransparencyLog",
            ]
        ),

        // Edges.
        .target(
            name: "CommandSupport",
            dependencies: [
                "CryptoPrimitives",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .target(
            name: "LogVerification",
            dependencies: [
                "CryptoPrimitives", "TransparencyLog",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .target(
            name: "RecordStoreSQLite",
            dependencies: [
                "CryptoPrimitives", "RecordStore", "Records",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .target(name: "Keystore", dependencies: ["CryptoPrimitives", "Mediation", "Records"]),
        .target(
            name: "KeyAgent",
            dependencies: [
                "CommandSupport", "CryptoPrimitives", "Records", "Sealing", "VaultClient",
            ]),
        .target(
            name: "DataFiles",
            dependencies: [
                "AccessAudit", "AccessPolicy", "CryptoPrimitives", "Records", "Reintegration",
                "TransparencyLog",
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .target(
            name: "PublishedLogs",
            dependencies: ["CommandSupport", "CryptoPrimitives", "TransparencyLog"]
        ),
        .target(
            name: "KluisCommands",
            dependencies: [
                "AccessAudit", "AccessPolicy", "CommandSupport", "CryptoPrimitives", "DataFiles",
                "Documents", "KeyAgent", "Keystore", "LogVerification", "Markup", "Mediation",
                "PublishedLogs",
                "RecordStore", "RecordStoreSQLite", "Records", "Reintegration", "Sealing",
                "TransparencyLog", "VaultClient",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(name: "kluis", dependencies: ["KluisCommands"]),
        .target(
            name: "WitnessService",
            dependencies: [
                "CommandSupport", "CryptoPrimitives", "PublishedLogs", "TransparencyLog",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ]
        ),
        .executableTarget(name: "kluis-witness", dependencies: ["WitnessService"]),
        // A stranger's checker: no vault code, no libFoundation.so (LinkageTests).
        .executableTarget(name: "kluis-verify", dependencies: ["LogVerification"]),

        .target(
            name: "TestSupport",
            dependencies: ["CryptoPrimitives", "Records"],
            path: "Tests/TestSupport"
        ),
        .target(
            name: "VaultFixture",
            dependencies: [
                "AccessPolicy", "CryptoPrimitives", "DataFiles", "Keystore", "Mediation",
                "RecordStore", "RecordStoreSQLite", "Records", "Reintegration", "VaultClient",
            ],
            path: "Tests/VaultFixture"
        ),
        .target(
            name: "ParserTrials",
            dependencies: [
                "AccessAudit", "AccessPolicy", "CryptoPrimitives", "DataFiles", "Documents",
                "KeyAgent", "Keystore",
                "KluisCommands", "Mediation", "Records", "Reintegration", "Sealing", "TestSupport",
                "TransparencyLog", "VaultClient", "WitnessService",
            ],
            path: "Tests/ParserTrials"
        ),
        .testTarget(
            name: "CryptoPrimitivesTests",
            dependencies: ["CryptoPrimitives", "ParserTrials", "TestSupport"]
        ),
        .testTarget(
            name: "SealingTests",
            dependencies: ["CryptoPrimitives", "Sealing", "ParserTrials", "TestSupport"]
        ),
        .testTarget(
            name: "TransparencyLogTests",
            dependencies: ["CryptoPrimitives", "TransparencyLog", "ParserTrials", "TestSupport"]
        ),
        .testTarget(
            name: "LogVerificationTests",
            dependencies: ["CryptoPrimitives", "LogVerification", "TestSupport", "TransparencyLog"]
        ),
        .testTarget(
            name: "RecordsTests",
            dependencies: ["CryptoPrimitives", "ParserTrials", "Records", "Sealing", "TestSupport"]
        ),
        .testTarget(
            name: "AccessPolicyTests",
            dependencies: [
                "AccessPolicy", "CryptoPrimitives", "DataFiles", "Records", "TestSupport",
            ]
        ),
        .testTarget(
            name: "ReintegrationTests",
            dependencies: [
                "CryptoPrimitives", "DataFiles", "Records", "Reintegration", "ParserTrials",
                "TestSupport",
            ]
        ),
        .testTarget(
            name: "DocumentsTests",
            dependencies: [
                "CryptoPrimitives", "DataFiles", "Documents", "Markup", "Records", "Reintegration",
                "ParserTrials", "TestSupport",
            ]
        ),
        .testTarget(
            name: "RecordStoreTests",
            dependencies: [
                "CryptoPrimitives", "RecordStore", "RecordStoreSQLite", "Records", "TestSupport",
            ]
        ),
        .testTarget(
            name: "KeystoreTests",
            dependencies: [
                "CryptoPrimitives", "Keystore", "Mediation", "Records", "ParserTrials",
                "TestSupport",
            ]
        ),
        .testTarget(
            name: "KeyAgentTests",
            dependencies: [
                "CommandSupport", "CryptoPrimitives", "KeyAgent", "Records", "Sealing",
                "ParserTrials", "TestSupport", "VaultClient",
            ]
        ),
        .testTarget(
            name: "VaultClientTests",
            dependencies: [
                "AccessPolicy", "CryptoPrimitives", "Records", "Reintegration", "Sealing",
                "ParserTrials", "TestSupport", "TransparencyLog", "VaultClient",
            ]),
        .testTarget(
            name: "AccessAuditTests",
            dependencies: [
                "AccessAudit", "CryptoPrimitives", "Records", "TestSupport", "TransparencyLog",
            ]
        ),
        .testTarget(
            name: "DataFilesTests",
            dependencies: [
                "AccessAudit", "AccessPolicy", "CryptoPrimitives", "DataFiles", "Records",
                "Reintegration", "ParserTrials", "TestSupport", "TransparencyLog",
            ]
        ),
        .testTarget(
            name: "MediationTests",
            dependencies: [
                "AccessPolicy", "CryptoPrimitives", "DataFiles", "Keystore", "Mediation",
                "RecordStore", "RecordStoreSQLite", "Records", "Reintegration", "Sealing",
                "TestSupport", "VaultFixture", "TransparencyLog", "VaultClient",
                // The attacker's own way into the database.
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(
            name: "KluisCommandsTests",
            dependencies: [
                "AccessAudit", "AccessPolicy", "CryptoPrimitives", "DataFiles", "KluisCommands",
                "Records", "ParserTrials", "TestSupport", "TransparencyLog",
            ]
        ),
        .testTarget(
            name: "WitnessServiceTests",
            dependencies: [
                "CommandSupport", "CryptoPrimitives", "ParserTrials", "PublishedLogs",
                "TestSupport",
                "TransparencyLog", "WitnessService",
            ]
        ),
        .testTarget(
            name: "EndToEnd",
            dependencies: [
                "CryptoPrimitives", "Documents", "Records", "TestSupport", "TransparencyLog",
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

// The fuzzers of scripts/fuzz.sh; libFuzzer brings their main function, so no other build has them.
if Context.environment["KLUIS_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "Fuzzing",
            dependencies: ["ParserTrials"],
            path: "Tests/Fuzzing"
        )
    )
}

// The benchmarks of scripts/bench.sh. They are targets of this package, because SwiftPM shares
// `package` declarations with no other, and measuring must make nothing public.
if Context.environment["KLUIS_BENCH"] != nil {
    package.targets += [
        // What each figure is held against: the same work in C on bare libcrypto and SQLite.
        .target(
            name: "Yardstick",
            path: "Benchmarks/Yardstick",
            linkerSettings: [.linkedLibrary("crypto"), .linkedLibrary("sqlite3")]
        ),
        .executableTarget(
            name: "Bench",
            dependencies: [
                "AccessPolicy", "CryptoPrimitives", "DataFiles", "RecordStore", "RecordStoreSQLite",
                "KluisCommands", "Keystore", "LogVerification", "Mediation", "Records",
                "Reintegration", "Sealing", "TestSupport", "TransparencyLog",
                "VaultClient", "VaultFixture", "Yardstick",
            ],
            path: "Benchmarks/Bench"
        ),
    ]
}

// Every target is held to the same settings; there is no list to forget to update.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InferIsolatedConformances"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
        .treatWarning("ExplicitSendable", as: .error),
    ]
}

// A proof decides over a hundred million states: unoptimised, each test that founds a vault would
// wait for a minute. Preconditions stay; a debugger sees less of these two modules.
for target in package.targets where ["AccessPolicy", "Records"].contains(target.name) {
    target.swiftSettings?.append(
        .unsafeFlags(["-O"], .when(configuration: .debug)))
}
