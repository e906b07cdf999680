//! What is measured upon: the demonstration on a fresh database.

use std::future::Future;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use chrono::{DateTime, Utc};
use sqlx::Connection as _;
use sqlx::postgres::PgConnection;
use tokio::runtime::Runtime;
use ziping::actions::password::Passwords;
use ziping::actions::schemes::Schemes;
use ziping::actions::{Caller, Origin};
use ziping::config::{EvidenceSettings, Settings};
use ziping::demo;
use ziping::store::Store;
use ziping::store::account::find_account_by_login;
use ziping::store::posting::list_postings;
use ziping::vault::{Seal, Vault};
use ziping::web::portal::render_record;
use ziping::web::state::{Clock, Parts, Portal};

/// The accountant of the draft with four forms.
pub const ACCOUNTANT: &str = "jia-tianbao";

/// A folder of its own on the disk that holds the build, not in memory.
pub fn folder() -> Result<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(new_name());
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn new_name() -> String {
    format!("bench_{}", uuid::Uuid::now_v7().simple())
}

/// The time in the portal.
pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_773_624_600, 0).unwrap_or_default()
}

/// The PostgreSQL server to use, if one is named.
#[expect(
    clippy::disallowed_methods,
    reason = "a bench is given its server like the tests"
)]
pub fn postgres() -> Option<String> {
    std::env::var("ZIPING_TEST_POSTGRES")
        .ok()
        .filter(|url| !url.is_empty())
}

/// Runs on a database that exists only meanwhile.
pub fn with_postgres_database(server: &str, run: impl FnOnce(&str) -> Result<()>) -> Result<()> {
    let name = new_name();
    let (address, _) = server
        .rsplit_once('/')
        .context("no database in the address")?;
    let runtime = Runtime::new()?;
    runtime.block_on(on_server(server, format!("CREATE DATABASE {name}")))?;
    let outcome = run(&format!("{address}/{name}"));
    runtime.block_on(on_server(
        server,
        format!("DROP DATABASE {name} WITH (FORCE)"),
    ))?;
    outcome
}

/// A database's name cannot be a parameter; it is made here, so the text is safe.
async fn on_server(url: &str, statement: String) -> Result<()> {
    let mut connection = PgConnection::connect(url).await?;
    sqlx::raw_sql(sqlx::AssertSqlSafe(statement))
        .execute(&mut connection)
        .await?;
    Ok(connection.close().await?)
}

/// The portal on an empty database.
pub async fn empty(url: &str) -> Result<Portal> {
    let mut settings = Settings::default();
    // Accounts made long ago are at work as well.
    settings.password.days = 0;
    let folder = std::env::temp_dir().join("ziping-bench");
    let vault = Vault::open(&EvidenceSettings::default(), &folder).await?;
    Ok(Portal::new(Parts {
        store: Store::open(url).await?,
        passwords: Passwords::new(1)?,
        schemes: Schemes::shipped()?,
        vault,
        seal: Seal::open(None, &folder)?,
        sign_on: None,
        settings,
        clock: Clock::new(now),
        start: 1,
    }))
}

/// The portal with the demonstration in it.
pub async fn open(url: &str) -> Result<Portal> {
    let portal = empty(url).await?;
    demo::load(
        &portal.store,
        &portal.passwords,
        &portal.schemes,
        render_record,
        now(),
    )
    .await?;
    Ok(portal)
}

/// Somebody of the demonstration.
pub async fn caller(store: &Store, login_name: &str) -> Result<Caller> {
    let mut tx = store.read().await?;
    let account = find_account_by_login(&mut tx, login_name)
        .await?
        .context("no such account")?;
    let postings = list_postings(&mut tx, &account.id).await?;
    tx.commit().await?;
    Ok(Caller {
        actor: postings.first().context("nothing to do")?.actor(),
        login_name: login_name.to_owned(),
        origin: Origin {
            address: "127.0.0.1".to_owned(),
            request_id: "bench".to_owned(),
        },
    })
}

/// Ends the bench when a measured step fails: a wrong answer must not count as a fast one.
pub fn must<T, E: std::fmt::Display>(result: std::result::Result<T, E>) -> T {
    result.unwrap_or_else(|error| {
        eprintln!("a measured step failed: {error}");
        std::process::exit(1)
    })
}

/// Waits for a measured step.
pub fn wait<T, E: std::fmt::Display>(
    runtime: &Runtime,
    step: impl Future<Output = std::result::Result<T, E>>,
) -> T {
    must(runtime.block_on(step))
}
