//! Mails as files, for shops without a mail server: demos and development.

use std::path::PathBuf;

use anyhow::Context as _;

/// The folder that mails are written to.
#[derive(Clone, Debug)]
pub(super) struct MailFolder {
    folder: PathBuf,
}

impl MailFolder {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Writes the mail to `<key>.eml`; the same key is the same file.
    pub(super) async fn write(&self, key: &str, mail: &[u8]) -> anyhow::Result<()> {
        let safe = key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        anyhow::ensure!(safe, "a mail's key is no file name");
        let write = async {
            tokio::fs::create_dir_all(&self.folder).await?;
            tokio::fs::write(self.folder.join(format!("{key}.eml")), mail).await
        };
        write.await.with_context(|| format!("a mail can not be written to {}", self.folder.display()))
    }
}
