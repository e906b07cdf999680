//! A long evaluation keeps nobody else waiting. Nothing here measures time: the long work ends when
//! the test says so.

use std::sync::mpsc;

use tokio::sync::oneshot;
use ziping::actions::workshop::{WorkError, Workshop};

use super::office::Office;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};

/// Work that has begun, and ends when the sender is dropped.
struct Long {
    begun: oneshot::Receiver<()>,
    end: mpsc::Sender<()>,
}

fn long() -> (Long, impl FnOnce() + Send + 'static) {
    let (end, ended) = mpsc::channel::<()>();
    let (tell, begun) = oneshot::channel();
    let work = move || {
        tell.send(()).unwrap();
        // An error says that the test has dropped the sender.
        let _ = ended.recv();
    };
    (Long { begun, end }, work)
}

/// The accountant's own page waits for his long evaluation; everything else goes on: pages without
/// figures, and the pages of somebody else's filing.
async fn a_long_evaluation_keeps_nobody_else_waiting(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let portal = office.app.portal.clone();
    let other = office.app.log_in(county::OTHER_ACCOUNTANT).await;
    let reviewer = office.app.log_in(county::FINANCE_REVIEWER).await;
    let accountant = county::caller(&portal.store, county::ACCOUNTANT).await;
    let (Long { begun, end }, work) = long();
    let busy = actix_web::rt::spawn(async move { portal.apart(&accountant, work).await });
    begun.await.unwrap();

    let own_page = office.form("f1");
    let mut own = std::pin::pin!(office.accountant.get(&own_page));
    let others = async {
        for _ in 0..20 {
            assert_eq!(office.app.visitor().get("/").await.status, 200);
            assert_eq!(other.get("/filings").await.status, 200);
            assert_eq!(reviewer.get("/reviews").await.status, 200);
        }
    };
    tokio::select! {
        biased;
        page = &mut own => panic!("evaluated beside the long work: {}", page.status),
        () = others => {}
    }
    drop(end);
    assert_eq!(own.await.status, 200);
    busy.await.unwrap().unwrap();
}

on_both_databases!(a_long_evaluation_keeps_nobody_else_waiting);

#[actix_web::test]
async fn somebody_with_much_to_do_takes_up_one_place_only() {
    let workshop = std::sync::Arc::new(Workshop::new(2));
    let (Long { begun, end }, work) = long();
    let [first, second] = [workshop.clone(), workshop.clone()];
    let first = actix_web::rt::spawn(async move { first.run_for("a", work).await });
    begun.await.unwrap();
    let mut second = Box::pin(async move { second.run_for("a", || "second").await });
    for _ in 0..20 {
        tokio::select! {
            biased;
            _ = &mut second => panic!("two pieces of one person at a time"),
            done = workshop.run_for("b", || "other") => assert_eq!(done.unwrap(), "other"),
        }
    }
    drop(end);
    first.await.unwrap().unwrap();
    assert_eq!(second.await.unwrap(), "second");
}

#[actix_web::test]
async fn work_that_breaks_off_gives_its_place_back() {
    let workshop = Workshop::new(1);
    let broken: Result<(), WorkError> = workshop.run_for("a", || panic!("broken")).await;
    assert!(broken.is_err());
    assert_eq!(workshop.run_for("a", || 1).await.unwrap(), 1);
}
