//! A published page against a bare handler, and the entry page of 附件5.

use std::io;
use std::net::{SocketAddr, TcpListener};

use actix_web::dev::Server;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpResponse, HttpServer};
use anyhow::{Context as _, Result};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion};
use ziping::actions::filing::list_todo;
use ziping::actions::publish::list_publications;
use ziping::actions::session::log_in;
use ziping::demo;
use ziping::store::Page;
use ziping::store::publication::PublicationFilter;
use ziping::web::desk::address;
use ziping::web::state::Portal;
use ziping::web::{cookie, routes};

use super::client::Client;
use super::stage;

/// Measures on the demonstration in this database.
pub fn measure(criterion: &mut Criterion, url: &str) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    let portal = runtime.block_on(stage::open(url))?;
    let published = runtime.block_on(published_address(&portal))?;
    let (form, session) = runtime.block_on(form_address(&portal))?;
    let portal = Data::new(portal);
    let served = portal.clone();
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let place = listener.local_addr()?;
    in_background(move || {
        let (server, _) = ziping::web::server::serve(served, listener)?;
        Ok(server)
    });

    let ask = |path: &str, more: &str| {
        format!("GET {path} HTTP/1.1\r\nHost: {place}\r\nAccept-Encoding: gzip\r\n{more}\r\n")
    };
    let page = ask(&published, "");
    let answer = Client::connect(place)?.ask(&page, 200)?;
    let tag = answer
        .header("etag")
        .context("the page has no tag")?
        .to_owned();
    eprintln!("published page: {} bytes gzipped", answer.body.len());
    let bare = serve_bare(answer.body.into())?;

    let mut group = criterion.benchmark_group("published page over loopback");
    repeat(&mut group, "ziping, gzipped", place, &page, 200)?;
    repeat(
        &mut group,
        "bare actix handler, the same bytes",
        bare,
        &page,
        200,
    )?;
    repeat(
        &mut group,
        "ziping, not modified",
        place,
        &ask(&published, &format!("If-None-Match: {tag}\r\n")),
        304,
    )?;
    group.finish();

    let mut group = criterion.benchmark_group("entry page of 附件5 over loopback");
    // Compressed on the fly it would come without a length; the page itself is what is measured.
    repeat(
        &mut group,
        "session, filing, evaluation, page",
        place,
        &ask(&form, &session).replace("gzip", "identity"),
        200,
    )?;
    group.finish();
    Ok(())
}

/// Asks the same again and again.
pub fn repeat(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    place: SocketAddr,
    request: &str,
    status: u16,
) -> Result<()> {
    let mut client = Client::connect(place)?;
    client.ask(request, status)?;
    group.bench_function(name, |bencher| {
        bencher.iter(|| stage::must(client.ask(request, status)));
    });
    Ok(())
}

/// The least that can answer these bytes, with the same number of workers.
fn serve_bare(page: Bytes) -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let place = listener.local_addr()?;
    in_background(move || {
        let app = move || {
            let page = page.clone();
            let answer = move || {
                let page = page.clone();
                async move {
                    HttpResponse::Ok()
                        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
                        .insert_header((CONTENT_ENCODING, "gzip"))
                        .body(page)
                }
            };
            App::new().default_service(web::to(answer))
        };
        Ok(HttpServer::new(app).listen(listener)?.run())
    });
    Ok(place)
}

/// Servers end with the bench.
pub fn in_background(make: impl FnOnce() -> io::Result<Server> + Send + 'static) {
    std::thread::spawn(move || {
        let running = async { make()?.await };
        stage::must(actix_web::rt::System::new().block_on(running));
    });
}

async fn published_address(portal: &Portal) -> Result<String> {
    let filter = PublicationFilter::default();
    let list = list_publications(&portal.store, &filter, Page::first(1)).await?;
    let head = list.items.first().context("nothing is published")?;
    Ok(routes::publication(head.year, &head.agency_code))
}

/// The address of 附件5 of the draft, and the cookie header of its accountant.
async fn form_address(portal: &Portal) -> Result<(String, String)> {
    let store = &portal.store;
    let caller = stage::caller(store, stage::ACCOUNTANT).await?;
    let todo = list_todo(store, &caller, Page::first(1)).await?;
    let filing = &todo
        .items
        .first()
        .context("nothing to fill in")?
        .listed
        .filing
        .id;
    let header = cookie_of(portal, stage::ACCOUNTANT).await?;
    Ok((address::form(filing, "f5"), header))
}

/// The cookie header of somebody who has logged in.
pub async fn cookie_of(portal: &Portal, login_name: &str) -> Result<String> {
    let (store, passwords) = (&portal.store, &portal.passwords);
    let origin = stage::caller(store, login_name).await?.origin;
    let password = demo::PASSWORD;
    let session = log_in(
        store,
        passwords,
        login_name,
        password,
        &origin,
        stage::now(),
    )
    .await?;
    Ok(format!(
        "Cookie: {}={}\r\n",
        cookie::session_name(false),
        session.token.as_str()
    ))
}
