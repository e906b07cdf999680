//! Documents as agencies publish them: a text of 20 KB read and checked, and 200 workbooks one
//! after the other, as `ziping audit` does with a folder.
//!
//! `cargo bench --bench documents`

use std::hint::black_box;
use std::io::{Cursor, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion};
use zip::write::{SimpleFileOptions, ZipWriter};
use ziping::domain::audit::audit;
use ziping::domain::filing::Entries;
use ziping::domain::proposal::Import;
use ziping::domain::scheme::Scheme;
use ziping::import::read;

/// What a published page of forms and a report comes to.
const TEXT_BYTES: usize = 20_000;

const WORKBOOKS: usize = 200;

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
    let workbook = workbook(60)?;
    group.sample_size(10);
    group.bench_function("read and audit 200 workbooks", |bencher| {
        bencher.iter(|| {
            for _ in 0..WORKBOOKS {
                black_box(
                    read("table.xlsx", black_box(&workbook)).map(|document| audit(&document, None)),
                )
                .ok();
            }
        });
    });
    group.finish();
    criterion.final_summary();
    Ok(())
}

/// A filled form of three forms and a report in Word, read and put beside an empty filing.
fn import(group: &mut BenchmarkGroup<'_, WallTime>) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::read(root.join("tests/seeds/made/datonghu.docx"))?;
    let scheme = std::fs::read_to_string(root.join("schemes/datonghu-2020.toml"))?;
    let scheme = Scheme::parse(&scheme).map_err(|_| anyhow!("the scheme has mistakes"))?;
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

/// A workbook with a funding grid and this many indicator rows.
fn workbook(rows: usize) -> Result<Vec<u8>> {
    let mut sheet = row(
        1,
        &["资金", "年初预算数", "全年预算数", "全年执行数", "执行率"],
    );
    sheet += &row(2, &["年度资金总额", "485.88", "817.29", "817.29", "100%"]);
    for number in 3..rows + 3 {
        sheet += &row(
            number,
            &["产出指标", "数量指标", "培训场次", "30场", "53场"],
        );
    }
    let parts = [
        ("_rels/.rels", "<Relationships><Relationship Id=\"r\" Type=\"x/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".to_owned()),
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"附件1\" sheetId=\"1\" r:id=\"r\"/></sheets></workbook>".to_owned()),
        ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"r\" Type=\"x/worksheet\" Target=\"s.xml\"/></Relationships>".to_owned()),
        ("xl/s.xml", format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>")),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(content.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

fn row(number: usize, cells: &[&str]) -> String {
    let cells: String = ('A'..)
        .zip(cells)
        .map(|(column, text)| {
            format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        })
        .collect();
    format!("<row r=\"{number}\">{cells}</row>")
}
