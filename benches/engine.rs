//! The pure part on the figures of the two published form families: evaluation, and
//! evaluation with every sheet laid out and every number explained.
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
use ziping::domain::filing::Entries;
use ziping::domain::scheme::Scheme;
use ziping::domain::sheet::{Purpose, lay_out};
use ziping::web::desk::paper::{Links, Mode, Paper};

/// A filled form family as it lies in `schemes/demo`.
#[derive(Deserialize)]
struct Filled {
    year: i32,
    agency: String,
    cells: BTreeMap<String, String>,
}

fn main() -> Result<()> {
    let mut criterion = Criterion::default().configure_from_args();
    for id in ["datonghu-2020", "lukou-2022"] {
        measure(&mut criterion, id)?;
    }
    criterion.final_summary();
    Ok(())
}

fn measure(criterion: &mut Criterion, id: &str) -> Result<()> {
    let text = read(&format!("schemes/{id}.toml"))?;
    let scheme = parse(&text)?;
    let filled: Filled = toml::from_str(&read(&format!("schemes/demo/{id}.toml"))?)?;
    let entries = Entries {
        year: filled.year,
        agency: filled.agency,
        cells: filled.cells,
    };

    let mut group = criterion.benchmark_group(id);
    group.bench_function("parse the scheme", |bencher| {
        bencher.iter(|| parse(black_box(&text)));
    });
    group.bench_function("evaluate", |bencher| {
        bencher.iter(|| evaluate(black_box(&scheme), black_box(&entries)));
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
