//! `ziping sample`: samples drawn for 抽查.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};

use super::output::{print, verdict};
use crate::domain::sampling::{Protocol, replay};

/// Check a sample that was drawn for spot checks (抽查)
#[derive(Debug, Args)]
pub(super) struct SampleArgs {
    #[command(subcommand)]
    command: SampleCommand,
}

#[derive(Debug, Subcommand)]
enum SampleCommand {
    Replay(ReplayArgs),
}

/// Draw the sample of a protocol again and say whether it comes to the same list
///
/// A protocol is the JSON file that the page of a sample offers. It holds the seed, the plan, the
/// whole population and the list that was drawn.
///
/// Exit status: 0 the same, 1 something differs, 2 could not run.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  ziping sample replay 抽查记录.json")]
struct ReplayArgs {
    /// The protocol, a JSON file
    #[arg(value_name = "PROTOCOL.json")]
    protocol: PathBuf,
}

/// Runs the command.
pub(super) fn run(args: &SampleArgs) -> Result<ExitCode> {
    match &args.command {
        SampleCommand::Replay(args) => check(args),
    }
}

fn check(args: &ReplayArgs) -> Result<ExitCode> {
    let name = args.protocol.display();
    let text =
        std::fs::read_to_string(&args.protocol).with_context(|| format!("cannot read {name}"))?;
    let protocol: Protocol = serde_json::from_str(&text)
        .with_context(|| format!("{name} is no protocol of a sample"))?;
    let mismatches = replay(&protocol);
    let mut lines: Vec<String> = mismatches.iter().map(ToString::to_string).collect();
    if lines.is_empty() {
        lines.push(format!(
            "重算一致：{}，总体 {} 家，抽中 {} 家，种子“{}”，总体摘要 {}。",
            protocol.campaign,
            protocol.population.len(),
            protocol.drawn.picked.len(),
            protocol.plan.seed,
            protocol.drawn.population_digest
        ));
    }
    print(&format!("{}\n", lines.join("\n")))?;
    Ok(verdict(!mismatches.is_empty()))
}
