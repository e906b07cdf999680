//! `ziping mail`: tries whether mail goes out as it is set.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};

use super::output::say;
use super::place::{load_settings, now};
use crate::courier::{Courier, Letter};
use crate::domain::message::{Channel, EmailAddress, MessageKind};
use crate::store::new_id;

/// Mail: try whether it goes out as the configuration says
#[derive(Debug, Args)]
pub(super) struct MailArgs {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// Send one test message to an address
    Test {
        /// Where to
        #[arg(value_name = "ADDRESS")]
        address: String,

        /// Configuration file; docs/ziping.example.toml lists every key
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
}

/// Runs the deed.
pub(super) async fn run(args: MailArgs) -> Result<()> {
    let Deed::Test { address, config } = args.deed;
    let settings = load_settings(config.as_deref())?;
    if settings.mail.server.is_empty() {
        bail!(
            "no mail server is set\n  set [mail] in a configuration file and give it with --config"
        );
    }
    let address = EmailAddress::parse(&address)?;
    let courier = Courier::open(&settings)?;
    let subject = format!("【{}】邮件测试", settings.site.name.trim());
    let letter = Letter {
        id: &new_id(now()),
        kind: MessageKind::Urged,
        channel: Channel::Mail,
        hook: "",
        recipient: address.as_str(),
        name: "",
        subject: &subject,
        body: "收到这封邮件，说明邮件设置正确。\n",
    };
    match courier.send(&letter, now()).await {
        Ok(()) => {
            say(&format!(
                "The mail server took the message to {}.",
                address.as_str()
            ));
            Ok(())
        }
        Err(failure) => bail!("the message did not go through: {}", failure.sentence),
    }
}
