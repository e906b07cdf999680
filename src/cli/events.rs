//! `ziping events`: the event record as a file, and clearing away what need no longer be kept.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};

use super::place::{Place, load_settings, now};
use crate::actions::Caller;
use crate::actions::event_record::close_events;
use crate::export::events::EventFormat;
use crate::store::Store;
use crate::store::event_chain::list_links;

/// The event record (操作记录): write it to a file, or clear away what need no longer be kept
#[derive(Debug, Args)]
pub(super) struct EventsArgs {
    #[command(subcommand)]
    deed: Deed,

    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// Write all records, oldest first, each with its place in the chain and its digest
    Export {
        /// How: csv or jsonl
        #[arg(long = "to", value_name = "FORMAT", value_parser = format)]
        format: EventFormat,

        /// Where to: a file, or - for standard output
        #[arg(value_name = "OUT")]
        out: PathBuf,
    },
    /// Remove records older than `audit.keep_days` of the configuration, at least 183 days; a record
    /// in the chain says what was removed, so the chain stays whole
    Close {
        /// Configuration file; docs/ziping.example.toml lists every key
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
}

fn format(ending: &str) -> Result<EventFormat, String> {
    EventFormat::from_ending(ending).ok_or_else(|| "give csv or jsonl".to_owned())
}

/// Runs one of the deeds.
pub(super) async fn run(args: EventsArgs) -> Result<()> {
    match args.deed {
        Deed::Export { format, out } => {
            let store = args.place.open_store_to_read().await?;
            let done = export(&store, format, &out).await;
            store.close().await;
            done
        }
        Deed::Close { config } => {
            let settings = load_settings(config.as_deref())?;
            let store = args.place.open_store().await?;
            let days = i64::from(settings.audit.keep_days);
            let caller = Caller::command_line();
            let removed = close_events(&store, &caller, days, now()).await;
            store.close().await;
            say(&format!(
                "Removed {} records older than {days} days.",
                removed?
            ));
            Ok(())
        }
    }
}

async fn export(store: &Store, format: EventFormat, out: &Path) -> Result<()> {
    let named = || format!("cannot write {}", out.display());
    let mut file: Box<dyn Write> = if out == Path::new("-") {
        Box::new(std::io::stdout())
    } else {
        Box::new(BufWriter::new(File::create(out).with_context(named)?))
    };
    file.write_all(&format.beginning()?).with_context(named)?;
    let mut tx = store.read().await?;
    let mut behind = 0;
    loop {
        let links = list_links(&mut tx, behind).await?;
        let Some(last) = links.last().and_then(|link| link.position) else {
            break;
        };
        behind = last;
        file.write_all(&format.write(&links)?).with_context(named)?;
    }
    file.flush().with_context(named)
}

#[expect(
    clippy::print_stdout,
    reason = "the command's answer to who started it"
)]
fn say(line: &str) {
    println!("{line}");
}
