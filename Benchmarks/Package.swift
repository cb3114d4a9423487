// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// SwiftPM names a package that is depended on by path after its folder.
let vaultPackage = URL(filePath: Context.packageDirectory).deletingLastPathComponent()
    .lastPathComponent.lowercased()

let package = Package(
    name: "kluis-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(path: "..")],
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
                .product(name: "AccessPolicy", package: vaultPackage),
                .product(name: "CryptoPrimitives", package: vaultPackage),
                .product(name: "DataFiles", package: vaultPackage),
                .product(name: "Keystore", package: vaultPackage),
                .product(name: "Mediation", package: vaultPackage),
                .product(name: "RecordStore", package: vaultPackage),
                .product(name: "RecordStoreSQLite", package: vaultPackage),
                .product(name: "Records", package: vaultPackage),
                .product(name: "Reintegration", package: vaultPackage),
                .product(name: "Sealing", package: vaultPackage),
                .product(name: "TransparencyLog", package: vaultPackage),
                .product(name: "VaultClient", package: vaultPackage),
            ],
            // The vault's modules share `package` declarations; the benchmarks use the same ones
            // and no others, so that measuring makes nothing public.
            swiftSettings: [.unsafeFlags(["-package-name", vaultPackage])]
        ),
    ],
    swiftLanguageModes: [.v6]
)
