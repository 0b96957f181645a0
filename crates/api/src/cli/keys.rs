//! `securecart keys`

use super::{arguments::KeysCommand, database, print};
use crate::{adapters::clock::Clock, config::Config, keys};

pub(super) async fn run(config: Config, command: KeysCommand) -> anyhow::Result<()> {
    let database = database::open(&config).await?;
    let (db, clock) = (&database.db, Clock::system());
    let told = match command {
        KeysCommand::Rotate => keys::rotate(db, &config.master_keys, &clock).await.map(|rotation| {
            let what = if rotation.drawn {
                "is the new current key"
            } else {
                "is the current key; no new one was drawn"
            };
            format!("{} {what}\n{} data keys wrapped anew\n", rotation.current, rotation.rewrapped)
        }),
        KeysCommand::Retire => {
            keys::retire(db, &config.master_keys, &clock).await.map(|(forgotten, written)| {
                let rest = if written {
                    ""
                } else {
                    "take all but the first out of SECURECART_MASTER_KEYS yourself\n"
                };
                format!("{forgotten} old master keys retired\n{rest}")
            })
        }
        KeysCommand::Status => {
            keys::status(db, &config.master_keys).await.map(|keys| keys.iter().map(line).collect())
        }
    };
    database.close().await?;
    print(&told?)
}

fn line(status: &keys::KeyStatus) -> String {
    let key = status.key;
    let since = key.created_at.format("%Y-%m-%d %H:%M UTC");
    let role = if status.current { "current" } else { "old    " };
    format!("{role} {} since {since}: wraps {} data keys\n", key.id, key.data_keys)
}
