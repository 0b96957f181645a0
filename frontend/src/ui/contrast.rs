//! Holds the promise at the head of `tokens.css`: what is to be read has 4.5:1, what is to be seen 3:1
//! (WCAG 2.2, 1.4.3 and 1.4.11), light and dark.

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../styles/tokens.css");

/// A colour in OKLCH.
#[derive(Clone, Copy)]
struct Colour {
    lightness: f64,
    chroma: f64,
    hue: f64,
}

impl Colour {
    fn parse(text: &str) -> Option<Self> {
        let inner = text.split_once("oklch(")?.1.split_once(')')?.0;
        let mut parts = inner.split_whitespace().map(str::parse);
        let mut next = || parts.next()?.ok();
        Some(Self { lightness: next()?, chroma: next()?, hue: next()? })
    }

    /// Relative luminance as WCAG defines it, through Ottosson's Oklab to linear sRGB.
    #[expect(clippy::many_single_char_names, reason = "the names of the OKLab formulas")]
    fn luminance(self) -> f64 {
        let (a, b) = (self.chroma * self.hue.to_radians().cos(), self.chroma * self.hue.to_radians().sin());
        let l = (self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (self.lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
        let red = 4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s;
        let green = -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s;
        let blue = -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s;
        0.2126 * red.clamp(0.0, 1.0) + 0.7152 * green.clamp(0.0, 1.0) + 0.0722 * blue.clamp(0.0, 1.0)
    }

    fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

/// Each `light-dark()` token by name, without the `--sc-`.
fn tokens() -> BTreeMap<&'static str, [Colour; 2]> {
    TOKENS
        .lines()
        .filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--sc-")?.split_once(": light-dark(")?;
            let (light, dark) = value.split_once("), ")?;
            Some((name, [Colour::parse(&format!("{light})"))?, Colour::parse(dark)?]))
        })
        .collect()
}

fn assert_contrast(front: &str, back: &str, least: f64) {
    let tokens = tokens();
    for (scheme, name) in ["light", "dark"].iter().enumerate() {
        let reached = tokens[front][scheme].contrast(tokens[back][scheme]);
        assert!(reached >= least, "{front} on {back}, {name}: {reached:.2} is less than {least}");
    }
}

#[test]
fn black_on_white_is_21_to_1() {
    let black = Colour { lightness: 0.0, chroma: 0.0, hue: 0.0 };
    let white = Colour { lightness: 1.0, chroma: 0.0, hue: 0.0 };
    assert!((black.contrast(white) - 21.0).abs() < 0.01);
}

#[test]
fn text_can_be_read_on_every_ground() {
    let fronts = ["ink", "ink-muted", "accent", "accent-strong", "success", "warning", "danger", "info"];
    for front in fronts {
        for back in ["paper", "surface", "ground"] {
            assert_contrast(front, back, 4.5);
        }
    }
}

#[test]
fn states_can_be_read_on_their_own_tint() {
    for state in ["accent", "success", "warning", "danger", "info"] {
        let tint = format!("{state}-soft");
        assert_contrast(state, &tint, 4.5);
        assert_contrast("ink", &tint, 4.5);
    }
    for (front, back) in [
        ("ink-muted", "ground-deep"),
        ("ink-muted", "accent-soft"),
        ("accent", "danger-soft"),
        ("on-accent", "accent"),
        ("on-accent", "accent-strong"),
        ("on-danger", "danger-fill"),
        ("on-danger", "danger-strong"),
    ] {
        assert_contrast(front, back, 4.5);
    }
}

#[test]
fn the_edge_of_a_control_can_be_seen() {
    for back in ["paper", "surface"] {
        assert_contrast("line-strong", back, 3.0);
    }
}
