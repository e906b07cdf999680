//! A fresh database for every test, gone afterwards.

use std::path::PathBuf;

use sqlx::Connection as _;
use sqlx::postgres::PgConnection;
use ziping::store::Store;

use super::left_out;

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Database {
    /// A file of its own in a temporary folder.
    Sqlite,
    /// A database of its own on the server that `ZIPING_TEST_POSTGRES` names.
    Postgres,
}

/// An empty database with all tables. Removed when dropped.
pub struct FreshDatabase {
    /// The address, as `ziping serve --database` takes it.
    pub url: String,
    /// A folder of its own for whatever else a portal keeps.
    pub folder: PathBuf,
    server: Option<Server>,
}

struct Server {
    url: String,
    name: String,
}

impl FreshDatabase {
    /// A new database, or `None` when there is no server for it, which is then said.
    pub async fn on(database: Database) -> Option<Self> {
        match database {
            Database::Sqlite => Some(Self::in_folder()),
            Database::Postgres => {
                let server = left_out::unless_set(left_out::POSTGRES)?;
                Some(Self::on_server(server).await)
            }
        }
    }

    /// Opens the store; may be done again to see what a restart finds.
    pub async fn open(&self) -> Store {
        Store::open(&self.url).await.unwrap()
    }

    fn in_folder() -> Self {
        let folder = new_folder();
        let url = format!("sqlite:{}", folder.join("ziping.db").display());
        Self {
            url,
            folder,
            server: None,
        }
    }

    async fn on_server(server: String) -> Self {
        let name = format!("ziping_test_{}", new_name());
        on_server(&server, format!("CREATE DATABASE {name}")).await;
        let (address, _) = server
            .rsplit_once('/')
            .expect("the address ends in a database name");
        Self {
            url: format!("{address}/{name}"),
            folder: new_folder(),
            server: Some(Server { url: server, name }),
        }
    }
}

impl Drop for FreshDatabase {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
        let Some(Server { url, name }) = &self.server else {
            return;
        };
        let (url, drop) = (url.clone(), format!("DROP DATABASE {name} WITH (FORCE)"));
        // The test's own runtime cannot be waited for here.
        let _ = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap()
                .block_on(on_server(&url, drop));
        })
        .join();
    }
}

/// A database's name cannot be a parameter; it is made here, so the text is safe.
async fn on_server(url: &str, statement: String) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(statement))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

fn new_folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("ziping-test-{}", new_name()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn new_name() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}

/// Runs tests that are written once on both databases:
///
/// ```ignore
/// async fn a_filing_keeps_its_entries(fresh: FreshDatabase) { … }
/// on_both_databases!(a_filing_keeps_its_entries);
/// ```
///
/// gives the tests `a_filing_keeps_its_entries::sqlite` and `::postgres`.
macro_rules! on_both_databases {
    ($($test:ident),+ $(,)?) => {
        $(mod $test {
            use $crate::support::database::{Database, run};

            #[actix_web::test]
            async fn sqlite() {
                run(Database::Sqlite, super::$test).await;
            }

            #[actix_web::test]
            async fn postgres() {
                run(Database::Postgres, super::$test).await;
            }
        })+
    };
}
pub(crate) use on_both_databases;

/// Runs a test on a fresh database of this kind, or leaves it out by name.
pub async fn run<F: Future<Output = ()>>(
    database: Database,
    test: impl FnOnce(FreshDatabase) -> F,
) {
    if let Some(fresh) = FreshDatabase::on(database).await {
        test(fresh).await;
    }
}

async fn a_fresh_database_opens_twice(fresh: FreshDatabase) {
    fresh.open().await.close().await;
    fresh.open().await.close().await;
}

on_both_databases!(a_fresh_database_opens_twice);
