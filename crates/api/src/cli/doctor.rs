//! `securecart doctor`

use securecart_db::migrate;

use super::{database, print};
use crate::{config::Config, spa};

/// Checks what a start would need, and prints a line for each; fails if one of them is wrong.
pub(super) async fn run(config: Config) -> anyhow::Result<()> {
    let mut wrong = 0_u32;
    let mut tell = |good: bool, what: &str| {
        wrong += u32::from(!good);
        print(&format!("{} {what}\n", if good { "ok   " } else { "WRONG" }))
    };
    tell(true, "the settings can be used")?;
    tell(spa::is_built(), "the app is inside the binary")?;
    tell(can_write(&config), &format!("the data folder {} can be written", config.data_dir.display()))?;
    let database = database::open(&config).await?;
    tell(database.db.ping().await.is_ok(), "the database answers")?;
    let status = migrate::status(&database.settings).await?;
    tell(status.pending.is_empty(), "no migration is pending")?;
    tell(status.unknown.is_empty(), "the database is not newer than this program")?;
    database.close().await?;
    anyhow::ensure!(wrong == 0, "{wrong} checks failed");
    Ok(())
}

fn can_write(config: &Config) -> bool {
    let probe = config.data_dir.join(".doctor");
    let written = std::fs::create_dir_all(&config.data_dir).and_then(|()| std::fs::write(&probe, b""));
    written.and_then(|()| std::fs::remove_file(&probe)).is_ok()
}
