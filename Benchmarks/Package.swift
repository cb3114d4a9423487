// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "kluis-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "kluis", path: "..")],
    targets: [
        // What each figure is held against: the same work in C on bare libcrypto and SQLite.
        .target(
            name: "Yardstick",
            cSettings: [.unsafeFlags(["-O2"])],
            linkerSettings: [.linkedLibrary("crypto"), .linkedLibrary("sqlite3")]
        ),
        .executableTarget(
            name: "Bench",
            dependencies: [
                "Yardstick",
                .product(name: "AccessPolicy", package: "kluis"),
                .product(name: "CryptoPrimitives", package: "kluis"),
                .product(name: "DataFiles", package: "kluis"),
                .product(name: "Keystore", package: "kluis"),
                .product(name: "Mediation", package: "kluis"),
                .product(name: "RecordStore", package: "kluis"),
                .product(name: "RecordStoreSQLite", package: "kluis"),
                .product(name: "Records", package: "kluis"),
                .product(name: "Reintegration", package: "kluis"),
                .product(name: "Sealing", package: "kluis"),
                .product(name: "TransparencyLog", package: "kluis"),
                .product(name: "VaultClient", package: "kluis"),
            ],
            // The vault's modules share `package` declarations; the benchmarks use the same ones
            // and no others, so that measuring makes nothing public.
            swiftSettings: [.unsafeFlags(["-package-name", "kluis"])]
        ),
    ],
    swiftLanguageModes: [.v6]
)
