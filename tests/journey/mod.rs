//! A few stories in a real Chromium, with script and without, on both databases.
//!
//! Every story keeps pictures of its stations in `test-output/journey/STORY`.

mod browser;
mod by_keys;
mod closing;
mod demonstration;
mod evidence;
mod filling;
mod importing;
mod keyboard;
mod keys;
mod last_year;
mod log_in;
mod paper;
mod printing;
mod publishing;
mod reviewing;
mod saving;
mod scheme;
mod second_factor;
mod sound;
mod submitting;
mod walk;
mod writing;
mod year;

use tokio::sync::Mutex;

use crate::support::database::{Database, FreshDatabase};
use crate::support::left_out;
use browser::Script;

/// One browser at a time: the stories share two cores with a database server.
static TURN: Mutex<()> = Mutex::const_new(());

/// What a story needs: a fresh database, and where ChromeDriver listens.
pub struct Stage {
    pub database: FreshDatabase,
    pub chromedriver: String,
    /// Names the folder of the pictures: story, database, script.
    pub name: String,
    pub script: Script,
}

/// Runs a story, or leaves it out by name when a server is missing.
pub async fn tell<F: Future<Output = ()>>(
    name: &str,
    database: Database,
    script: Script,
    story: impl FnOnce(Stage) -> F,
) {
    let Some(chromedriver) = left_out::unless_set(left_out::CHROMEDRIVER) else {
        return;
    };
    let Some(fresh) = FreshDatabase::on(database).await else {
        return;
    };
    let _turn = TURN.lock().await;
    let name = format!("{name}-{database:?}-script-{script:?}").to_lowercase();
    story(Stage {
        database: fresh,
        chromedriver,
        name,
        script,
    })
    .await;
}

/// Gives a story tests: each with its name, its database, and whether the browser runs scripts.
macro_rules! tests_of {
    ($story:ident: $($test:ident $database:ident $script:ident),+ $(,)?) => {
        mod $story {
            use $crate::journey::browser::Script;
            use $crate::journey::tell;
            use $crate::support::database::Database;

            $(#[actix_web::test]
            async fn $test() {
                tell(
                    stringify!($story),
                    Database::$database,
                    Script::$script,
                    super::$story,
                )
                .await;
            })+
        }
    };
}
pub(crate) use tests_of;

/// Gives a story its four tests: `on_sqlite`, `on_postgres`, and both without script.
macro_rules! journey {
    ($story:ident) => {
        $crate::journey::tests_of!(
            $story: on_sqlite Sqlite On,
            on_sqlite_without_script Sqlite Off,
            on_postgres Postgres On,
            on_postgres_without_script Postgres Off,
        );
    };
}
pub(crate) use journey;

/// Gives a story about the scripts themselves its two tests: `on_sqlite` and `on_postgres`.
macro_rules! scripted_journey {
    ($story:ident) => {
        $crate::journey::tests_of!($story: on_sqlite Sqlite On, on_postgres Postgres On);
    };
}
pub(crate) use scripted_journey;
