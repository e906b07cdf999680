//! 抽查 over HTTP: drawn once, never silently again, and the protocol replays.

use ziping::domain::sampling::{Protocol, replay};
use ziping::domain::workflow::Role;
use ziping::web::routes;

use super::{account, demonstration, enter};
use crate::support::database::{FreshDatabase, on_both_databases};

const FORM: &str = "form[action='/samples']";

async fn a_sample_is_drawn_and_can_be_drawn_again(database: FreshDatabase) {
    let app = demonstration(database).await;
    let reviewer = enter(&app, account("jia", Role::FinanceReviewer)).await;
    let page = reviewer.get(routes::SAMPLES).await;
    let campaigns = page.attributes("select[name=campaign] option", "value");
    let campaign = campaigns.last().unwrap();
    let form = page.form(FORM).with("campaign", campaign);

    let refused = reviewer.send(&form.clone().with("percent", "50")).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text(".error-summary").contains("随机种子"));
    let both = form.clone().with("seed", "20261122");
    let both = both.with("percent", "50").with("count", "2");
    let refused = reviewer.send(&both).await;
    assert!(refused.text(".error-summary").contains("只填一项"));
    assert_eq!(refused.form(FORM).typed("seed"), "20261122");
    let many = both.clone().with("percent", "").with("count", "999");
    let refused = reviewer.send(&many).await;
    assert!(refused.text(".error-summary").contains("抽查数量应是 1 至"));
    let foreign = many.clone().with("campaign", "nothing");
    assert_eq!(reviewer.send(&foreign).await.status, 422);

    let drawn = reviewer.send(&many.with("count", "1")).await;
    assert_eq!(drawn.status, 303, "{}", drawn.body);
    let here = drawn.location.clone().unwrap();
    let page = reviewer.get(&here).await;
    assert!(page.words().contains("重算，结果一致"), "{}", page.body);
    let data = reviewer.get(&format!("{here}/protocol.json")).await;
    let protocol: Protocol = serde_json::from_str(&data.body).unwrap();
    assert_eq!(replay(&protocol), []);
    assert_eq!(protocol.drawn.picked.len(), 1);
    assert!(protocol.population.len() > 1);
    assert!(protocol.population.iter().any(|it| it.budget.is_some()));
    let list = reviewer.get(&format!("{here}/list.csv")).await;
    let picked = &protocol.drawn.picked[0];
    assert!(list.body.contains(&picked.agency) && list.body.contains(&picked.digest));

    // The same seed comes to the same list, but only with a reason and beside the first.
    let again = reviewer.get(routes::SAMPLES).await.form(FORM);
    let again = again.with("campaign", campaign).with("seed", "20261122");
    let silent = reviewer.send(&again.with("count", "1")).await;
    assert_eq!(silent.status, 422);
    assert!(silent.text(".error-summary").contains("已经抽查过 1 次"));
    let said = silent.form(FORM).with("reason", "复核随机程序");
    let second = reviewer.send(&said).await;
    let there = second.location.clone().unwrap();
    assert_ne!(there, here);
    let data = reviewer.get(&format!("{there}/protocol.json")).await;
    let other: Protocol = serde_json::from_str(&data.body).unwrap();
    assert_eq!(other.drawn, protocol.drawn);

    // Others read, and people of another bureau do not even that.
    let publisher = enter(&app, account("jia", Role::Publisher)).await;
    assert!(!publisher.get(routes::SAMPLES).await.has(FORM));
    assert_eq!(publisher.get(&here).await.status, 200);
    let token = super::token(&publisher).await;
    let forged = said.with("_csrf", &token);
    assert_eq!(publisher.send(&forged).await.status, 403);
    let stranger = enter(&app, account("yi", Role::FinanceReviewer)).await;
    for address in [
        here.clone(),
        format!("{here}/protocol.json"),
        format!("{here}/list.csv"),
    ] {
        assert_eq!(stranger.get(&address).await.status, 404, "{address}");
    }
}

on_both_databases!(a_sample_is_drawn_and_can_be_drawn_again);
