//! Files named by their content, and the map from the name in a source to the name on disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use sha2::{Digest, Sha256};

/// How a style or the page spells the folder of hashed files.
pub(super) const PREFIX: &str = "/assets/";

/// The hashed files written so far.
pub(super) struct Assets {
    folder: PathBuf,
    hashed: BTreeMap<String, String>,
}

impl Assets {
    /// Starts the `assets` folder inside the output folder.
    pub(super) fn in_folder(out: &Path) -> anyhow::Result<Self> {
        let folder = out.join("assets");
        fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
        Ok(Self { folder, hashed: BTreeMap::new() })
    }

    /// Writes a file under a name with the hash of its content: `app.css` becomes `app.0123456789abcdef.css`.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) -> anyhow::Result<()> {
        self.add_as(name, with_hash(name, &digest(&[content])), content)
    }

    /// Writes a file that lies on disk, under its own name with a hash.
    pub(super) fn add_file(&mut self, path: &Path) -> anyhow::Result<()> {
        let name = path.file_name().and_then(|name| name.to_str()).context("an asset's name is text")?;
        let content = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        self.add(name, &content)
    }

    /// Writes a file under a hashed name that the caller chose.
    pub(super) fn add_as(&mut self, name: &str, hashed: String, content: &[u8]) -> anyhow::Result<()> {
        let path = self.folder.join(&hashed);
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
        self.hashed.insert(name.to_owned(), hashed);
        Ok(())
    }

    /// The name on disk of a file already added; refuses an unknown one.
    pub(super) fn hashed(&self, name: &str) -> anyhow::Result<&str> {
        self.hashed
            .get(name)
            .map(String::as_str)
            .with_context(|| format!("there is no asset called {name:?}; there are {:?}", self.hashed.keys()))
    }

    /// Names of all files added so far, as sources spell them and as they are on disk.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.hashed.iter().map(|(name, hashed)| (name.as_str(), hashed.as_str()))
    }

    /// Replaces each `/assets/NAME` of a stylesheet by the hashed name.
    pub(super) fn rename_in_css(&self, css: &str) -> anyhow::Result<String> {
        let mut parts = css.split(PREFIX);
        let mut renamed = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let end = part.find(|letter: char| !is_of_a_name(letter)).unwrap_or(part.len());
            let (name, rest) = part.split_at(end);
            renamed.extend([PREFIX, self.hashed(name)?, rest]);
        }
        Ok(renamed)
    }
}

fn is_of_a_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_')
}

/// `name.ext` and a hash make `name.hash.ext`.
pub(super) fn with_hash(name: &str, hash: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

/// Eight bytes of SHA-256 over the parts, each preceded by its length, as hexadecimal digits.
pub(super) fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hex::encode(hash.finalize()).chars().take(16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_font() -> Assets {
        let hashed = BTreeMap::from([("figtree.woff2".to_owned(), "figtree.0a.woff2".to_owned())]);
        Assets { folder: PathBuf::new(), hashed }
    }

    #[test]
    fn a_font_in_a_style_gets_its_hashed_name() {
        let css =
            r#"@font-face{src:url("/assets/figtree.woff2") format("woff2")}a{b:url(/assets/figtree.woff2)}"#;
        let expected = r#"@font-face{src:url("/assets/figtree.0a.woff2") format("woff2")}a{b:url(/assets/figtree.0a.woff2)}"#;
        assert_eq!(with_font().rename_in_css(css).unwrap(), expected);
    }

    #[test]
    fn a_style_that_names_a_missing_file_fails_the_build() {
        let error = with_font().rename_in_css("a{b:url(/assets/nowhere.png)}").unwrap_err();
        assert!(error.to_string().contains("nowhere.png"), "{error}");
    }

    #[test]
    fn the_digest_tells_where_one_part_ends() {
        assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]));
    }
}
