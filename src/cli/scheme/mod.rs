//! `ziping scheme`: tools for people who make schemes.

mod find;
mod lint;
mod list;
mod replay;
mod schema;
mod show;
mod test;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::place::Place;

/// Check, test, show and compare scheme files (方案)
#[derive(Debug, Args)]
pub(super) struct SchemeArgs {
    #[command(subcommand)]
    command: SchemeCommand,

    #[command(flatten)]
    library: Library,
}

/// Where schemes are looked for.
#[derive(Debug, Args)]
struct Library {
    #[command(flatten)]
    place: Place,

    /// Folder with more scheme files, besides those of DIR/schemes
    #[arg(long, value_name = "DIR", global = true)]
    schemes: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum SchemeCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Lint(lint::LintArgs),
    Test(test::TestArgs),
    Replay(replay::ReplayArgs),
    Schema(schema::SchemaArgs),
}

/// Runs one of the tools.
pub(super) async fn run(args: &SchemeArgs) -> Result<ExitCode> {
    let library = &args.library;
    match &args.command {
        SchemeCommand::List(list) => list::run(library, list),
        SchemeCommand::Show(show) => show::run(library, show),
        SchemeCommand::Lint(lint) => lint::run(library, lint),
        SchemeCommand::Test(test) => test::run(library, test),
        SchemeCommand::Replay(replay) => replay::run(library, replay).await,
        SchemeCommand::Schema(schema) => schema::run(library, schema),
    }
}
