/// The name of a key in signed notes (C2SP signed-note).
enum KeyName {
    /// Whether `name` is not empty and has no Unicode space, plus sign or control character.
    static func isValid(_ name: some StringProtocol) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20
            }
    }
}
