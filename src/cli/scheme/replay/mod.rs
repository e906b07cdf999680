//! `ziping scheme replay`: what a new scheme changes for filings that were made on an old one.

mod filings;
mod report;

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::cli::library::Library;
use crate::cli::output::{Format, verdict};
use crate::cli::place::{Database, Place};
use crate::domain::filing::Entries;
use crate::domain::replay::{Summary, replay};
use crate::domain::scheme::Scheme;
use filings::{Taken, in_database, in_folder};
use report::Report;

/// Show what a new scheme changes, and for whom
///
/// Evaluates each filing under both schemes and lists what changes: scores, totals, grades, findings,
/// and cells that the new scheme does not have; then what it comes to. Without --filings it reads the
/// portal's database (--data or --database), and changes nothing in it.
///
/// Exit status: 0 all filings were compared, 1 some could not be read, 2 could not run.
#[derive(Debug, Args)]
pub(super) struct ReplayArgs {
    /// The scheme on which the filings were made: a file or an id
    #[arg(value_name = "OLD")]
    old: String,

    /// The scheme to compare it with: a file or an id
    #[arg(value_name = "NEW")]
    new: String,

    /// Folder with filings (*.json, docs/filing-format.md) to use in place of the database
    #[arg(long, value_name = "DIR")]
    filings: Option<PathBuf>,

    #[command(flatten)]
    database: Database,

    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// A replay under way.
struct Replay<'a> {
    old: &'a Scheme,
    new: &'a Scheme,
    summary: Summary,
    report: Report,
    left_out: usize,
    done: usize,
}

pub(super) async fn run(library: &Library, args: &ReplayArgs) -> Result<ExitCode> {
    let (old, new) = (library.load(&args.old)?, library.load(&args.new)?);
    let mut replay = Replay {
        old: &old,
        new: &new,
        summary: Summary::default(),
        report: Report::begin(args.format, &old, &new)?,
        left_out: 0,
        done: 0,
    };
    let place = Place {
        folder: library.folder.clone(),
        database: args.database.clone(),
    };
    match &args.filings {
        Some(folder) => in_folder(folder, &old, |taken| replay.take(taken))?,
        None => in_database(&place, &old, |taken| replay.take(taken)).await?,
    }
    replay.show_progress(true);
    let tally = replay.summary.tally(&new);
    replay.report.end(&tally, replay.left_out)?;
    Ok(verdict(replay.left_out > 0))
}

impl Replay<'_> {
    fn take(&mut self, taken: Taken) -> Result<()> {
        self.done += 1;
        self.show_progress(false);
        match taken {
            Taken::Filing(entries) => self.compare(&entries),
            Taken::LeftOut(why) => {
                self.left_out += 1;
                eprintln!("ziping: {why}");
                Ok(())
            }
        }
    }

    fn compare(&mut self, entries: &Entries) -> Result<()> {
        let replayed = replay(self.old, self.new, entries, &mut self.summary);
        if replayed.is_changed() {
            self.report.filing(&replayed)?;
        }
        Ok(())
    }

    /// A line that is written over itself, for whoever waits at a terminal.
    fn show_progress(&self, is_last: bool) {
        let mut terminal = std::io::stderr();
        if !terminal.is_terminal() || !(is_last || self.done.is_multiple_of(STEP)) {
            return;
        }
        let end = if is_last { "\n" } else { "" };
        // Progress that cannot be shown is no loss.
        let _ = write!(terminal, "\r已比较 {} 份填报{end}", self.done);
        let _ = terminal.flush();
    }
}

/// Progress is shown every so many filings.
const STEP: usize = 50;
