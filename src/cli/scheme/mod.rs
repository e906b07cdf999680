//! `ziping scheme`: tools for people who make schemes.

mod given;
mod lint;
mod list;
mod replay;
mod schema;
mod show;
mod test;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::library::Library;

/// Check, test, show and compare scheme files (方案)
#[derive(Debug, Args)]
pub(super) struct SchemeArgs {
    #[command(subcommand)]
    command: SchemeCommand,

    #[command(flatten)]
    library: Library,
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
