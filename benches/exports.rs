//! Each output of a filing: time, and the memory it needs at its peak. 大通湖 has four forms, with
//! a score sheet of 17 rules and a report.
//!
//! `cargo bench --bench exports`, with `--features pdf` for the PDF of ten pages too.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow};
use chrono::DateTime;
use criterion::Criterion;
#[cfg(feature = "pdf")]
use criterion::{BatchSize, BenchmarkGroup, measurement::WallTime};
use serde::Deserialize;
use ziping::domain::filing::Entries;
use ziping::domain::scheme::Scheme;
use ziping::export::{Kind, Snapshot, export};

/// A filled form family as it lies in `schemes/demo`.
#[derive(Deserialize)]
struct Filled {
    year: i32,
    agency: String,
    cells: BTreeMap<String, String>,
}

fn main() -> Result<()> {
    let mut criterion = Criterion::default().configure_from_args();
    let (scheme, entries) = filing("datonghu-2020")?;
    for kind in Kind::ALL {
        tell_memory(kind, &scheme, &entries)?;
    }
    let mut group = criterion.benchmark_group("exports");
    group.bench_function("snapshot", |bencher| {
        bencher.iter(|| snapshot(black_box(&scheme), &entries));
    });
    let snapshot = snapshot(&scheme, &entries);
    for kind in Kind::ALL {
        group.bench_function(kind.ending(), |bencher| {
            bencher.iter(|| export(black_box(&snapshot), kind));
        });
    }
    #[cfg(feature = "pdf")]
    pdf_of_another(&mut group, &scheme, &entries);
    group.finish();
    criterion.final_summary();
    Ok(())
}

/// The typesetter remembers what it has set; so each round is of another agency.
#[cfg(feature = "pdf")]
fn pdf_of_another(
    group: &mut BenchmarkGroup<'_, WallTime>,
    scheme: &Arc<Scheme>,
    entries: &Entries,
) {
    let mut round = 0;
    group.bench_function("pdf of another filing", |bencher| {
        let another = || {
            round += 1;
            let mut entries = entries.clone();
            entries.agency = format!("甲县第{round}局");
            snapshot(scheme, &entries)
        };
        bencher.iter_batched(
            another,
            |snapshot| export(&snapshot, Kind::Pdf),
            BatchSize::SmallInput,
        );
    });
}

fn snapshot(scheme: &Arc<Scheme>, entries: &Entries) -> Snapshot {
    Snapshot::of(Arc::clone(scheme), entries.clone(), DateTime::default())
}

/// Tells by how much the memory of the process rose to make an output, its snapshot included.
/// Linux only; elsewhere nothing is told.
fn tell_memory(kind: Kind, scheme: &Arc<Scheme>, entries: &Entries) -> Result<()> {
    // Sets the highest use so far back to the present one.
    if std::fs::write("/proc/self/clear_refs", "5").is_err() {
        return Ok(());
    }
    let before = kilobytes("VmRSS:")?;
    let made = export(&snapshot(scheme, entries), kind)?;
    let most = kilobytes("VmHWM:")?;
    eprintln!(
        "exports/{}: {} bytes, {} KB of memory at most",
        kind.ending(),
        made.bytes.len(),
        most.saturating_sub(before)
    );
    Ok(())
}

fn kilobytes(name: &str) -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.trim().strip_suffix("kB"));
    let number = number.with_context(|| format!("no {name}"))?;
    Ok(number.trim().parse()?)
}

fn filing(id: &str) -> Result<(Arc<Scheme>, Entries)> {
    let scheme = Scheme::parse(&read(&format!("schemes/{id}.toml"))?)
        .map_err(|problems| anyhow!("{id}: {problems:?}"))?;
    let filled: Filled = toml::from_str(&read(&format!("schemes/demo/{id}.toml"))?)?;
    let mut entries = Entries::new(filled.year, filled.agency);
    entries.cells = filled.cells;
    Ok((Arc::new(scheme), entries))
}

fn read(path: &str) -> Result<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).with_context(|| path.display().to_string())
}
