//! Documents as agencies publish them: a text of 20 KB read and checked, and 200 workbooks read and
//! evaluated, as `ziping audit --scheme` does with a folder, beside what LibreOffice takes for them.
//!
//! `cargo bench --bench documents`

mod workbook;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow, ensure};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion};
use ziping::domain::audit::audit;
use ziping::domain::filing::Entries;
use ziping::domain::proposal::Import;
use ziping::domain::scheme::Scheme;
use ziping::import::read;

/// What a published page of forms and a report comes to.
const TEXT_BYTES: usize = 20_000;

const WORKBOOKS: usize = 200;

/// Indicator rows of a workbook.
const ROWS: usize = 60;

fn main() -> Result<()> {
    let mut criterion = Criterion::default().configure_from_args();
    let text = text()?;
    let document = read("text.txt", text.as_bytes())?;
    let mut group = criterion.benchmark_group("documents");
    group.bench_function("read a text of 20 KB", |bencher| {
        bencher.iter(|| read("text.txt", black_box(text.as_bytes())));
    });
    group.bench_function("audit a text of 20 KB", |bencher| {
        bencher.iter(|| audit(black_box(&document), None));
    });
    import(&mut group)?;
    let scheme = scheme("lukou-2022")?;
    let workbook = workbook::with_rows(ROWS)?;
    group.sample_size(10);
    group.bench_function("read and evaluate 200 workbooks", |bencher| {
        bencher.iter(|| {
            for _ in 0..WORKBOOKS {
                let document = read("table.xlsx", black_box(&workbook));
                black_box(document.map(|document| audit(&document, Some(&scheme)))).ok();
            }
        });
    });
    group.finish();
    criterion.final_summary();
    measure_office(&workbook)
}

/// The time of one call of LibreOffice for the same workbooks, start-up and all; said, not sampled.
fn measure_office(workbook: &[u8]) -> Result<()> {
    let is_listing = std::env::args().any(|argument| argument == "--test" || argument == "--list");
    if is_listing {
        return Ok(());
    }
    let name = format!("bench-office-{}", std::process::id());
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder)?;
    let files: Vec<PathBuf> = (0..WORKBOOKS)
        .map(|number| folder.join(format!("{number}.xlsx")))
        .collect();
    for file in &files {
        std::fs::write(file, workbook)?;
    }
    let start = Instant::now();
    let outcome = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}/profile",
            folder.display()
        ))
        .args(["--headless", "--convert-to", "csv", "--outdir"])
        .arg(&folder)
        .args(&files)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let time = start.elapsed();
    let made = files
        .iter()
        .filter(|file| file.with_extension("csv").is_file())
        .count();
    std::fs::remove_dir_all(&folder)?;
    match outcome {
        Err(_) => eprintln!("left out: 200 workbooks by LibreOffice: there is no soffice"),
        Ok(status) => {
            ensure!(
                made == WORKBOOKS,
                "LibreOffice made {made} tables ({status})"
            );
            eprintln!(
                "200 workbooks by LibreOffice in one call: {:.2} s",
                time.as_secs_f32()
            );
        }
    }
    Ok(())
}

/// A filled form of three forms and a report in Word, read and put beside an empty filing.
fn import(group: &mut BenchmarkGroup<'_, WallTime>) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::read(root.join("tests/seeds/made/datonghu.docx"))?;
    let scheme = scheme("datonghu-2020")?;
    let entries = Entries::new(2020, "甲县政务服务中心");
    let document = read("a.docx", &file)?;
    group.bench_function("read a docx of four forms", |bencher| {
        bencher.iter(|| read("a.docx", black_box(&file)));
    });
    group.bench_function("put a docx of four forms beside a filing", |bencher| {
        bencher.iter(|| Import::of(black_box(&document), &scheme, &entries));
    });
    Ok(())
}

fn scheme(id: &str) -> Result<Scheme> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schemes/{id}.toml"));
    let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    Scheme::parse(&text).map_err(|problems| anyhow!("{} problems in the scheme", problems.len()))
}

/// Published documents, one behind the other, cut to the size at the end of a line.
fn text() -> Result<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds/documents");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .with_context(|| folder.display().to_string())?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let mut text = String::new();
    for file in files {
        text.push_str(&std::fs::read_to_string(&file)?);
        text.push('\n');
    }
    let end = text.floor_char_boundary(TEXT_BYTES);
    text.truncate(end);
    Ok(text)
}
