/// What a character of a text is to the text guard.
enum FoldedCharacter: Equatable {
    /// One or two letters or digits, `a` to `z`, `0` to `9`.
    case letters(UInt8, UInt8?)
    /// Nothing that a reader sees: it neither is a letter nor parts words.
    case invisible
    /// What parts words.
    case separator
}

/// Folds characters to the letters that a reader takes them for.
///
/// Case and accents go; so do look-alikes (Cyrillic and Greek letters, full-width, mathematical and
/// circled forms), because a word that reads as an illness gives it away however it is encoded.
enum LetterFolding {
    /// Folds one character.
    static func fold(_ scalar: Unicode.Scalar) -> FoldedCharacter {
        let value = scalar.value
        switch value {
        case 0x30...0x39, 0x61...0x7a: return .letters(UInt8(value), nil)
        case 0x41...0x5a: return .letters(UInt8(value + 32), nil)
        case 0..<0x80: return .separator
        case 0xc0...0x17f: return latin(value)
        case 0x1e00...0x1eff: return latinAdditional(value)
        default: break
        }
        if isInvisible(value) { return .invisible }
        if let letter = styledLetter(value) ?? lookAlikes[value] { return .letters(letter, nil) }
        if let pair = ligatures[value] { return .letters(pair.0, pair.1) }
        return .separator
    }

    /// Whether a character is a capital letter.
    static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isUppercase
    }

    /// Joiners, direction marks, variation selectors, soft hyphens and combining marks.
    private static func isInvisible(_ value: UInt32) -> Bool {
        switch value {
        case 0xad, 0x300...0x36f, 0x61c, 0x115f...0x1160, 0x17b4...0x17b5, 0x180b...0x180f,
            0x1ab0...0x1aff, 0x1dc0...0x1dff, 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x206f,
            0x20d0...0x20ff, 0xfe00...0xfe0f, 0xfe20...0xfe2f, 0xfeff, 0xfff9...0xfffb,
            0x1d173...0x1d17a, 0xe0000...0xe0fff:
            true
        default: false
        }
    }

    /// U+00C0 to U+017F, one sign a character; `.` for what is no letter, digits for pairs.
    private static let latinTable = Array(
        ("aaaaaa1ceeeeiiiidnooooo.ouuuuy23" + "aaaaaa1ceeeeiiiidnooooo.ouuuuy2y"
            + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii44jjkkk"
            + "lllllllllln" + "nnnnnnnnoooooo55rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs")
            .utf8)

    private static func latin(_ value: UInt32) -> FoldedCharacter {
        let sign = latinTable[Int(value - 0xc0)]
        switch sign {
        case UInt8(ascii: "."): return .separator
        case UInt8(ascii: "1"): return pair("a", "e")
        case UInt8(ascii: "2"): return pair("t", "h")
        case UInt8(ascii: "3"): return pair("s", "s")
        case UInt8(ascii: "4"): return pair("i", "j")
        case UInt8(ascii: "5"): return pair("o", "e")
        default: return .letters(sign, nil)
        }
    }

    private static func pair(_ first: Character, _ second: Character) -> FoldedCharacter {
        .letters(first.asciiValue ?? 0, second.asciiValue)
    }

    /// U+1E00 to U+1EFF come in runs of one base letter: the first position of each run.
    private static let additionalRuns: [(start: UInt32, letter: Character)] = [
        (0x00, "a"), (0x02, "b"), (0x08, "c"), (0x0a, "d"), (0x14, "e"), (0x1e, "f"), (0x20, "g"),
        (0x22, "h"), (0x2c, "i"), (0x30, "k"), (0x36, "l"), (0x3e, "m"), (0x44, "n"), (0x4c, "o"),
        (0x54, "p"), (0x58, "r"), (0x60, "s"), (0x6a, "t"), (0x72, "u"), (0x7c, "v"), (0x80, "w"),
        (0x8a, "x"), (0x8e, "y"), (0x90, "z"), (0x96, "h"), (0x97, "t"), (0x98, "w"), (0x99, "y"),
        (0x9a, "a"), (0x9b, "s"), (0xa0, "a"), (0xb8, "e"), (0xc8, "i"), (0xcc, "o"), (0xe4, "u"),
        (0xf2, "y"),
    ]

    private static func latinAdditional(_ value: UInt32) -> FoldedCharacter {
        if value == 0x1e9e { return pair("s", "s") }
        let run = additionalRuns.last { $0.start <= value - 0x1e00 }
        return .letters(run?.letter.asciiValue ?? 0x61, nil)
    }

    /// Letters and digits in another dress: full-width, mathematical, circled, squared.
    private static func styledLetter(_ value: UInt32) -> UInt8? {
        func letter(_ offset: UInt32) -> UInt8 { 0x61 + UInt8(offset) }
        switch value {
        case 0xff10...0xff19: return 0x30 + UInt8(value - 0xff10)
        case 0xff21...0xff3a: return letter(value - 0xff21)
        case 0xff41...0xff5a: return letter(value - 0xff41)
        case 0x1d400...0x1d6a3: return letter((value - 0x1d400) % 26)
        case 0x1d7ce...0x1d7ff: return 0x30 + UInt8((value - 0x1d7ce) % 10)
        case 0x249c...0x24b5: return letter(value - 0x249c)
        case 0x24b6...0x24cf: return letter(value - 0x24b6)
        case 0x24d0...0x24e9: return letter(value - 0x24d0)
        case 0x1f130...0x1f149: return letter(value - 0x1f130)
        case 0x1f150...0x1f169: return letter(value - 0x1f150)
        case 0x1f170...0x1f189: return letter(value - 0x1f170)
        case 0x1f1e6...0x1f1ff: return letter(value - 0x1f1e6)
        default: return nil
        }
    }

    private static let ligatures: [UInt32: (UInt8, UInt8)] = [
        0xfb00: (0x66, 0x66), 0xfb01: (0x66, 0x69), 0xfb02: (0x66, 0x6c), 0xfb05: (0x73, 0x74),
        0xfb06: (0x73, 0x74), 0x1c4: (0x64, 0x7a), 0x1c5: (0x64, 0x7a), 0x1c6: (0x64, 0x7a),
    ]

    /// Characters outside the Latin blocks that look like a Latin letter.
    private static let lookAlikes: [UInt32: UInt8] = {
        let groups: [(letter: Character, characters: String)] = [
            ("a", "аАαΑɑᴀªǎǍȃȂȧȦ"), ("b", "вВβΒʙЬь"), ("c", "сСᴄϲℂℭ"), ("d", "ԁᴅɖɗ"),
            ("e", "еЕёЁεΕєᴇəℯℰȩȨ"), ("f", "ƒϝℱ"), ("g", "ɡɢℊǥǧǦ"), ("h", "һНнΗʜℋℌℍℎ"),
            ("i", "іІїЇιΙɪℐℑℹǐǏ"), ("j", "јЈʝȷᴊ"), ("k", "кКκΚᴋK"), ("l", "ӏℒℓʟ"),
            ("m", "мМΜᴍℳ"), ("n", "ηΝɴℕпПǹǸ"), ("o", "оОοΟσθᴏºℴǒǑȯȮǿǾ"), ("p", "рРρΡᴘℙ"),
            ("q", "ԛℚ"), ("r", "гГʀℛℜℝ"), ("s", "ѕЅʂꜱșȘ"), ("t", "тТτΤᴛțȚ"), ("u", "υᴜμǔǓʋ"),
            ("v", "νѵᴠ"), ("w", "ωԝᴡѡ"), ("x", "хХχΧ"), ("y", "уУγΥỳʏ"), ("z", "ΖᴢℤℨƶƵ"),
        ]
        var table: [UInt32: UInt8] = [:]
        for (letter, characters) in groups {
            for scalar in characters.unicodeScalars { table[scalar.value] = letter.asciiValue }
        }
        return table
    }()
}
