//! `ziping scheme schema`: the filings of a scheme, for programs.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::cli::library::Library;
use crate::cli::output::print_json;
use crate::domain::filing::json_schema;

/// Print a JSON Schema (draft 2020-12) of the filings of a scheme
///
/// Every cell with its Chinese name, unit and help; choices as enumerations. docs/filing-format.md
/// describes filings.
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// A scheme file, an id, or an id with its version: lukou-2022@1
    #[arg(value_name = "FILE|ID")]
    scheme: String,
}

pub(super) fn run(library: &Library, args: &SchemaArgs) -> Result<ExitCode> {
    let scheme = library.load(&args.scheme)?;
    print_json(&json_schema(&scheme))?;
    Ok(ExitCode::SUCCESS)
}
