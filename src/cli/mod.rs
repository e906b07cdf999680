//! The command line: one file per command.

mod audit;
mod evaluate;
mod events;
mod export;
mod filing;
mod generate;
mod import;
mod library;
mod listing;
mod mail;
mod organizations;
mod outbox;
mod output;
mod place;
mod sample;
mod scheme;
mod sender;
mod serve;
mod staff_list;
mod table;
mod user;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

/// Portal for the yearly self-assessment of whole-department expenditure
/// (部门整体支出绩效自评): agencies fill in, check and submit their forms, reviewers
/// approve or return them, the finance bureau publishes them.
#[derive(Debug, Parser)]
#[command(name = "ziping", version, about, long_about = None, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Scheme(scheme::SchemeArgs),
    Serve(serve::ServeArgs),
    User(user::UserArgs),
    Organizations(organizations::OrganizationsArgs),
    Generate(generate::GenerateArgs),
    Events(events::EventsArgs),
    Outbox(outbox::OutboxArgs),
    Mail(mail::MailArgs),
    Verify(verify::VerifyArgs),
    Audit(audit::AuditArgs),
    Evaluate(evaluate::EvaluateArgs),
    Import(import::ImportArgs),
    Export(export::ExportArgs),
    Sample(sample::SampleArgs),
}

/// Exit status when a command could not run.
const COULD_NOT_RUN: u8 = 2;

/// Runs the command given on the command line.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    keep_log();
    let result = actix_web::rt::System::new().block_on(async {
        match cli.command {
            Command::Serve(args) => serve::run(args).await.map(|()| ExitCode::SUCCESS),
            Command::User(args) => user::run(args).await,
            Command::Organizations(args) => organizations::run(args).await,
            Command::Generate(args) => generate::run(args).await.map(|()| ExitCode::SUCCESS),
            Command::Events(args) => events::run(args).await.map(|()| ExitCode::SUCCESS),
            Command::Outbox(args) => outbox::run(args).await.map(|()| ExitCode::SUCCESS),
            Command::Mail(args) => mail::run(args).await.map(|()| ExitCode::SUCCESS),
            Command::Verify(args) => verify::run(args).await,
            Command::Audit(args) => audit::run(&args),
            Command::Evaluate(args) => evaluate::run(&args),
            Command::Import(args) => import::run(&args),
            Command::Export(args) => export::run(&args),
            Command::Sample(args) => sample::run(&args),
            Command::Scheme(args) => scheme::run(&args).await,
        }
    });
    match result {
        Ok(status) => status,
        Err(error) => {
            eprintln!("ziping: {}", tell(&error));
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

/// The reasons from the general to the particular in one sentence; below it, what to do about them.
fn tell(error: &anyhow::Error) -> String {
    let mut sentence = String::new();
    let mut cures = Vec::new();
    for message in error.chain().map(ToString::to_string) {
        let (reason, cure) = message.split_once('\n').unwrap_or((&message, ""));
        // Some errors tell their cause themselves.
        if !sentence.contains(reason) {
            sentence.push_str(if sentence.is_empty() { "" } else { ": " });
            sentence.push_str(reason);
        }
        cures.insert(0, cure.to_owned());
    }
    cures.insert(0, sentence);
    cures.retain(|line| !line.is_empty());
    cures.join("\n")
}

/// Log lines go to standard error, so that what a command prints stays apart. `RUST_LOG` says how much.
fn keep_log() {
    let filter = EnvFilter::builder()
        .with_default_directive(tracing_subscriber::filter::LevelFilter::WARN.into())
        .from_env_lossy();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
