//! Sheets of A4 that text is put on from top to bottom.

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use super::font::{Font, FontError, Glyph, OBJECTS, width};

/// The sheet and its margins, in points.
const WIDTH: u16 = 595;
const HEIGHT: u16 = 842;
const TOP: u16 = 780;
const BOTTOM: u16 = 64;
/// Where lines begin.
pub(super) const LEFT: u16 = 56;
/// Where lines end.
pub(super) const RIGHT: u16 = 539;
/// The size of most text.
pub(super) const SIZE: u16 = 10;

const REGULAR: Name<'static> = Name(b"F1");
const BOLD: Name<'static> = Name(b"F2");

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// Like most.
    Regular,
    /// Like headings.
    Bold,
}

/// Sheets that are being written.
pub(super) struct Sheets {
    regular: Font,
    bold: Font,
    full: Vec<Content>,
    current: Content,
    /// How high the next line stands.
    line: u16,
}

impl Sheets {
    /// An empty one.
    pub(super) fn new() -> Result<Self, FontError> {
        let (regular, bold) = (Font::regular()?, Font::bold()?);
        Ok(Self { regular, bold, full: Vec::new(), current: Content::new(), line: TOP })
    }

    fn font(&self, weight: Weight) -> &Font {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// Goes down by so many points; where the sheet ends, another one begins. True if one did.
    pub(super) fn down(&mut self, points: u16) -> bool {
        if self.line < BOTTOM.saturating_add(points) {
            let full = std::mem::replace(&mut self.current, Content::new());
            self.full.push(full);
            self.line = TOP;
            return true;
        }
        self.line = self.line.saturating_sub(points);
        false
    }

    /// Text from `x` on, cut where it would be wider than `most`.
    pub(super) fn text(&mut self, x: u16, text: &str, size: u16, weight: Weight, most: u16) {
        let spelt = self.font(weight).fit(text, size, most);
        self.put(x, &spelt, size, weight);
    }

    /// The lines that a text takes where it may be at most as wide as that.
    pub(super) fn lines(&self, text: &str, size: u16, weight: Weight, most: u16) -> Vec<String> {
        self.font(weight).lines(text, size, most)
    }

    /// Text that ends at `x`.
    pub(super) fn text_to(&mut self, x: u16, text: &str, size: u16, weight: Weight) {
        let spelt = self.font(weight).fit(text, size, x.saturating_sub(LEFT));
        let wide = u16::try_from(width(&spelt, size).div_ceil(1000)).unwrap_or(0);
        self.put(x.saturating_sub(wide), &spelt, size, weight);
    }

    fn put(&mut self, x: u16, spelt: &[Glyph], size: u16, weight: Weight) {
        let (name, font) = match weight {
            Weight::Regular => (REGULAR, &mut self.regular),
            Weight::Bold => (BOLD, &mut self.bold),
        };
        let encoded = font.encode(spelt);
        self.current.begin_text();
        self.current.set_font(name, size.into());
        self.current.next_line(x.into(), self.line.into());
        self.current.show(Str(&encoded));
        self.current.end_text();
    }

    /// A line across the sheet, a little below the text.
    pub(super) fn rule(&mut self) {
        let height = f32::from(self.line.saturating_sub(4));
        self.current.move_to(LEFT.into(), height);
        self.current.line_to(RIGHT.into(), height);
        self.current.stroke();
    }

    /// The file. It says nothing of when it was made, so that the same order gives the same bytes.
    pub(super) fn finish(mut self, title: &str) -> Result<Vec<u8>, FontError> {
        self.full.push(self.current);
        let mut pdf = Pdf::new();
        let [catalog, tree, info, regular, bold] = [1, 2, 3, 4, 4 + OBJECTS].map(Ref::new);
        let ids: Vec<(Ref, Ref)> = (2 + OBJECTS..)
            .take(self.full.len())
            .map(|page| (Ref::new(2 * page), Ref::new(2 * page + 1)))
            .collect();
        pdf.catalog(catalog).pages(tree);
        let count = i32::try_from(ids.len()).unwrap_or(i32::MAX);
        pdf.pages(tree).kids(ids.iter().map(|(page, _)| *page)).count(count);
        self.regular.write(&mut pdf, regular)?;
        self.bold.write(&mut pdf, bold)?;
        for ((id, content), written) in ids.into_iter().zip(self.full) {
            let mut page = pdf.page(id);
            page.media_box(Rect::new(0.0, 0.0, WIDTH.into(), HEIGHT.into()));
            page.parent(tree).contents(content);
            page.resources().fonts().pair(REGULAR, regular).pair(BOLD, bold);
            page.finish();
            pdf.stream(content, &written.finish());
        }
        pdf.document_info(info).title(TextStr(title));
        Ok(pdf.finish())
    }
}
