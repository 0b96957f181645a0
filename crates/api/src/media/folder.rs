//! The folder of the shop's pictures. They are named by their content, so that whoever fetched one can keep it
//! forever, and so that the same picture lies there once.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use securecart_domain::catalog::{PictureKind, PictureName};
use sha2::{Digest as _, Sha256};

use super::drawing::Drawn;

/// How many bytes of a picture's digest are its name: enough that no two are ever alike.
const NAME_BYTES: usize = 16;

/// The folder `media` of the data folder.
#[derive(Clone, Debug)]
pub struct MediaFolder(PathBuf);

impl MediaFolder {
    /// The one of this data folder.
    pub fn of(data_dir: &Path) -> Self {
        Self(data_dir.join("media"))
    }

    /// That folder itself.
    pub fn at(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// Where a picture of that name lies.
    pub(super) fn file(&self, name: &PictureName) -> PathBuf {
        self.0.join(name.to_string())
    }

    /// Keeps a picture as it is, in this one width, and returns its address on this shop. When this returns, the picture
    /// outlives a power cut. Blocks.
    pub fn keep(&self, bytes: &[u8], kind: PictureKind) -> io::Result<String> {
        self.keep_files(&single(bytes, kind), &[], bytes)
    }

    /// Keeps a picture in all of its widths, as [`MediaFolder::keep`] does in one. Blocks.
    pub(super) fn keep_drawn(&self, drawn: &Drawn) -> io::Result<String> {
        let name = PictureName::with_widths(digest(&drawn.bytes), drawn.width, drawn.kind);
        self.keep_files(&name, &drawn.narrower, &drawn.bytes)
    }

    /// Writes what is not there already. The picture itself comes last: where it is, all that its name promises is.
    fn keep_files(
        &self,
        name: &PictureName,
        narrower: &[(u32, Vec<u8>)],
        bytes: &[u8],
    ) -> io::Result<String> {
        fs::create_dir_all(&self.0)?;
        let narrower = narrower.iter().map(|(width, bytes)| (name.in_width(*width), bytes.as_slice()));
        for (name, bytes) in narrower.chain([(name.clone(), bytes)]) {
            let path = self.file(&name);
            if !path.exists() {
                write(&path, bytes)?;
            }
        }
        File::open(&self.0)?.sync_all()?;
        Ok(name.address())
    }
}

/// The address that a picture in one width has on this shop.
pub fn address(bytes: &[u8], kind: PictureKind) -> String {
    single(bytes, kind).address()
}

fn single(bytes: &[u8], kind: PictureKind) -> PictureName {
    PictureName::single(digest(bytes), kind)
}

fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    hex::encode(digest.get(..NAME_BYTES).unwrap_or_default())
}

/// A file that is there is complete: it gets its name only after it was written.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = path.with_extension(format!("{}.part", std::process::id()));
    let written = write_all(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, path));
    if written.is_err() {
        // Half a picture on a full disk helps nobody; if it can not be removed either, it harms nobody.
        drop(fs::remove_file(&unfinished));
    }
    written
}

fn write_all(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
