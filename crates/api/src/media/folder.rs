//! The folder of the shop's pictures. They are named by their content, so that whoever fetched one can keep it
//! forever, and so that the same picture lies there once.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use securecart_domain::catalog::PictureKind;
use sha2::{Digest as _, Sha256};

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
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Keeps a picture, if it is not there already, and returns its address on this shop. When this returns, the
    /// picture outlives a power cut. Blocks.
    pub fn keep(&self, bytes: &[u8], kind: PictureKind) -> io::Result<String> {
        fs::create_dir_all(&self.0)?;
        let path = self.file(&name(bytes, kind));
        if !path.exists() {
            write(&path, bytes)?;
            File::open(&self.0)?.sync_all()?;
        }
        Ok(address(bytes, kind))
    }
}

/// The address that a picture has on this shop.
pub fn address(bytes: &[u8], kind: PictureKind) -> String {
    format!("/media/{}", name(bytes, kind))
}

fn name(bytes: &[u8], kind: PictureKind) -> String {
    let digest = Sha256::digest(bytes);
    format!("{}.{}", hex::encode(digest.get(..NAME_BYTES).unwrap_or_default()), kind.extension())
}

/// What a picture of that name is; none for names that the shop never gives, so that no path gets anywhere else.
pub(super) fn kind_of(name: &str) -> Option<PictureKind> {
    let (digest, extension) = name.split_once('.')?;
    let hexadecimal = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if !(16..=64).contains(&digest.len()) || !digest.bytes().all(hexadecimal) {
        return None;
    }
    PictureKind::of_extension(extension)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_the_shop_gives_are_looked_for() {
        assert_eq!(kind_of("0123456789abcdef.webp"), Some(PictureKind::Webp));
        assert_eq!(kind_of(&name(b"a picture", PictureKind::Jpeg)), Some(PictureKind::Jpeg));
        for name in [
            "0123456789abcdef.svg",
            "0123456789abcdef.html",
            "0123456789abcde.webp",
            "0123456789ABCDEF.webp",
            "0123456789abcdef.webp.html",
            "../0123456789abcdef.webp",
            "0123456789abcdef/../../x.png",
            ".webp",
            "",
        ] {
            assert_eq!(kind_of(name), None, "{name}");
        }
    }
}
