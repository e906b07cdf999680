//! `ziping organizations`: the list of a bureau's organizations from a spreadsheet.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};

use super::output::{say, verdict};
use super::place::{Place, now};
use crate::actions::Caller;
use crate::actions::roster::{RosterError, preview_roster, take_roster};
use crate::domain::roster::{self, Preview, Verdict};
use crate::import;

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
    let bytes = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let document = import::read_without_macros(&file.display().to_string(), &bytes)?;
    let rows = roster::read(&document)?;
    let store = args.place.open_store().await?;
    let caller = Caller::command_line();
    let preview = preview_roster(&store, &caller, &bureau, &rows).await?;
    tell(&preview);
    if !dry_run && preview.is_sound() {
        match take_roster(&store, &caller, &bureau, &rows, now()).await {
            Ok(_) => say("taken over"),
            Err(error @ RosterError::Unsound(_)) => bail!("{error}"),
            Err(error) => return Err(error.into()),
        }
    }
    store.close().await;
    Ok(verdict(preview.counts()[3] > 0))
}

/// The counts, and every row that is wrong or changes something.
fn tell(preview: &Preview) {
    let [new, changed, unchanged, wrong] = preview.counts();
    say(&format!(
        "new {new}, changed {changed}, unchanged {unchanged}, wrong {wrong}"
    ));
    for judged in &preview.rows {
        let words = match &judged.verdict {
            Verdict::Unchanged => continue,
            Verdict::New => String::new(),
            Verdict::Changed(what) => what.join("、"),
            Verdict::Wrong(why) => why.join("；"),
        };
        let (row, label) = (&judged.row, judged.verdict.label());
        say(format!(
            "{}\t{}\t{}\t{label}\t{words}",
            row.number, row.code, row.name
        )
        .trim_end());
    }
}
