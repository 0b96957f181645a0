//! Renders the drawings of the demo catalogue.
//!
//! The SVG files are what we edit; the WebP files are committed so that nobody needs a renderer
//! to start the shop. The result depends only on the SVG and on the pinned versions of resvg and
//! image: no fonts, no linked files, no clock.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder as _};
use resvg::tiny_skia::{IntSize, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Where the pictures live, seen from the root of the workspace.
const FOLDER: &str = "crates/api/demo/pictures";

/// Width of every drawing, in its own units.
const DRAWING_WIDTH: u32 = 800;

/// Width of every picture in pixels: twice that of a product card, once that of a product page.
const PICTURE_WIDTH: u32 = 640;

/// `PICTURE_WIDTH / DRAWING_WIDTH`.
const SCALE: f32 = 0.8;

/// Draws every `pictures/src/*.svg` of the demo catalogue as a lossless `pictures/*.webp`, and
/// removes WebP files whose drawing is gone.
///
/// `root` is the root of the workspace. Refuses a drawing that is not 800 units wide, that does
/// not cover its whole area, or that cannot be read.
pub(crate) fn render(root: &Path) -> anyhow::Result<()> {
    let folder = root.join(FOLDER);
    let drawings = files_with_extension(&folder.join("src"), "svg")?;
    ensure!(!drawings.is_empty(), "no drawings in {}", folder.display());
    for drawing in &drawings {
        let picture = picture_of(&folder, drawing);
        draw(drawing, &picture).with_context(|| format!("drawing {}", drawing.display()))?;
    }
    for picture in files_with_extension(&folder, "webp")? {
        if !drawings.iter().any(|drawing| picture_of(&folder, drawing) == picture) {
            fs::remove_file(&picture).with_context(|| format!("removing {}", picture.display()))?;
        }
    }
    Ok(())
}

/// Files directly in `folder` with this extension, in the order of their names.
fn files_with_extension(folder: &Path, extension: &str) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Where the picture of a drawing belongs.
fn picture_of(folder: &Path, drawing: &Path) -> PathBuf {
    let mut picture = folder.to_path_buf();
    picture.extend(drawing.file_name());
    picture.set_extension("webp");
    picture
}

/// Renders one drawing into one picture.
fn draw(drawing: &Path, picture: &Path) -> anyhow::Result<()> {
    let tree = Tree::from_data(&fs::read(drawing)?, &Options::default())?;
    let drawn = tree.size().to_int_size();
    ensure!(drawn.width() == DRAWING_WIDTH, "is {} units wide, not {DRAWING_WIDTH}", drawn.width());
    let size = drawn.scale_to_width(PICTURE_WIDTH).context("has no area")?;
    let webp = encode(&rasterise(&tree, size)?, size)?;
    fs::write(picture, webp)?;
    Ok(())
}

/// The drawing as rows of red, green and blue bytes. Every pixel must be opaque: without an alpha
/// channel the files are smaller, and a hole would look different on light and dark pages.
fn rasterise(tree: &Tree, size: IntSize) -> anyhow::Result<Vec<u8>> {
    let mut pixmap = Pixmap::new(size.width(), size.height()).context("has no area")?;
    resvg::render(tree, Transform::from_scale(SCALE, SCALE), &mut pixmap.as_mut());
    let opaque = pixmap.pixels().iter().all(|pixel| pixel.alpha() == u8::MAX);
    ensure!(opaque, "leaves some of its ground uncovered");
    let rgb =
        pixmap.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()].map(coarsen));
    Ok(rgb.collect())
}

/// The nearest of 64 levels. The eye does not see the difference, and the soft edges of shapes, which
/// are most of a file, take a quarter fewer bytes.
fn coarsen(channel: u8) -> u8 {
    channel.saturating_add(2) & 0b1111_1100
}

/// Lossless WebP: flat colours compress well and stay exact.
fn encode(rgb: &[u8], size: IntSize) -> anyhow::Result<Vec<u8>> {
    let mut webp = Vec::new();
    WebPEncoder::new_lossless(&mut webp).write_image(
        rgb,
        size.width(),
        size.height(),
        ExtendedColorType::Rgb8,
    )?;
    Ok(webp)
}
