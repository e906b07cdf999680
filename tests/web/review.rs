//! The reviewer's and the publisher's forms: what is judged is what was on the screen.

use ziping::actions::Caller;
use ziping::actions::filing::list_todo;
use ziping::actions::save::{Save, TypedCell, save_cells};
use ziping::actions::step::{approve_filing, submit_filing, withdraw_filing};
use ziping::demo;
use ziping::domain::workflow::Role;
use ziping::store::Page;
use ziping::web::desk::address;
use ziping::web::routes;

use super::{account, demonstration, enter};
use crate::support::app::TestApp;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};

const APPROVAL: &str = "form[action$='/approval']";
const RETURN: &str = "form[action$='/return']";
const CHANGED: &str = "填报内容在您打开页面之后有变化";
const REASON: &str = "请核对“三公经费”\n并补充<说明>。";
const REWRITTEN: &str = "重点工作已经完成，两项延至下年。";

/// Somebody of the first county as the caller of an action.
async fn official(app: &TestApp, role: Role) -> Caller {
    county::caller(&app.portal.store, account("jia", role)).await
}

/// The filing of the first county that waits for this role, and its accountant.
async fn waiting_for(app: &TestApp, role: Role) -> (String, Caller) {
    let store = &app.portal.store;
    let todo = list_todo(store, &official(app, role).await, Page::first(1)).await;
    let filing = todo.unwrap().items.remove(0).listed.filing;
    for person in demo::ACCOUNTS {
        let caller = county::caller(store, person.login_name).await;
        if caller.actor.organization_id.as_ref() == Some(&filing.facts.agency_id) {
            return (filing.id, caller);
        }
    }
    panic!("nobody fills in {}", filing.id)
}

/// The accountant types something else and submits; gives the new version.
async fn submit_another(app: &TestApp, accountant: &Caller, id: &str) -> Option<i64> {
    let portal = &app.portal;
    let (store, schemes, now) = (&portal.store, &portal.schemes, app.now());
    let cells = [TypedCell {
        code: "goal_actual".to_owned(),
        typed: REWRITTEN.to_owned(),
    }];
    save_cells(store, schemes, accountant, Save::typed(id, &cells), now)
        .await
        .unwrap();
    let submitted = submit_filing(store, schemes, accountant, id, now).await;
    Some(submitted.unwrap().version)
}

async fn what_changed_after_the_page_was_opened_is_not_judged(database: FreshDatabase) {
    let app = demonstration(database).await;
    let reviewer = enter(&app, account("jia", Role::DepartmentReviewer)).await;
    let (id, accountant) = waiting_for(&app, Role::DepartmentReviewer).await;
    let old = reviewer.get(&address::review(&id)).await;
    assert!(!old.words().contains(REWRITTEN));
    withdraw_filing(&app.portal.store, &accountant, &id, app.now())
        .await
        .unwrap();
    submit_another(&app, &accountant, &id).await;

    let approval = old.form(APPROVAL);
    let mut without = approval.clone();
    without.pairs.retain(|(name, _)| name != "version");
    let garbled = approval.clone().with("version", "9x");
    for form in [approval, without, garbled] {
        let refused = reviewer.send(&form).await;
        assert_eq!(refused.status, 409, "{:?}", form.pairs);
        assert!(refused.words().contains(CHANGED), "{}", refused.body);
        assert!(refused.has(APPROVAL), "the page as it is now");
    }
    let refused = reviewer.send(&old.form(APPROVAL)).await;
    let news = refused.text("#news");
    for said in [
        "您打开页面之后的变化",
        "撤回",
        "提交",
        REWRITTEN,
        "您看到的",
    ] {
        assert!(news.contains(said), "{said} in {news}");
    }
    let ways = refused.attributes("#news a", "href");
    assert!(ways.contains(&address::review(&id)), "{ways:?}");

    let objection = old.form(RETURN).with("reason", REASON);
    let mut refused = reviewer.send(&objection.clone().with("version", "")).await;
    assert_eq!(refused.status, 409, "a form that names no version");
    refused = reviewer.send(&objection).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text(".error-summary").contains(CHANGED));
    assert!(
        refused.words().contains(REWRITTEN),
        "the page shows the filing as it is now"
    );
    let again = refused.form(RETURN);
    assert_eq!(again.typed("reason"), REASON);
    assert!(refused.text("#news").contains(REWRITTEN));
    let returned = reviewer.send(&again).await;
    assert_eq!(
        (returned.status, returned.location.as_deref()),
        (303, Some(routes::REVIEWS))
    );

    submit_another(&app, &accountant, &id).await;
    let fresh = reviewer.get(&address::review(&id)).await;
    let approved = reviewer.send(&fresh.form(APPROVAL)).await;
    assert_eq!(
        (approved.status, approved.location.as_deref()),
        (303, Some(routes::REVIEWS))
    );
}

async fn what_was_taken_back_meanwhile_leaves_the_reviewer_his_words(database: FreshDatabase) {
    let app = demonstration(database).await;
    let reviewer = enter(&app, account("jia", Role::DepartmentReviewer)).await;
    let (id, accountant) = waiting_for(&app, Role::DepartmentReviewer).await;
    let old = reviewer.get(&address::review(&id)).await;
    withdraw_filing(&app.portal.store, &accountant, &id, app.now())
        .await
        .unwrap();
    let objection = old.form(RETURN).with("reason", REASON);
    let gone = reviewer.send(&objection).await;
    assert_eq!(gone.status, 409);
    assert!(gone.words().contains("已由单位撤回"), "{}", gone.body);
    assert_eq!(gone.text("#typed"), REASON.replace('\n', " "));
    assert_eq!(
        gone.attributes("main .actions a", "href"),
        [routes::REVIEWS]
    );
    let approval = reviewer.send(&old.form(APPROVAL)).await;
    assert_eq!(approval.status, 409);
    assert!(!approval.has("#typed"));

    let seen = submit_another(&app, &accountant, &id).await;
    let by = official(&app, Role::DepartmentReviewer).await;
    approve_filing(&app.portal.store, &by, &id, seen, app.now())
        .await
        .unwrap();
    let late = reviewer.send(&objection).await;
    assert_eq!(late.status, 409);
    assert!(late.text("#news").contains("您刚才写的内容"));
    assert!(late.text("#news blockquote").contains("请核对“三公经费”"));
}

async fn several_are_returned_with_one_reason(database: FreshDatabase) {
    let app = demonstration(database).await;
    let reviewer = enter(&app, account("jia", Role::DepartmentReviewer)).await;
    let (id, _) = waiting_for(&app, Role::DepartmentReviewer).await;
    let queue = reviewer.get(routes::REVIEWS).await;
    assert!(queue.words().contains("批量退回…"));
    let chosen = format!("{}?filing={id}&do=return", routes::REVIEWS_CHOSEN);
    let preview = reviewer.get(&chosen).await;
    assert_eq!(preview.text("h1"), "批量退回修改");
    let form = preview.form("main form").with("do", "return");
    let bare = reviewer.send(&form).await;
    assert_eq!(bare.status, 422);
    assert!(bare.text(".error-summary").contains("请写明原因"));
    let form = bare.form("main form").with("do", "return");
    let done = reviewer.send(&form.with("reason", "请补充附件。")).await;
    assert!(
        done.text("[role=status]").contains("已退回 1 份"),
        "{}",
        done.body
    );
    let decided = reviewer.get("/reviews?list=decided").await;
    assert!(decided.text("tbody tr").contains("退回修改"));
}

async fn everybody_sees_the_forms_of_what_he_may_do(database: FreshDatabase) {
    let app = demonstration(database).await;
    for (waits_for, looks, may_approve, may_return) in [
        (
            Role::DepartmentReviewer,
            Role::DepartmentReviewer,
            true,
            true,
        ),
        (
            Role::DepartmentReviewer,
            Role::FinanceReviewer,
            false,
            false,
        ),
        (Role::FinanceReviewer, Role::FinanceReviewer, true, true),
        (Role::FinanceReviewer, Role::Publisher, false, false),
        (Role::Publisher, Role::Publisher, false, true),
        (Role::Publisher, Role::FinanceReviewer, false, false),
    ] {
        let (id, _) = waiting_for(&app, waits_for).await;
        let client = enter(&app, account("jia", looks)).await;
        let page = client.get(&address::review(&id)).await;
        assert_eq!(
            (page.has(APPROVAL), page.has(RETURN), page.has("#decision")),
            (may_approve, may_return, may_approve || may_return),
            "{looks:?} looks at what waits for {waits_for:?}"
        );
    }
}

async fn the_publisher_returns_and_publishes_only_what_he_saw(database: FreshDatabase) {
    let app = demonstration(database).await;
    let publisher = enter(&app, account("jia", Role::Publisher)).await;
    let (id, accountant) = waiting_for(&app, Role::Publisher).await;
    let publication = routes::filing_publication(&id);
    let old = publisher.get(&publication).await;
    let review = publisher.get(&address::review(&id)).await;
    let bare = publisher.send(&review.form(RETURN)).await;
    assert_eq!(bare.status, 422, "a return needs a reason");
    let objection = bare.form(RETURN).with("reason", REASON);
    let returned = publisher.send(&objection).await;
    assert_eq!(
        (returned.status, returned.location.as_deref()),
        (303, Some(routes::PUBLISHING)),
        "{}",
        returned.body
    );
    let queue = publisher.follow(returned).await;
    assert!(queue.text(".notice").contains("已退回修改"));

    let mut seen = submit_another(&app, &accountant, &id).await;
    for role in [Role::DepartmentReviewer, Role::FinanceReviewer] {
        let by = official(&app, role).await;
        let approved = approve_filing(&app.portal.store, &by, &id, seen, app.now()).await;
        seen = Some(approved.unwrap().version);
    }
    let mut without = old.form("main form");
    without.pairs.retain(|(name, _)| name != "version");
    for form in [old.form("main form"), without] {
        let refused = publisher.send(&form).await;
        assert_eq!(refused.status, 409, "{:?}", form.pairs);
        assert!(refused.words().contains(CHANGED), "{}", refused.body);
        let ways = refused.attributes("main a", "href");
        assert!(ways.contains(&publication), "{ways:?}");
    }
    let fresh = publisher.get(&publication).await;
    let published = publisher.send(&fresh.form("main form")).await;
    assert_eq!(published.status, 303, "{}", published.body);
}

on_both_databases!(
    what_changed_after_the_page_was_opened_is_not_judged,
    what_was_taken_back_meanwhile_leaves_the_reviewer_his_words,
    several_are_returned_with_one_reason,
    everybody_sees_the_forms_of_what_he_may_do,
    the_publisher_returns_and_publishes_only_what_he_saw,
);
