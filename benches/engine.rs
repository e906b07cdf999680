//! The pure part on the figures of the two published form families: evaluation with and without
//! the texts and the explanations, and 1 000 filings under an old and a new version of a scheme.
//!
//! `cargo bench --bench engine`

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};
use askama::Template as _;
use criterion::Criterion;
use serde::Deserialize;
use ziping::domain::evaluate::{Evaluation, evaluate, evaluate_figures};
use ziping::domain::explanation::Explanations;
use ziping::domain::filing::{Entries, FilingFile};
use ziping::domain::replay::{Summary, replay};
use ziping::domain::scheme::source::ItemKind;
use ziping::domain::scheme::{Scheme, SlotKind};
use ziping::domain::sheet::{Purpose, lay_out};
use ziping::web::desk::paper::{Links, Mode, Paper};

/// A filled form family as it lies in `schemes/demo`.
#[derive(Deserialize)]
struct Filled {
    year: i32,
    agency: String,
    cells: BTreeMap<String, String>,
}

/// Filings that are replayed.
const FILINGS: usize = 1000;

fn main() -> Result<()> {
    let mut criterion = Criterion::default().configure_from_args();
    for id in ["datonghu-2020", "lukou-2022"] {
        measure(&mut criterion, id)?;
        measure_replay(&mut criterion, id)?;
    }
    criterion.final_summary();
    Ok(())
}

fn measure(criterion: &mut Criterion, id: &str) -> Result<()> {
    let text = read(&format!("schemes/{id}.toml"))?;
    let scheme = parse(&text)?;
    let entries = filled(id)?;
    let without_texts = without_texts(&scheme, &entries);

    let mut group = criterion.benchmark_group(id);
    group.bench_function("parse the scheme", |bencher| {
        bencher.iter(|| parse(black_box(&text)));
    });
    group.bench_function("evaluate", |bencher| {
        bencher.iter(|| evaluate(black_box(&scheme), black_box(&entries)));
    });
    group.bench_function("evaluate without the long texts", |bencher| {
        bencher.iter(|| evaluate(black_box(&scheme), black_box(&without_texts)));
    });
    group.bench_function("evaluate and explain every number", |bencher| {
        bencher.iter(|| {
            let evaluation = evaluate(black_box(&scheme), black_box(&entries));
            let explanations = Explanations::new(&scheme, &entries, &evaluation);
            black_box(explanations.all().len())
        });
    });
    group.bench_function("evaluate without the checks", |bencher| {
        bencher.iter(|| evaluate_figures(black_box(&scheme), black_box(&entries)));
    });
    group.bench_function(
        "evaluate without the checks and explain every number",
        |bencher| {
            bencher.iter(|| {
                let evaluation = evaluate_figures(black_box(&scheme), black_box(&entries));
                let explanations = Explanations::new(&scheme, &entries, &evaluation);
                black_box(explanations.all().len())
            });
        },
    );
    let evaluation = evaluate(&scheme, &entries);
    group.bench_function("say where points were lost", |bencher| {
        bencher.iter(|| {
            let explanations = Explanations::new(&scheme, &entries, black_box(&evaluation));
            black_box(explanations.losses().len())
        });
    });
    group.bench_function("evaluate, lay out and explain", |bencher| {
        bencher.iter(|| {
            let evaluation = evaluate(black_box(&scheme), black_box(&entries));
            for form in &scheme.forms {
                black_box(lay_out(
                    &scheme,
                    &form.id,
                    &entries,
                    &evaluation,
                    Purpose::Reading,
                ));
            }
        });
    });
    if let Some(form) = scheme.forms.iter().find(|form| form.annex == "附件5") {
        group.bench_function("lay out and draw 附件5 for entry", |bencher| {
            bencher.iter(|| draw(&scheme, &form.id, &entries, &evaluation));
        });
    }
    group.finish();
    Ok(())
}

/// The filings of a county in many years: read from JSON, evaluated under both versions, compared.
fn measure_replay(criterion: &mut Criterion, id: &str) -> Result<()> {
    let text = read(&format!("schemes/{id}.toml"))?;
    let old = parse(&text)?;
    let new = parse(&lowered(&text))?;
    let filings = filings(id)?;
    let mut group = criterion.benchmark_group(id);
    group.sample_size(10);
    group.bench_function("replay 1 000 filings", |bencher| {
        bencher.iter(|| {
            let mut summary = Summary::default();
            for filing in &filings {
                let Ok(file) = FilingFile::read(black_box(filing)) else {
                    continue;
                };
                let mut entries = Entries::new(file.year, file.agency);
                entries.cells = file.cells;
                black_box(replay(&old, &new, &entries, &mut summary));
            }
            summary.tally(&new)
        });
    });
    group.finish();
    Ok(())
}

/// The next version of a scheme: 优 only from 92 points on.
fn lowered(text: &str) -> String {
    text.replacen("version = 1", "version = 2", 1)
        .replacen("at_least = 90", "at_least = 92", 1)
}

/// As many filings as a county of 100 agencies gets in ten years, no two alike.
fn filings(id: &str) -> Result<Vec<String>> {
    let entries = filled(id)?;
    (0..FILINGS)
        .map(|number| {
            let mut cells = entries.cells.clone();
            for (code, typed) in &mut cells {
                if is_amount(typed) && code.len() % 7 == number % 7 {
                    typed.push_str(&format!("{:02}", number % 97));
                }
            }
            let filing = serde_json::json!({
                "format": "ziping-filing/1",
                "scheme": id,
                "year": entries.year,
                "agency": format!("{}{number}", entries.agency),
                "cells": cells,
            });
            Ok(serde_json::to_string(&filing)?)
        })
        .collect()
}

fn is_amount(typed: &str) -> bool {
    typed.contains('.')
        && typed
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == '.')
}

/// The same filing with its long texts left empty: what the figures alone cost.
fn without_texts(scheme: &Scheme, entries: &Entries) -> Entries {
    let mut entries = entries.clone();
    for slot in &scheme.slots {
        if let SlotKind::Input(item) = &slot.kind
            && item.kind == ItemKind::Text
        {
            entries.cells.remove(&slot.code);
        }
    }
    entries
}

fn filled(id: &str) -> Result<Entries> {
    let filled: Filled = toml::from_str(&read(&format!("schemes/demo/{id}.toml"))?)?;
    Ok(Entries {
        year: filled.year,
        agency: filled.agency,
        cells: filled.cells,
    })
}

fn draw(scheme: &Scheme, form: &str, entries: &Entries, evaluation: &Evaluation) -> usize {
    let Some(sheet) = lay_out(scheme, form, entries, evaluation, Purpose::Entry) else {
        return 0;
    };
    let links = Links::Pages { filing: "0", form };
    let page = Paper::new(&sheet, Mode::Entry, links).render();
    black_box(page.map_or(0, |page| page.len()))
}

fn parse(text: &str) -> Result<Scheme> {
    Scheme::parse(text).map_err(|problems| anyhow!("{} problems in the scheme", problems.len()))
}

fn read(path: &str) -> Result<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).with_context(|| path.display().to_string())
}
