//! `ziping outbox`: messages that go out, seen and sent from the server's own machine.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::output::{print, say};
use super::place::{Place, load_settings};
use super::sender::Sender;
use super::table::Table;
use crate::courier::Courier;
use crate::domain::message::MessageState;
use crate::store::Store;
use crate::store::message::{Message, MessageFilter, list_messages};

/// Messages (发送记录): list them, or send what is due now
#[derive(Debug, Args)]
pub(super) struct OutboxArgs {
    #[command(subcommand)]
    deed: Deed,

    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// List messages, newest first: when, state, attempts, way, to whom, subject, last error
    List {
        /// Only those in this state
        #[arg(long, value_parser = PossibleValuesParser::new(MessageState::ALL.map(MessageState::code)))]
        state: Option<String>,

        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 50)]
        most: u32,
    },
    /// Send what is due, without waiting for the running portal
    Send {
        /// Configuration file; docs/ziping.example.toml lists every key
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
}

/// Runs one of the deeds.
pub(super) async fn run(args: OutboxArgs) -> Result<()> {
    match args.deed {
        Deed::List { state, most } => {
            let store = args.place.open_store_to_read().await?;
            let done = list(&store, state.as_deref(), most).await;
            store.close().await;
            done
        }
        Deed::Send { config } => {
            let settings = load_settings(config.as_deref())?;
            let courier = Courier::open(&settings)?;
            let store = args.place.open_store().await?;
            let sender = Sender::new(store.clone(), courier, &settings);
            let done = send(&sender).await;
            store.close().await;
            done
        }
    }
}

async fn send(sender: &Sender) -> Result<()> {
    let Some(tally) = sender
        .send_once()
        .await
        .context("messages could not be sent")?
    else {
        bail!(
            "another program sends at this moment\n  it sends all that is due; look with ziping outbox list"
        );
    };
    say(&format!(
        "Sent {}, to be tried again {}, given up {}.",
        tally.sent, tally.failed, tally.given_up
    ));
    Ok(())
}

async fn list(store: &Store, state: Option<&str>, most: u32) -> Result<()> {
    let filter = MessageFilter {
        bureau_id: None,
        state: state.and_then(MessageState::from_code),
        before: None,
    };
    let mut tx = store.read().await?;
    let messages = list_messages(&mut tx, filter, most).await?;
    tx.commit().await?;
    let mut table = Table::new(&["AT", "STATE", "TRIES", "WAY", "TO", "SUBJECT", "LAST ERROR"]);
    for message in &messages {
        table.row(&cells(message));
    }
    if table.is_empty() {
        say("No messages.");
        return Ok(());
    }
    print(&table.indented(0))
}

fn cells(message: &Message) -> [String; 7] {
    let to = if message.recipient.is_empty() {
        &message.name
    } else {
        &message.recipient
    };
    [
        message.created_at.format("%Y-%m-%d %H:%M:%SZ").to_string(),
        message.state.code().to_owned(),
        message.attempts.to_string(),
        message.channel.code().to_owned(),
        to.clone(),
        message.subject.clone(),
        message.last_error.clone(),
    ]
}
