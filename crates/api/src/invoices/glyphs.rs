//! Text in the alphabet that every reader of PDF has a font for: Windows-1252 (ISO 32000-1, annex D.2).

/// Widths of Helvetica from blank to tilde, in thousandths of the size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Characters of Windows-1252 that are not where Unicode has them.
const MOVED: &[(char, u8)] = &[
    ('€', 0x80),
    ('„', 0x84),
    ('…', 0x85),
    ('Š', 0x8a),
    ('Œ', 0x8c),
    ('Ž', 0x8e),
    ('\u{2018}', 0x91),
    ('\u{2019}', 0x92),
    ('\u{201c}', 0x93),
    ('\u{201d}', 0x94),
    ('•', 0x95),
    ('–', 0x96),
    ('—', 0x97),
    ('−', b'-'),
    ('™', 0x99),
    ('š', 0x9a),
    ('œ', 0x9c),
    ('ž', 0x9e),
];

/// Latin letters that the alphabet lacks, and what they are written as without their marks.
const PLAIN: &[(&str, u8)] = &[
    ("ąăā", b'a'),
    ("ĄĂĀ", b'A'),
    ("ćč", b'c'),
    ("ĆČ", b'C'),
    ("ďđ", b'd'),
    ("ĎĐ", b'D'),
    ("ęěēė", b'e'),
    ("ĘĚĒĖ", b'E'),
    ("ğģ", b'g'),
    ("ĞĢ", b'G'),
    ("ıīį", b'i'),
    ("İĪĮ", b'I'),
    ("łľļĺ", b'l'),
    ("ŁĽĻĹ", b'L'),
    ("ńňņ", b'n'),
    ("ŃŇŅ", b'N'),
    ("őō", b'o'),
    ("ŐŌ", b'O'),
    ("řŕ", b'r'),
    ("ŘŔ", b'R'),
    ("śşș", b's'),
    ("ŚŞȘ", b'S'),
    ("ťţț", b't'),
    ("ŤŢȚ", b'T'),
    ("űůūų", b'u'),
    ("ŰŮŪŲ", b'U'),
    ("źż", b'z'),
    ("ŹŻ", b'Z'),
];

/// A text as the font spells it; what it has no sign for becomes a question mark.
pub(super) fn spell(text: &str) -> Vec<u8> {
    text.chars().map(sign).collect()
}

fn sign(c: char) -> u8 {
    let same = u8::try_from(u32::from(c)).ok().filter(|byte| matches!(byte, 0x20..=0x7e | 0xa0..=0xff));
    let moved = || MOVED.iter().find(|(known, _)| *known == c).map(|(_, byte)| *byte);
    let plain = || PLAIN.iter().find(|(known, _)| known.contains(c)).map(|(_, byte)| *byte);
    same.or_else(moved).or_else(plain).unwrap_or(b'?')
}

/// How wide a text is, in thousandths of a point, at a size in points.
pub(super) fn width(text: &[u8], size: u16) -> u32 {
    let one = |byte: &u8| {
        let place = usize::from(byte.saturating_sub(b' '));
        u32::from(WIDTHS.get(place).copied().unwrap_or(556))
    };
    text.iter().map(one).sum::<u32>().saturating_mul(size.into())
}

/// The text, cut at the end so that it is at most as wide as that in points.
pub(super) fn fit(text: &str, size: u16, points: u16) -> Vec<u8> {
    let most = u32::from(points).saturating_mul(1000);
    let mut spelled = spell(text);
    if width(&spelled, size) <= most {
        return spelled;
    }
    while !spelled.is_empty() && width(&spelled, size).saturating_add(width(b"...", size)) > most {
        spelled.pop();
    }
    spelled.extend(b"...");
    spelled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_spelled_or_lose_their_marks() {
        assert_eq!(spell("Grün × 2"), b"Gr\xfcn \xd7 2");
        assert_eq!(spell("5 €"), b"5 \x80");
        assert_eq!(spell("Łódź, Škoda"), b"L\xf3dz, \x8akoda");
        assert_eq!(spell("茶\n"), b"??");
    }

    #[test]
    fn what_is_too_wide_is_cut() {
        assert_eq!(width(b"10.00", 10), (556 * 4 + 278) * 10);
        assert_eq!(fit("Mug", 10, 200), b"Mug");
        let cut = fit(&"W".repeat(200), 10, 100);
        assert!(cut.ends_with(b"...") && width(&cut, 10) <= 100_000, "{cut:?}");
    }
}
