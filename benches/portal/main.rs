//! The running portal against the least that could do the same, in one run:
//!
//! - a durable 暂存 of one form, every cell changed, against a bare transaction that writes
//!   the same texts into plain tables of the same database (SQLite always, PostgreSQL when
//!   `ZIPING_TEST_POSTGRES` names a server);
//! - one cell saved by 1, 32, 50 and 500 accountants at the same time over HTTP, against the
//!   median of a bare transaction with the same text;
//! - a published page over loopback, against a bare handler that answers the same bytes;
//! - the entry page of 附件5 over loopback, with session, evaluation and rendering;
//! - "bureau": queues and 进度 of a bureau with 1 000 and with 15 000 agencies over three years.
//!
//! `cargo bench --bench portal`

mod accountants;
mod bureau;
mod client;
mod page;
mod save;
mod stage;

use anyhow::Result;
use criterion::Criterion;

fn main() -> Result<()> {
    let mut criterion = Criterion::default().configure_from_args();
    let folder = stage::folder()?;
    let sqlite = format!("sqlite:{}", folder.join("ziping.db").display());
    save::measure(&mut criterion, "SQLite", &sqlite)?;
    page::measure(&mut criterion, &sqlite)?;
    let crowded = format!("sqlite:{}", folder.join("crowded.db").display());
    accountants::measure("SQLite", &crowded)?;
    if let Some(server) = stage::postgres() {
        stage::with_postgres_database(&server, |url| {
            save::measure(&mut criterion, "PostgreSQL", url)
        })?;
        stage::with_postgres_database(&server, |url| accountants::measure("PostgreSQL", url))?;
    } else {
        eprintln!("left out: 暂存 on PostgreSQL: set ZIPING_TEST_POSTGRES");
    }
    for agencies in [1_000, 15_000] {
        let file = folder.join(format!("bureau-{agencies}.db"));
        bureau::measure(
            &mut criterion,
            agencies,
            &format!("sqlite:{}", file.display()),
        )?;
    }
    criterion.final_summary();
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}
