//! The command line.

use std::{fs, net::SocketAddr, path::PathBuf};

use anyhow::{Context, Result, bail};
use clap::Parser;
use securecart_stripe_emulator::EmulatorConfig;

/// Emulates the part of Stripe's API that a shop calls. For demos and tests; it moves no money.
#[derive(Debug, Parser)]
#[command(name = "stripe-emulator", version)]
pub(crate) struct Arguments {
    /// Address to listen on; port 0 lets the system choose.
    #[arg(long, env = "STRIPE_EMULATOR_LISTEN", default_value = "127.0.0.1:12111")]
    listen: SocketAddr,
    /// Base address that browsers reach, when it is not the listening address.
    #[arg(long, env = "STRIPE_EMULATOR_PUBLIC_URL")]
    public_url: Option<String>,
    /// Where events are delivered.
    #[arg(long, env = "STRIPE_EMULATOR_WEBHOOK_URL")]
    webhook_url: Option<String>,
    /// The merchant's name on the payment page.
    #[arg(long, env = "STRIPE_EMULATOR_SHOP_NAME", default_value = "Test shop")]
    shop_name: String,
    /// The API key to accept, beginning with `sk_test_`.
    #[arg(long, env = "STRIPE_SECRET_KEY", hide_env_values = true)]
    secret_key: Option<String>,
    /// A file that holds the API key.
    #[arg(long, env = "STRIPE_SECRET_KEY_FILE", conflicts_with = "secret_key")]
    secret_key_file: Option<PathBuf>,
    /// The key that signs webhooks.
    #[arg(long, env = "STRIPE_WEBHOOK_SECRET", hide_env_values = true)]
    webhook_secret: Option<String>,
    /// A file that holds the key that signs webhooks.
    #[arg(long, env = "STRIPE_WEBHOOK_SECRET_FILE", conflicts_with = "webhook_secret")]
    webhook_secret_file: Option<PathBuf>,
    /// A file to write the base address to once the emulator answers.
    #[arg(long)]
    pub(crate) address_file: Option<PathBuf>,
}

impl Arguments {
    /// The emulator's settings, with the secrets read from their files.
    pub(crate) fn config(&self) -> Result<EmulatorConfig> {
        Ok(EmulatorConfig {
            listen: self.listen,
            public_url: self.public_url.clone(),
            webhook_url: self.webhook_url.clone(),
            shop_name: self.shop_name.clone(),
            secret_key: secret("STRIPE_SECRET_KEY", self.secret_key.as_ref(), self.secret_key_file.as_ref())?,
            webhook_secret: secret(
                "STRIPE_WEBHOOK_SECRET",
                self.webhook_secret.as_ref(),
                self.webhook_secret_file.as_ref(),
            )?,
            ..EmulatorConfig::default()
        })
    }
}

fn secret(name: &str, value: Option<&String>, file: Option<&PathBuf>) -> Result<String> {
    if let Some(value) = value {
        return Ok(value.clone());
    }
    let Some(file) = file else {
        bail!("set {name} or {name}_FILE");
    };
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(text.trim().to_owned())
}
