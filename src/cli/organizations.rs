//! `ziping organizations`: the list of a bureau's organizations from a spreadsheet.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};

use super::listing::{read_list, tell};
use super::output::{say, verdict};
use super::place::{Place, now};
use crate::actions::Caller;
use crate::actions::roster::{RosterError, preview_roster, take_roster};
use crate::domain::roster;

/// Keep organizations: take over a list of them
#[derive(Debug, Args)]
pub(super) struct OrganizationsArgs {
    #[command(subcommand)]
    deed: Deed,

    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// Take over a list as a whole, or nothing of it when a row is wrong
    ///
    /// Exit status: 0 taken over or nothing to do, 1 rows are wrong, 2 could not run.
    Import {
        /// The list: .xlsx or .csv with the headings 单位代码 and 单位名称
        #[arg(value_name = "FILE")]
        file: PathBuf,

        /// Code of the finance bureau whose list it is
        #[arg(long, value_name = "CODE")]
        bureau: String,

        /// Only tell what would become of each row
        #[arg(long)]
        dry_run: bool,
    },
}

/// Runs the command.
pub(super) async fn run(args: OrganizationsArgs) -> Result<ExitCode> {
    let Deed::Import {
        file,
        bureau,
        dry_run,
    } = args.deed;
    let rows = read_list(&file, roster::read)?;
    let store = args.place.open_store().await?;
    let caller = Caller::command_line();
    let preview = preview_roster(&store, &caller, &bureau, &rows).await?;
    tell(&preview, |row| {
        format!("{}\t{}\t{}", row.number, row.code, row.name)
    });
    if !dry_run && preview.is_sound() {
        match take_roster(&store, &caller, &bureau, &rows, now()).await {
            Ok(_) => say("taken over"),
            Err(error @ RosterError::Unsound(_)) => bail!("{error}"),
            Err(error) => return Err(error.into()),
        }
    }
    store.close().await;
    Ok(verdict(preview.has_wrong()))
}
