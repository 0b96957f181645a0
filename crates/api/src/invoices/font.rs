//! The letters of invoices: `DejaVu Sans`, which has those of the scripts of Europe and its neighbours. A file brings along
//! the letters that it uses and no others (ISO 32000-1, 9.7 and 9.9).

use std::collections::BTreeMap;

use pdf_writer::{
    Name, Pdf, Rect, Ref, Str,
    types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap},
};
use read_fonts::{
    FontRef, ReadError, TableProvider as _,
    tables::{cmap::Cmap, hmtx::Hmtx},
    types::GlyphId,
};
use subsetter::{GlyphRemapper, subset};
use thiserror::Error;
use unicode_bidi::{BidiInfo, Level};
use unicode_normalization::UnicodeNormalization as _;

/// Why there are no letters: the program is broken.
#[derive(Debug, Error)]
pub(super) enum FontError {
    /// The font can not be read.
    #[error("the font of invoices can not be read")]
    Unreadable(#[from] ReadError),
    /// No letters can be taken out of it.
    #[error("the font of invoices can not be cut down")]
    Whole(#[from] subsetter::Error),
}

/// A letter as the font draws it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    /// Its place in the font.
    id: u16,
    /// What it stands for.
    letter: char,
    /// How wide it is, in thousandths of the size.
    advance: u16,
}

/// A font, and what a file uses of it.
pub(super) struct Font {
    name: &'static [u8],
    bytes: &'static [u8],
    tables: FontRef<'static>,
    cmap: Cmap<'static>,
    hmtx: Hmtx<'static>,
    units_per_em: u16,
    used: GlyphRemapper,
    /// What the glyphs of the file stand for, by their new places.
    letters: BTreeMap<u16, char>,
}

/// How many objects of a file a font is.
pub(super) const OBJECTS: i32 = 5;

/// Stands for what the font has no glyph for.
const UNKNOWN: char = '?';
/// Stands for what was cut off.
const MORE: &str = "...";
const IDENTITY: SystemInfo<'static> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

impl Font {
    /// The one of most text.
    pub(super) fn regular() -> Result<Self, FontError> {
        Self::of(b"SECURE+DejaVuSansCondensed", dejavu::sans_condensed::regular())
    }

    /// The one of headings.
    pub(super) fn bold() -> Result<Self, FontError> {
        Self::of(b"SECURE+DejaVuSansCondensed-Bold", dejavu::sans_condensed::bold())
    }

    fn of(name: &'static [u8], bytes: &'static [u8]) -> Result<Self, FontError> {
        let tables = FontRef::new(bytes)?;
        Ok(Self {
            name,
            bytes,
            cmap: tables.cmap()?,
            hmtx: tables.hmtx()?,
            units_per_em: tables.head()?.units_per_em().max(1),
            tables,
            used: GlyphRemapper::new(),
            letters: BTreeMap::new(),
        })
    }

    /// A text, from left to right as it is seen: marks are put to their letters, and scripts from right to left the other
    /// way round (Unicode annexes 15 and 9).
    pub(super) fn spell(&self, text: &str) -> Vec<Glyph> {
        let composed: String = text.nfc().map(|c| if breaks(c) { ' ' } else { c }).collect();
        seen(&composed)
            .chars()
            .map(|letter| self.glyph(letter).or_else(|| self.glyph(UNKNOWN)).unwrap_or_default())
            .collect()
    }

    fn glyph(&self, letter: char) -> Option<Glyph> {
        let glyph = self.cmap.map_codepoint(letter).filter(|glyph| *glyph != GlyphId::NOTDEF)?;
        let id = u16::try_from(glyph.to_u32()).ok()?;
        Some(Glyph { id, letter, advance: self.advance(id) })
    }

    fn advance(&self, id: u16) -> u16 {
        let units = self.hmtx.advance(GlyphId::from(id)).unwrap_or_default();
        let thousandths = u32::from(units) * 1000 / u32::from(self.units_per_em);
        u16::try_from(thousandths).unwrap_or(u16::MAX)
    }

    /// The text, cut at the end so that it is at most as wide as that in points.
    pub(super) fn fit(&self, text: &str, size: u16, points: u16) -> Vec<Glyph> {
        let most = u32::from(points).saturating_mul(1000);
        let mut spelt = self.spell(text);
        if width(&spelt, size) <= most {
            return spelt;
        }
        let more = self.spell(MORE);
        while !spelt.is_empty() && width(&spelt, size).saturating_add(width(&more, size)) > most {
            spelt.pop();
        }
        spelt.extend(more);
        spelt
    }

    /// The text in lines that are at most as wide as that in points, broken between words. A word that is wider is broken
    /// within.
    pub(super) fn lines(&self, text: &str, size: u16, points: u16) -> Vec<String> {
        let most = u32::from(points).saturating_mul(1000);
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match longer.filter(|longer| width(&self.spell(longer), size) <= most) {
                Some(longer) => {
                    lines.pop();
                    lines.push(longer);
                }
                None => lines.extend(self.parts(word, size, most)),
            }
        }
        lines
    }

    /// A word in parts that are at most as wide as that in thousandths of a point.
    fn parts(&self, word: &str, size: u16, most: u32) -> Vec<String> {
        let mut parts = Vec::new();
        let mut part = String::new();
        for letter in word.chars() {
            let longer = format!("{part}{letter}");
            if part.is_empty() || width(&self.spell(&longer), size) <= most {
                part = longer;
            } else {
                parts.push(std::mem::replace(&mut part, letter.to_string()));
            }
        }
        parts.push(part);
        parts
    }

    /// The glyphs as they are written into the file, two bytes each, which has them from now on.
    pub(super) fn encode(&mut self, spelt: &[Glyph]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(2 * spelt.len());
        for glyph in spelt {
            let place = self.used.remap(glyph.id);
            self.letters.insert(place, glyph.letter);
            bytes.extend(place.to_be_bytes());
        }
        bytes
    }

    /// Puts the font into the file, as so many objects as [`OBJECTS`] from `first` on.
    pub(super) fn write(&self, pdf: &mut Pdf, first: Ref) -> Result<(), FontError> {
        let [cid, about, letters, file] = [1, 2, 3, 4].map(|further| Ref::new(first.get() + further));
        let name = Name(self.name);
        let mut font = pdf.type0_font(first);
        font.base_font(name).encoding_predefined(Name(b"Identity-H"));
        font.descendant_font(cid).to_unicode(letters);
        drop(font);

        let mut font = pdf.cid_font(cid);
        font.subtype(CidFontType::Type2).base_font(name).system_info(IDENTITY);
        font.font_descriptor(about).cid_to_gid_map_predefined(Name(b"Identity"));
        font.widths().consecutive(0, self.used.remapped_gids().map(|id| self.advance(id).into()));
        drop(font);
        self.describe(pdf, about, file)?;

        let mut map = UnicodeCmap::<u16>::new(Name(b"Letters"), IDENTITY);
        for (place, letter) in &self.letters {
            map.pair(*place, *letter);
        }
        pdf.cmap(letters, &map.finish());
        let bytes = subset(self.bytes, 0, &self.used)?;
        pdf.stream(file, &bytes).pair(Name(b"Length1"), i32::try_from(bytes.len()).unwrap_or(i32::MAX));
        Ok(())
    }

    fn describe(&self, pdf: &mut Pdf, about: Ref, file: Ref) -> Result<(), FontError> {
        let (head, lines) = (self.tables.head()?, self.tables.hhea()?);
        let thousandths = |units: i16| {
            let thousandths = i32::from(units) * 1000 / i32::from(self.units_per_em);
            i16::try_from(thousandths).map_or(0.0, f32::from)
        };
        let [left, low, right, high] =
            [head.x_min(), head.y_min(), head.x_max(), head.y_max()].map(thousandths);
        let (ascent, descent) = (lines.ascender().to_i16(), lines.descender().to_i16());
        pdf.font_descriptor(about)
            .name(Name(self.name))
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(left, low, right, high))
            .italic_angle(0.0)
            .ascent(thousandths(ascent))
            .descent(thousandths(descent))
            .cap_height(thousandths(ascent))
            .stem_v(80.0)
            .font_file2(file);
        Ok(())
    }
}

/// What ends a line or a paragraph, or is no letter at all: each text is one line.
fn breaks(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// A line from left to right, as it is seen.
fn seen(line: &str) -> String {
    let order = BidiInfo::new(line, None);
    let mut seen = String::with_capacity(line.len());
    for paragraph in &order.paragraphs {
        let (levels, runs) = order.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let turned = levels.get(run.start).is_some_and(Level::is_rtl);
            let text = line.get(run).unwrap_or_default();
            if turned {
                seen.extend(text.chars().rev().map(mirrored));
            } else {
                seen.push_str(text);
            }
        }
    }
    seen
}

/// Brackets open towards what they hold (rule L4).
fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        other => other,
    }
}

impl Default for Glyph {
    /// The box that every font has for what it lacks.
    fn default() -> Self {
        Self { id: 0, letter: UNKNOWN, advance: 600 }
    }
}

/// How wide glyphs are, in thousandths of a point, at a size in points.
pub(super) fn width(spelt: &[Glyph], size: u16) -> u32 {
    spelt.iter().map(|glyph| u32::from(glyph.advance)).sum::<u32>().saturating_mul(size.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> String {
        Font::regular().unwrap().spell(text).iter().map(|glyph| glyph.letter).collect()
    }

    #[test]
    fn letters_keep_their_marks() {
        for text in
            ["Grün × 2, 5 €", "Łódź, Škoda, Győr", "Αθήνα", "Київ", "Đà Nẵng", "İzmir", "Ղափան", "თბილისი"]
        {
            assert_eq!(seen(text), text);
        }
        assert_eq!(seen("Łódz\u{301}"), "Łódź", "a mark that stands by itself is put to its letter");
        assert_eq!(seen("茶 a\nb"), "? a b");
        assert_eq!(seen("Ann\u{2029}Lee"), "Ann Lee", "nothing is left out after the end of a paragraph");
    }

    #[test]
    fn what_is_written_from_right_to_left_is_seen_so() {
        assert_eq!(seen("שלום 12"), "12 םולש");
        assert_eq!(seen("Mug (כחול)"), "Mug (לוחכ)");
        assert_eq!(seen("ספל (כחול)"), "(לוחכ) לפס", "brackets open towards what they hold");
    }

    #[test]
    fn what_is_too_wide_is_cut_or_goes_on_in_another_line() {
        let font = Font::regular().unwrap();
        let cut = font.fit(&"W".repeat(200), 10, 100);
        let letters: String = cut.iter().map(|glyph| glyph.letter).collect();
        assert!(letters.ends_with("W...") && width(&cut, 10) <= 100_000, "{letters}");
        assert_eq!(font.fit("Mug", 10, 200), font.spell("Mug"));
        let name = "A teapot of stoneware with a lid and two cups";
        let lines = font.lines(name, 10, 100);
        assert!(lines.len() > 1 && lines.join(" ") == name, "{lines:?}");
        assert!(lines.iter().all(|line| width(&font.spell(line), 10) <= 100_000), "{lines:?}");
        let word = "Donaudampfschifffahrtsgesellschaft";
        let parts = font.lines(word, 10, 100);
        assert!(parts.len() > 1 && parts.concat() == word, "a word that is too wide is whole: {parts:?}");
        assert!(parts.iter().all(|part| width(&font.spell(part), 10) <= 100_000), "{parts:?}");
    }

    #[test]
    fn a_file_has_the_letters_that_it_uses() {
        let mut font = Font::bold().unwrap();
        let spelt = font.spell("abba");
        let places = font.encode(&spelt);
        assert_eq!(places, [0, 1, 0, 2, 0, 2, 0, 1]);
        let mut pdf = Pdf::new();
        font.write(&mut pdf, Ref::new(1)).unwrap();
        let bytes = pdf.finish();
        assert!(bytes.len() < 20_000, "{} bytes for two letters", bytes.len());
    }
}
