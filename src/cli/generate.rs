//! `ziping generate`: a crowd of agencies over several years, to measure a portal on.

use anyhow::{Context as _, Result};
use clap::Args;

use super::output::say;
use super::place::{Place, now, open_passwords};
use crate::demo::crowd::{self, Crowd, generate};
use crate::web::portal::render_record;

/// Fill an empty database with made-up agencies and their filings, to measure a portal on
///
/// The same numbers and the same seed give the same filings. Never use it where real figures are.
#[derive(Debug, Args)]
pub(super) struct GenerateArgs {
    /// How many agencies
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    agencies: u32,

    /// How many years; the last one, the year before this, is under way
    #[arg(long, value_name = "Y", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=20))]
    years: u32,

    /// What decides everything that is left to chance
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,

    #[command(flatten)]
    place: Place,
}

/// Runs the command.
pub(super) async fn run(args: GenerateArgs) -> Result<()> {
    let store = args.place.open_store().await?;
    let schemes = args.place.load_schemes(None)?;
    let passwords = open_passwords()?;
    let crowd = Crowd {
        agencies: args.agencies,
        years: args.years,
        seed: args.seed,
    };
    let tell = |year, filings| say(&format!("{year}\t{filings} filings"));
    let made = generate(
        &store,
        &passwords,
        &schemes,
        crowd,
        render_record,
        now(),
        tell,
    )
    .await;
    let made = made.context("cannot make the agencies")?;
    store.close().await;
    say(&format!(
        "{made} filings; log in as {}, {}, {} or {}, password {}",
        crowd::FINANCE_REVIEWER,
        crowd::PUBLISHER,
        crowd::DEPARTMENT_REVIEWER,
        crowd::ACCOUNTANT,
        crate::demo::PASSWORD
    ));
    Ok(())
}
