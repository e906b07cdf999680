//! 暂存 of one form against a bare transaction with the same texts.

use anyhow::{Context as _, Result};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput};
use sqlx::QueryBuilder;
use tokio::runtime::Runtime;
use ziping::actions::filing::{list_todo, load_filing};
use ziping::actions::save::{Save, TypedCell, save_cells};
use ziping::store::{Page, Store, Tx};

use super::stage;

const FORM: &str = "f1";

/// Measures both on the database at this address.
pub fn measure(criterion: &mut Criterion, database: &str, url: &str) -> Result<()> {
    let runtime = Runtime::new()?;
    let portal = runtime.block_on(stage::open(url))?;
    let store = &portal.store;
    let caller = runtime.block_on(stage::caller(store, stage::ACCOUNTANT))?;
    let todo = runtime.block_on(list_todo(store, &caller, Page::first(1)))?;
    let filing = todo
        .items
        .first()
        .context("nothing to fill in")?
        .listed
        .filing
        .id
        .clone();
    let opened = runtime.block_on(load_filing(
        store,
        &portal.schemes,
        &caller,
        &filing,
        stage::now(),
    ))?;
    let cells: Vec<TypedCell> = opened
        .entries
        .cells
        .iter()
        .filter(|(code, _)| opened.scheme.form_of(code) == FORM && !code.ends_with(".rows"))
        .map(|(code, typed)| TypedCell {
            code: code.clone(),
            typed: typed.clone(),
        })
        .collect();
    let changed: Vec<TypedCell> = cells
        .iter()
        .map(|cell| TypedCell {
            code: cell.code.clone(),
            typed: format!("{}1", cell.typed),
        })
        .collect();

    let mut group = criterion.benchmark_group(format!("暂存 on {database}"));
    group.throughput(Throughput::Elements(1));
    eprintln!("one form: {} cells, {} bytes", cells.len(), bytes(&cells));
    let mut is_changed = false;
    group.bench_function("save_cells, every cell changed", |bencher| {
        bencher.iter(|| {
            is_changed = !is_changed;
            let typed = if is_changed { &changed } else { &cells };
            let schemes = &portal.schemes;
            let saving = save_cells(
                store,
                schemes,
                &caller,
                Save::typed(&filing, typed),
                stage::now(),
            );
            let saved = stage::wait(&runtime, saving);
            assert_eq!(saved.change_ids.len(), cells.len());
        });
    });
    measure_bare(&mut group, &runtime, store, &cells)?;
    group.finish();
    runtime.block_on(store.close());
    Ok(())
}

fn bytes(cells: &[TypedCell]) -> usize {
    cells.iter().map(|cell| cell.typed.len()).sum()
}

fn measure_bare(
    group: &mut BenchmarkGroup<'_, WallTime>,
    runtime: &Runtime,
    store: &Store,
    cells: &[TypedCell],
) -> Result<()> {
    runtime.block_on(make_bare_tables(store))?;
    group.bench_function("bare transaction, the same texts", |bencher| {
        bencher.iter(|| stage::wait(runtime, write_bare(store, cells)));
    });
    Ok(())
}

/// The plain tables, if they are not there.
pub async fn make_bare_tables(store: &Store) -> Result<()> {
    const NOW: &str =
        "CREATE TABLE IF NOT EXISTS bare_now (code TEXT PRIMARY KEY, typed TEXT NOT NULL)";
    const HISTORY: &str =
        "CREATE TABLE IF NOT EXISTS bare_history (code TEXT NOT NULL, typed TEXT NOT NULL)";
    let mut tx = store.write().await?;
    for sql in [NOW, HISTORY] {
        match &mut tx {
            Tx::Sqlite(tx) => sqlx::query(sql).execute(&mut **tx).await.map(drop)?,
            Tx::Postgres(tx) => sqlx::query(sql).execute(&mut **tx).await.map(drop)?,
        }
    }
    Ok(tx.commit().await?)
}

/// One row of history and one current row for each cell, in two statements, durable.
pub async fn write_bare(store: &Store, cells: &[TypedCell]) -> Result<()> {
    let mut tx = store.write().await?;
    macro_rules! write {
        ($tx:expr) => {{
            let mut history = QueryBuilder::new("INSERT INTO bare_history (code, typed) ");
            history.push_values(cells, |mut row, cell| {
                row.push_bind(&cell.code).push_bind(&cell.typed);
            });
            history.build().execute(&mut **$tx).await?;
            let mut now = QueryBuilder::new("INSERT INTO bare_now (code, typed) ");
            now.push_values(cells, |mut row, cell| {
                row.push_bind(&cell.code).push_bind(&cell.typed);
            });
            now.push(" ON CONFLICT (code) DO UPDATE SET typed = excluded.typed");
            now.build().execute(&mut **$tx).await?;
        }};
    }
    match &mut tx {
        Tx::Sqlite(tx) => write!(tx),
        Tx::Postgres(tx) => write!(tx),
    }
    Ok(tx.commit().await?)
}
