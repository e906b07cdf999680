//! The bureau's pages on a crowd of agencies: what a page costs must not grow with their number.

use std::net::TcpListener;

use actix_web::web::Data;
use anyhow::{Context as _, Result};
use criterion::Criterion;
use ziping::actions::progress::find_newest;
use ziping::demo::crowd::{Crowd, DEPARTMENT_REVIEWER, FINANCE_REVIEWER, PUBLISHER, generate};
use ziping::web::portal::render_record;
use ziping::web::routes;

use super::page::{cookie_of, in_background, repeat};
use super::stage;

/// Measures on so many agencies over three years, made in this database.
pub fn measure(criterion: &mut Criterion, agencies: u32, url: &str) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    let portal = runtime.block_on(stage::empty(url))?;
    let crowd = Crowd {
        agencies,
        years: 3,
        seed: 1,
    };
    let began = std::time::Instant::now();
    let made = runtime.block_on(generate(
        &portal.store,
        &portal.passwords,
        &portal.schemes,
        crowd,
        render_record,
        stage::now(),
        |_, _| (),
    ))?;
    eprintln!(
        "{agencies} agencies: {made} filings made in {:?}",
        began.elapsed()
    );

    let (finance, department, publisher, campaign) = runtime.block_on(async {
        let caller = stage::caller(&portal.store, FINANCE_REVIEWER).await?;
        let campaign = find_newest(&portal.store, &caller).await?;
        anyhow::Ok((
            cookie_of(&portal, FINANCE_REVIEWER).await?,
            cookie_of(&portal, DEPARTMENT_REVIEWER).await?,
            cookie_of(&portal, PUBLISHER).await?,
            campaign.context("no campaign")?.id,
        ))
    })?;
    let portal = Data::new(portal);
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let place = listener.local_addr()?;
    in_background(move || Ok(ziping::web::server::serve(portal, listener)?.0));

    let pages = [
        ("审核待办, bureau", routes::REVIEWS.to_owned(), &finance),
        (
            "审核待办, department",
            routes::REVIEWS.to_owned(),
            &department,
        ),
        ("待公开", routes::PUBLISHING.to_owned(), &publisher),
        ("进度", routes::campaign(&campaign), &finance),
        (
            "进度, 未报",
            routes::progress_list(&campaign, "owed", ""),
            &finance,
        ),
        (
            "进度, 审核通过",
            routes::progress_list(&campaign, "approved", ""),
            &finance,
        ),
        ("统计", routes::statistics(&campaign, ""), &finance),
        (
            "统计, department",
            routes::STATISTICS.to_owned(),
            &department,
        ),
    ];
    let mut group = criterion.benchmark_group(format!("bureau, {agencies} agencies"));
    for (name, path, session) in pages {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {place}\r\nAccept-Encoding: identity\r\n{session}\r\n"
        );
        repeat(&mut group, name, place, &request, 200)?;
    }
    group.finish();
    Ok(())
}
