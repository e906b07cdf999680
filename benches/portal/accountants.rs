//! Accountants who type at the same time, each in the filing of his own agency: one cell a save,
//! over HTTP as the page sends it, durable when answered.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener};
use std::thread;
use std::time::{Duration, Instant};

use actix_web::web::Data;
use anyhow::{Context as _, Result, ensure};
use chrono::NaiveDate;
use serde::Deserialize;
use tokio::runtime::Runtime;
use ziping::actions::account::create_organization;
use ziping::actions::campaign::{CampaignRequest, open_campaign};
use ziping::actions::filing::list_todo;
use ziping::actions::save::{Save, TypedCell, save_cells};
use ziping::actions::schemes::Schemes;
use ziping::actions::token::SessionToken;
use ziping::actions::{Caller, Origin};
use ziping::domain::account::Term;
use ziping::domain::campaign::CampaignSettings;
use ziping::domain::workflow::{Actor, OrganizationKind, Role};
use ziping::store::account::{NewAccount, insert_account};
use ziping::store::organization::NewOrganization;
use ziping::store::posting::{NewPosting, insert_posting, list_postings};
use ziping::store::session::{NewSession, insert_session};
use ziping::store::{Page, Store};
use ziping::web::cookie;
use ziping::web::desk::address;

use super::client::Client;
use super::{page, save, stage};

const SCHEME: &str = "datonghu-2020";
const FORM: &str = "f4";
/// 编制数.
const CELL: &str = "authorized_posts";
const MOST: usize = 500;
/// How long each crowd is measured.
const SPAN: Duration = Duration::from_secs(12);
/// A quick typist leaves a cell so often.
const PAUSE: Duration = Duration::from_secs(5);

/// One of them, logged in, with his filing.
#[derive(Clone)]
struct Accountant {
    filing: String,
    session: String,
    csrf_token: String,
}

/// A form family as it lies in `schemes/demo`.
#[derive(Deserialize)]
struct Filled {
    cells: BTreeMap<String, String>,
}

/// What the server says of a save.
#[derive(Deserialize)]
struct Answer {
    version: i64,
    saved: BTreeMap<String, Option<String>>,
    others: Vec<Change>,
}

/// A change that the sender did not know.
#[derive(Deserialize)]
struct Change {
    code: String,
    change_id: String,
}

impl Answer {
    /// The change that stands in the cell.
    fn base(self) -> Option<String> {
        let own = self.saved.get(CELL).cloned().flatten();
        own.or_else(|| {
            let mut others = self.others.into_iter();
            others
                .find(|change| change.code == CELL)
                .map(|change| change.change_id)
        })
    }
}

/// Measures on an empty database at this address.
pub fn measure(database: &str, url: &str) -> Result<()> {
    let runtime = Runtime::new()?;
    let portal = runtime.block_on(stage::empty(url))?;
    let store = portal.store.clone();
    let accountants = runtime.block_on(found(&portal.store, &portal.schemes))?;
    let bare = runtime.block_on(bare_save(&store))?;
    eprintln!(
        "保存一格 on {database}: a bare durable transaction takes {} ms at the median",
        milliseconds(bare)
    );
    let portal = Data::new(portal);
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let place = listener.local_addr()?;
    page::in_background(move || Ok(ziping::web::server::serve(portal, listener)?.0));
    for crowd in [1, 32, 50, MOST] {
        let title = format!("{crowd} without a pause");
        tell(&title, bare, run(place, accountants.get(..crowd), None)?);
    }
    let title = format!("{MOST}, each a cell every {} s", PAUSE.as_secs());
    tell(&title, bare, run(place, accountants.get(..), Some(PAUSE))?);
    Ok(())
}

fn tell(crowd: &str, bare: Duration, mut taken: Vec<Duration>) {
    taken.sort_unstable();
    let at = |share: usize| taken.get(taken.len().saturating_sub(1) * share / 100);
    let (median, late) = (at(50).copied(), at(99).copied());
    let (median, late) = (median.unwrap_or_default(), late.unwrap_or_default());
    eprintln!(
        "  {crowd}: {} saves, {} a second, p50 {} ms, p99 {} ms; p50 is {:.1} bare transactions",
        taken.len(),
        taken.len() as u64 / SPAN.as_secs(),
        milliseconds(median),
        milliseconds(late),
        median.as_secs_f64() / bare.as_secs_f64(),
    );
}

fn milliseconds(span: Duration) -> String {
    format!("{:.2}", span.as_secs_f64() * 1000.0)
}

/// Lets a crowd save for a while and gives the time of every save.
fn run(
    place: SocketAddr,
    crowd: Option<&[Accountant]>,
    pause: Option<Duration>,
) -> Result<Vec<Duration>> {
    let crowd = crowd.context("too few accountants")?;
    let until = Instant::now() + SPAN;
    let mut desks = Vec::with_capacity(crowd.len());
    // They do not all start at once, as people do not.
    let step = pause.unwrap_or_default() / u32::try_from(crowd.len())?;
    for (accountant, number) in crowd.iter().zip(0..) {
        let accountant = accountant.clone();
        let head_start = step * number;
        let desk = thread::Builder::new()
            .stack_size(256 * 1024)
            .spawn(move || {
                thread::sleep(head_start);
                type_until(place, &accountant, until, pause)
            })?;
        desks.push(desk);
    }
    let mut taken = Vec::new();
    for desk in desks {
        let one = desk
            .join()
            .map_err(|_| anyhow::anyhow!("a thread panicked"))?;
        taken.extend(one?);
    }
    Ok(taken)
}

fn type_until(
    place: SocketAddr,
    accountant: &Accountant,
    until: Instant,
    pause: Option<Duration>,
) -> Result<Vec<Duration>> {
    let mut client = Client::connect(place)?;
    let mut save = |base: Option<&str>, version, count| -> Result<(Answer, Duration)> {
        let request = request(place, accountant, base, version, count);
        let began = Instant::now();
        let answer = client.ask(&request, 200)?;
        let span = began.elapsed();
        Ok((serde_json::from_slice(&answer.body)?, span))
    };
    // Learns where the filing stands, as opening the form does.
    let (answer, _) = save(None, 0, 0)?;
    let (mut version, mut base) = (answer.version, answer.base());
    let mut taken = Vec::new();
    while Instant::now() < until {
        let (answer, span) = save(base.as_deref(), version, taken.len())?;
        ensure!(answer.saved.contains_key(CELL), "the cell was not kept");
        taken.push(span);
        version = answer.version;
        base = answer.base().or(base);
        thread::sleep(pause.unwrap_or_default().saturating_sub(span));
    }
    Ok(taken)
}

fn request(
    place: SocketAddr,
    accountant: &Accountant,
    base: Option<&str>,
    version: i64,
    count: usize,
) -> String {
    let cells = match (base, version) {
        (None, 0) => serde_json::json!([]),
        _ => serde_json::json!([{ "code": CELL, "typed": count.to_string(), "base": base }]),
    };
    let body = serde_json::json!({ "form": FORM, "version": version, "cells": cells }).to_string();
    format!(
        "POST {} HTTP/1.1\r\nHost: {place}\r\n{}X-CSRF-Token: {}\r\nAccept-Encoding: identity\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        address::cells(&accountant.filing),
        accountant.session,
        accountant.csrf_token,
        body.len(),
    )
}

/// The median of a bare transaction that keeps one text, one after the other.
async fn bare_save(store: &Store) -> Result<Duration> {
    save::make_bare_tables(store).await?;
    let mut taken = Vec::new();
    for count in 0..300 {
        let cells = [TypedCell {
            code: CELL.to_owned(),
            typed: count.to_string(),
        }];
        let began = Instant::now();
        save::write_bare(store, &cells).await?;
        taken.push(began.elapsed());
    }
    taken.sort_unstable();
    taken
        .get(taken.len() / 2)
        .copied()
        .context("nothing measured")
}

/// A bureau with its agencies, an accountant at each with a session and a filled filing.
async fn found(store: &Store, schemes: &Schemes) -> Result<Vec<Accountant>> {
    let bureau = organization(store, None, "bench-czj".to_owned()).await?;
    let publisher = person(store, &bureau, Role::Publisher, "bench-fabu").await?;
    let mut callers = Vec::with_capacity(MOST);
    for number in 1..=MOST {
        let agency = organization(store, Some(&bureau), format!("bench-{number}")).await?;
        let name = format!("bench-tianbao-{number}");
        callers.push(person(store, &agency, Role::Accountant, &name).await?);
    }
    let request = CampaignRequest {
        year: 2020,
        title: "2020年度部门整体支出绩效自评".to_owned(),
        due_on: NaiveDate::from_ymd_opt(2026, 8, 31).unwrap_or_default(),
        scheme_id: SCHEME.to_owned(),
        scheme_version: 1,
        settings: CampaignSettings::default(),
    };
    open_campaign(store, schemes, &publisher, &request, stage::now()).await?;
    let cells = filled()?;
    let mut accountants = Vec::with_capacity(MOST);
    for caller in callers {
        accountants.push(sit_down(store, schemes, caller, &cells).await?);
    }
    Ok(accountants)
}

async fn sit_down(
    store: &Store,
    schemes: &Schemes,
    caller: Caller,
    cells: &[TypedCell],
) -> Result<Accountant> {
    let todo = list_todo(store, &caller, Page::first(1)).await?;
    let first = todo.items.first().context("nothing to fill in")?;
    let filing = first.listed.filing.id.clone();
    let save = Save::typed(&filing, cells);
    save_cells(store, schemes, &caller, save, stage::now()).await?;
    let token = SessionToken::random()?;
    let csrf_token = SessionToken::random()?.digest();
    let mut tx = store.write().await?;
    let account = &caller.actor.account_id;
    let postings = list_postings(&mut tx, account).await?;
    let posting = postings.first().context("nothing to do")?;
    let new = NewSession {
        token_digest: &token.digest(),
        account_id: account,
        posting_id: &posting.id,
        csrf_token: &csrf_token,
        from_address: "127.0.0.1",
    };
    insert_session(&mut tx, &new, stage::now()).await?;
    tx.commit().await?;
    let name = cookie::session_name(false);
    Ok(Accountant {
        session: format!("Cookie: {name}={}\r\n", token.as_str()),
        filing,
        csrf_token,
    })
}

async fn organization(store: &Store, bureau: Option<&str>, code: String) -> Result<String> {
    let kind = match bureau {
        None => OrganizationKind::Bureau,
        Some(_) => OrganizationKind::Agency,
    };
    let new = NewOrganization {
        kind,
        parent_id: bureau.map(ToOwned::to_owned),
        region: "甲县".to_owned(),
        name: format!("甲县{code}单位"),
        short_name: code.clone(),
        code,
        kind_of_agency: String::new(),
        credit_code: String::new(),
    };
    Ok(create_organization(store, &Caller::command_line(), &new, stage::now()).await?)
}

/// Somebody without a password: he comes by the session made for him.
async fn person(store: &Store, organization: &str, role: Role, name: &str) -> Result<Caller> {
    let mut tx = store.write().await?;
    let new = NewAccount {
        login_name: name,
        display_name: name,
        password_hash: "",
        must_change_password: false,
    };
    let account_id = insert_account(&mut tx, &new, stage::now()).await?;
    let account_id = account_id.context("the name is taken")?;
    let posting = NewPosting {
        account_id: &account_id,
        role,
        organization_id: Some(organization),
        term: Term {
            since: Some(stage::now()),
            ..Term::default()
        },
    };
    insert_posting(&mut tx, &posting, stage::now()).await?;
    tx.commit().await?;
    Ok(Caller {
        actor: Actor {
            account_id,
            role,
            organization_id: Some(organization.to_owned()),
        },
        login_name: name.to_owned(),
        origin: Origin {
            address: "127.0.0.1".to_owned(),
            request_id: "bench".to_owned(),
        },
    })
}

fn filled() -> Result<Vec<TypedCell>> {
    let path = format!("{}/schemes/demo/{SCHEME}.toml", env!("CARGO_MANIFEST_DIR"));
    let filled: Filled = toml::from_str(&std::fs::read_to_string(path)?)?;
    let cells = filled.cells.into_iter();
    Ok(cells
        .map(|(code, typed)| TypedCell { code, typed })
        .collect())
}
