//! 财政复核 over HTTP, without script: both scores, what is refused, who sees it, what a 退回 does to it.

use ziping::actions::filing::list_todo;
use ziping::actions::step::{approve_filing, submit_filing};
use ziping::demo;
use ziping::domain::workflow::Role;
use ziping::store::Page as Part;
use ziping::store::correction::{Rescoring, find_rescoring, list_corrections};
use ziping::web::desk::address;

use super::{account, demonstration, enter};
use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::{Form, Page};

const FORM: &str = "form[data-rescore]";
const APPROVAL: &str = "form[action$='/approval']";
const RETURN: &str = "form[action$='/return']";
const WHY: &str = "以决算报表为准<第3页>";

/// The filing of the first county that waits for the bureau, its reviewer at work, and who filled it in.
struct Case {
    app: TestApp,
    reviewer: Client,
    accountant: &'static str,
    filing: String,
}

impl Case {
    async fn of(database: FreshDatabase) -> Self {
        let app = demonstration(database).await;
        let store = &app.portal.store;
        let name = account("jia", Role::FinanceReviewer);
        let caller = county::caller(store, name).await;
        let todo = list_todo(store, &caller, Part::first(1)).await;
        let filing = todo.unwrap().items.remove(0).listed.filing;
        let mut accountant = "";
        for person in demo::ACCOUNTS
            .iter()
            .filter(|it| it.role == Role::Accountant)
        {
            let caller = county::caller(store, person.login_name).await;
            if caller.actor.organization_id.as_ref() == Some(&filing.facts.agency_id) {
                accountant = person.login_name;
            }
        }
        Self {
            reviewer: enter(&app, name).await,
            filing: filing.id,
            accountant,
            app,
        }
    }

    async fn open(&self) -> Page {
        let page = self.reviewer.get(&address::rescore(&self.filing)).await;
        assert_eq!(page.status, 200, "{}", page.body);
        page
    }

    /// What stands in the database: codes, and what they come to.
    async fn stored(&self) -> (Vec<String>, Option<Rescoring>) {
        let mut tx = self.app.portal.store.read().await.unwrap();
        let standing = list_corrections(&mut tx, &self.filing).await.unwrap();
        let rescoring = find_rescoring(&mut tx, &self.filing).await.unwrap();
        (standing.into_iter().map(|it| it.code).collect(), rescoring)
    }
}

/// Types a correction and its reason.
fn correct(form: Form, cell: &str, text: &str, reason: &str) -> Form {
    form.with(&format!("c:{cell}"), text)
        .with(&format!("r:{cell}"), reason)
}

/// The cells that take a correction by typing.
fn figures(page: &Page) -> Vec<String> {
    let names = page.attributes("input[name^='c:']", "name");
    names
        .iter()
        .map(|name| name.trim_start_matches("c:").to_owned())
        .collect()
}

/// The first of them.
fn a_figure(page: &Page) -> String {
    figures(page).remove(0)
}

async fn corrections_are_kept_beside_what_the_agency_typed(database: FreshDatabase) {
    let case = Case::of(database).await;
    let page = case.open().await;
    assert!(page.words().contains("还没有更正"), "{}", page.body);
    let cell = a_figure(&page);

    // Nothing typed is lost, and nothing half done.
    let wrong = correct(page.form(FORM), &cell, "一百", "");
    let refused = case.reviewer.send(&wrong).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(refused.text(".error-summary").contains("不是规范的数字"));
    let again = refused.form(FORM);
    assert_eq!(again.typed(&format!("c:{cell}")), "一百");
    assert_eq!(case.stored().await, (Vec::new(), None));
    let unreasoned = case.reviewer.send(&correct(again, &cell, "1", "")).await;
    assert!(unreasoned.text(".error-summary").contains("请写明更正"));

    let kept = correct(unreasoned.form(FORM), &cell, "1", WHY);
    let preview = kept.clone();
    let pieces = case
        .reviewer
        .post(&address::rescore_preview(&case.filing), &preview.pairs)
        .await;
    assert_eq!(pieces.status, 200, "{}", pieces.body);
    assert!(pieces.has("[data-live=totals]") && pieces.has("[data-live=causes] table"));
    assert_eq!(
        case.stored().await,
        (Vec::new(), None),
        "a preview stores nothing"
    );

    let saved = case.reviewer.send(&kept).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let (cells, rescoring) = case.stored().await;
    assert_eq!(cells, std::slice::from_ref(&cell));
    let rescoring = rescoring.unwrap();
    assert_eq!(rescoring.corrections, 1);
    assert!(!rescoring.own_total.is_empty());

    let page = case.reviewer.follow(saved).await;
    assert!(page.text(".notice").contains("复核更正已保存"));
    assert_eq!(page.form(FORM).typed(&format!("r:{cell}")), WHY);
    assert_eq!(
        page.text("[data-live=totals]"),
        pieces.text("[data-live=totals]")
    );

    // A page opened before somebody else's correction keeps what was typed and does nothing.
    let stale = case.reviewer.send(&correct(kept, &cell, "2", WHY)).await;
    assert_eq!(stale.status, 409);
    assert_eq!(stale.form(FORM).typed(&format!("c:{cell}")), "2");

    let withdrawn = correct(page.form(FORM), &cell, "", "");
    assert_eq!(case.reviewer.send(&withdrawn).await.status, 303);
    let (cells, rescoring) = case.stored().await;
    let rescoring = rescoring.unwrap();
    assert!(cells.is_empty());
    assert_eq!(rescoring.own_total, rescoring.reviewed_total);
}

async fn the_agency_sees_them_once_the_bureau_has_decided(database: FreshDatabase) {
    let case = Case::of(database).await;
    let page = case.open().await;
    let cell = a_figure(&page);
    let saved = correct(page.form(FORM), &cell, "1", WHY);
    assert_eq!(case.reviewer.send(&saved).await.status, 303);

    let agency = enter(&case.app, case.accountant).await;
    let here = address::rescore(&case.filing);
    let before = agency.get(&here).await;
    assert!(
        !before.words().contains(WHY) && !before.has(FORM),
        "{}",
        before.body
    );
    for name in [case.accountant, account("jia", Role::Publisher)] {
        let other = enter(&case.app, name).await;
        let mut forged = saved.clone();
        forged.pairs.retain(|(name, _)| name != "_csrf");
        let token = super::token(&other).await;
        let refused = other.send(&forged.with("_csrf", &token)).await;
        assert_eq!(refused.status, 403, "{name}");
    }

    let review = case.reviewer.get(&address::review(&case.filing)).await;
    let approved = case.reviewer.send(&review.form(APPROVAL)).await;
    assert_eq!(approved.status, 303, "{}", approved.body);
    let after = agency.get(&here).await;
    assert!(after.words().contains(WHY), "{}", after.body);
    let overview = agency.get(&address::filing(&case.filing)).await;
    assert!(overview.attributes("main a", "href").contains(&here));
    // Decided is decided.
    let late = case.reviewer.send(&saved).await;
    assert_eq!(late.status, 409, "{}", late.body);
}

/// The agency answers one of two corrections, the bureau gives in; only then it can be published.
async fn an_appeal_is_said_once_and_answered_once(database: FreshDatabase) {
    let case = Case::of(database).await;
    let page = case.open().await;
    let cells: Vec<String> = figures(&page).into_iter().take(2).collect();
    let [first, second] = &cells[..] else {
        panic!("two figures in {cells:?}")
    };
    let form = correct(page.form(FORM), first, "1", WHY);
    let form = correct(form, second, "2", WHY);
    assert_eq!(case.reviewer.send(&form).await.status, 303);
    let review = case.reviewer.get(&address::review(&case.filing)).await;
    let approved = case.reviewer.send(&review.form(APPROVAL)).await;
    assert_eq!(approved.status, 303, "{}", approved.body);
    let publisher = enter(&case.app, account("jia", Role::Publisher)).await;
    let publication = ziping::web::routes::filing_publication(&case.filing);
    let publish = async || {
        let page = publisher.get(&publication).await;
        publisher.send(&page.form("main form")).await
    };
    let held = publish().await;
    assert_eq!(held.status, 409, "{}", held.body);
    assert!(held.words().contains("申诉期未满"));

    let here = address::rescore(&case.filing);
    let agency = enter(&case.app, case.accountant).await;
    let page = agency.get(&here).await;
    let appeal = page.form("form[action$='/appeal']");
    let empty = agency.send(&appeal).await;
    assert_eq!(empty.status, 422);
    assert!(empty.words().contains("请至少对一处更正写明申诉理由"));
    let said = appeal.with(&format!("a:{first}"), "决算已经调整<见附件>");
    let filed = agency.send(&said).await;
    assert_eq!(filed.status, 303, "{}", filed.body);
    assert_eq!(agency.send(&said).await.status, 409, "once only");
    let early = publish().await;
    assert_eq!(early.status, 409, "{}", early.body);

    let page = case.reviewer.get(&here).await;
    assert!(page.words().contains("决算已经调整<见附件>"));
    let answer = page.form("form[action$='/appeal/answer']");
    let open = case.reviewer.send(&answer).await;
    assert_eq!(open.status, 422, "every point is answered");
    let choice = format!("d:{first}");
    let unreasoned = case
        .reviewer
        .send(&answer.clone().with(&choice, "keep"))
        .await;
    assert_eq!(unreasoned.status, 422, "who does not give in says why");
    let accepted = answer.with(&choice, "accept");
    let answered = case.reviewer.send(&accepted).await;
    assert_eq!(answered.status, 303, "{}", answered.body);
    let (standing, rescoring) = case.stored().await;
    assert_eq!(standing, std::slice::from_ref(second));
    assert_eq!(rescoring.unwrap().corrections, 1);
    assert_eq!(case.reviewer.send(&accepted).await.status, 409, "closed");
    let page = agency.get(&here).await;
    assert!(page.words().contains("接受申诉，撤销更正"), "{}", page.body);
    let published = publish().await;
    assert_eq!(published.status, 303, "{}", published.body);
}

async fn after_a_return_they_are_looked_at_again(database: FreshDatabase) {
    let case = Case::of(database).await;
    let page = case.open().await;
    let cell = a_figure(&page);
    let saved = correct(page.form(FORM), &cell, "1", WHY);
    assert_eq!(case.reviewer.send(&saved).await.status, 303);
    let review = case.reviewer.get(&address::review(&case.filing)).await;
    let objection = review.form(RETURN).with("reason", "请核对");
    assert_eq!(case.reviewer.send(&objection).await.status, 303);

    let portal = &case.app.portal;
    let (store, now) = (
        &portal.store,
        case.app.now() + chrono::TimeDelta::seconds(1),
    );
    let accountant = county::caller(store, case.accountant).await;
    let sent = submit_filing(store, &portal.schemes, &accountant, &case.filing, now).await;
    let mut seen = sent.unwrap();
    if seen.facts.department_id.is_some() {
        let department = county::caller(store, account("jia", Role::DepartmentReviewer)).await;
        let version = Some(seen.version);
        seen = approve_filing(store, &department, &case.filing, version, now)
            .await
            .unwrap();
    }
    let review = case.reviewer.get(&address::review(&case.filing)).await;
    let refused = case.reviewer.send(&review.form(APPROVAL)).await;
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(refused.words().contains("1 处财政复核更正需要重新确认"));
    let here = address::rescore(&case.filing);
    assert!(refused.attributes("main a", "href").contains(&here));

    let page = case.open().await;
    assert!(page.words().contains("需重新确认"));
    let confirmed = case
        .reviewer
        .send(&page.form(FORM).with("do", "confirm"))
        .await;
    assert_eq!(confirmed.status, 303, "{}", confirmed.body);
    assert!(!case.open().await.words().contains("需重新确认"));
    let review = case.reviewer.get(&address::review(&case.filing)).await;
    let approved = case.reviewer.send(&review.form(APPROVAL)).await;
    assert_eq!(approved.status, 303, "{}", approved.body);
    assert_eq!(seen.id, case.filing);
}

on_both_databases!(
    corrections_are_kept_beside_what_the_agency_typed,
    the_agency_sees_them_once_the_bureau_has_decided,
    an_appeal_is_said_once_and_answered_once,
    after_a_return_they_are_looked_at_again,
);
