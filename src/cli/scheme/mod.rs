//! `ziping scheme`: tools for people who make schemes.

mod find;
mod lint;
mod schema;
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
    Lint(lint::LintArgs),
    Test(test::TestArgs),
    Schema(schema::SchemaArgs),
}

/// Runs one of the tools.
pub(super) fn run(args: &SchemeArgs) -> Result<ExitCode> {
    match &args.command {
        SchemeCommand::Lint(lint) => lint::run(&args.library, lint),
        SchemeCommand::Test(test) => test::run(&args.library, test),
        SchemeCommand::Schema(schema) => schema::run(&args.library, schema),
    }
}
