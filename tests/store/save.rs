//! 暂存: only what changed, nothing lost, clashes shown.

use std::collections::BTreeMap;

use ziping::actions::filing::load_filing;
use ziping::actions::save::{Base, LONGEST_CELL_BYTES, Save, SaveError, Saved, save_cells};
use ziping::actions::schemes::Schemes;
use ziping::actions::{Caller, step::submit_filing};
use ziping::domain::workflow::Refusal;

use super::county::{County, after, typed};
use crate::support::database::{FreshDatabase, on_both_databases};

impl County {
    /// Saves on a base.
    pub async fn save(
        &self,
        caller: &Caller,
        filing: &str,
        base: &Base,
        cells: &[(&str, &str)],
    ) -> Result<Saved, SaveError> {
        let cells = typed(cells);
        save_cells(
            &self.store,
            &self.schemes,
            caller,
            Save::typed(filing, &cells).on(base),
            after(5),
        )
        .await
    }

    /// The texts of a filing.
    pub async fn texts(&self, caller: &Caller, filing: &str) -> BTreeMap<String, String> {
        let record = load_filing(&self.store, &self.schemes, caller, filing, after(6)).await;
        record.unwrap().entries.cells
    }
}

fn codes(base: &Base) -> Vec<&str> {
    base.keys().map(String::as_str).collect()
}

async fn only_changed_cells_are_written(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    let me = &county.accountant;
    let first = county
        .type_in(me, &id, &[("budget", "１00万元"), ("note", "")])
        .await;
    assert_eq!(
        (codes(&first.change_ids), first.version),
        (vec!["budget"], 1)
    );
    let same = county.type_in(me, &id, &[("budget", "１00万元")]).await;
    assert!(same.change_ids.is_empty());
    assert_eq!(same.version, 1, "nothing changed, nothing counted");
    let other = county
        .type_in(me, &id, &[("budget", "100"), ("spent", "50")])
        .await;
    assert_eq!(
        (codes(&other.change_ids), other.version),
        (vec!["budget", "spent"], 2)
    );
    let emptied = county.type_in(me, &id, &[("spent", "")]).await;
    assert_eq!(codes(&emptied.change_ids), ["spent"]);
    let texts = county.texts(me, &id).await;
    assert_eq!(
        texts,
        BTreeMap::from([("budget".to_owned(), "100".to_owned())])
    );
    let record = county.record_of(me).await;
    assert_eq!(record[0], "save done cells=1 clashes=0");
    let events = county.events().await;
    assert!(
        events
            .iter()
            .all(|event| !format!("{event:?}").contains("１00"))
    );
}

async fn line_ends_are_one_and_nul_is_dropped(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    let me = &county.accountant;
    county.type_in(me, &id, &[("note", "一\r\n二\0三")]).await;
    assert_eq!(county.texts(me, &id).await["note"], "一\n二三");
    let again = county.type_in(me, &id, &[("note", "一\n二三")]).await;
    assert!(again.change_ids.is_empty());
    let hostile = "'); DROP TABLE cell; --<script>alert(1)</script>\u{202e}𠮷";
    county.type_in(me, &id, &[("note", hostile)]).await;
    assert_eq!(county.texts(me, &id).await["note"], hostile);
}

async fn the_last_text_of_a_cell_named_twice_counts(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    let me = &county.accountant;
    county
        .type_in(me, &id, &[("note", "一"), ("note", "二")])
        .await;
    assert_eq!(county.texts(me, &id).await["note"], "二");
    let saved = county
        .type_in(me, &id, &[("note", "三"), ("note", "二")])
        .await;
    assert!(saved.change_ids.is_empty());
}

async fn two_people_on_different_cells_both_keep_their_work(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    let nothing = Base::new();
    let mine = county
        .save(&county.accountant, &id, &nothing, &[("budget", "1")])
        .await
        .unwrap();
    let yours = county
        .save(&county.colleague, &id, &nothing, &[("spent", "2")])
        .await
        .unwrap();
    assert!(mine.clashes.is_empty() && yours.clashes.is_empty());
    assert_eq!(county.texts(&county.accountant, &id).await.len(), 2);
}

async fn a_clash_shows_both_texts_and_overwrites_nothing(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    let (me, you) = (&county.accountant, &county.colleague);
    let seen = county
        .type_in(me, &id, &[("note", "原文")])
        .await
        .change_ids;
    county
        .save(you, &id, &seen, &[("note", "你的")])
        .await
        .unwrap();
    let cells = [("note", "我的"), ("budget", "9")];
    let saved = county.save(me, &id, &seen, &cells).await.unwrap();
    assert_eq!(
        codes(&saved.change_ids),
        ["budget"],
        "the other cell is kept"
    );
    let [clash] = &saved.clashes[..] else {
        panic!("{:?}", saved.clashes)
    };
    assert_eq!(
        (clash.mine.as_str(), clash.theirs.as_str()),
        ("我的", "你的")
    );
    assert_eq!(
        (clash.code.as_str(), clash.their_name.as_str()),
        ("note", "填报人tongshi")
    );
    assert_eq!(clash.their_time, after(5));
    assert_eq!(county.texts(me, &id).await["note"], "你的");
    assert!(
        county
            .record_of(me)
            .await
            .contains(&"save done cells=1 clashes=1".to_owned())
    );

    let seen = Base::from([("note".to_owned(), clash.change_id.clone())]);
    let insisted = county
        .save(me, &id, &seen, &[("note", "我的")])
        .await
        .unwrap();
    assert!(insisted.clashes.is_empty());
    assert_eq!(county.texts(me, &id).await["note"], "我的");
}

async fn the_same_text_or_the_same_sending_is_no_clash(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    let (me, you, nothing) = (&county.accountant, &county.colleague, Base::new());
    let first = county
        .save(you, &id, &nothing, &[("note", "同样")])
        .await
        .unwrap();
    let same = county
        .save(me, &id, &nothing, &[("note", "同样")])
        .await
        .unwrap();
    assert!(same.clashes.is_empty() && same.change_ids.is_empty());
    assert_eq!(same.safe["note"].as_ref(), first.change_ids.get("note"));
    // The answer to mine was lost; meanwhile somebody who saw it wrote something else.
    let mine = county
        .save(me, &id, &nothing, &[("budget", "1")])
        .await
        .unwrap();
    county
        .save(you, &id, &mine.change_ids, &[("budget", "2")])
        .await
        .unwrap();
    let again = county
        .save(me, &id, &nothing, &[("budget", "1")])
        .await
        .unwrap();
    assert!(again.clashes.is_empty() && again.change_ids.is_empty());
    assert_eq!(
        again.safe["budget"].as_ref(),
        mine.change_ids.get("budget"),
        "it is in the history already"
    );
    assert_eq!(county.texts(me, &id).await["budget"], "2");
}

async fn another_window_of_ones_own_clashes_too(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    let (me, nothing) = (&county.accountant, Base::new());
    county
        .save(me, &id, &nothing, &[("budget", "1")])
        .await
        .unwrap();
    let other = county
        .save(me, &id, &nothing, &[("budget", "2")])
        .await
        .unwrap();
    assert_eq!(other.clashes[0].theirs, "1");
    assert_eq!(county.texts(me, &id).await["budget"], "1");
}

async fn cells_left_alone_put_no_old_text_back(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    let (me, you) = (&county.accountant, &county.colleague);
    let seen = county
        .type_in(me, &id, &[("note", "原文")])
        .await
        .change_ids;
    county
        .save(you, &id, &seen, &[("note", "新文"), ("spent", "2")])
        .await
        .unwrap();
    // My page, opened before, sends all its cells; I changed only one.
    let all = [("budget", "1"), ("note", "原文"), ("spent", "")];
    let saved = county.save(me, &id, &seen, &all).await.unwrap();
    assert_eq!(codes(&saved.change_ids), ["budget"]);
    assert!(saved.clashes.is_empty());
    let texts = county.texts(me, &id).await;
    assert_eq!(
        (texts["note"].as_str(), texts["spent"].as_str()),
        ("新文", "2")
    );
    let mine = county
        .save(you, &id, &seen, &[("note", "原文")])
        .await
        .unwrap();
    assert!(
        mine.change_ids.is_empty(),
        "also when the newer text is one's own"
    );
}

async fn unknown_or_endless_cells_save_nothing(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    let (me, nothing) = (&county.accountant, Base::new());
    let refused = county
        .save(me, &id, &nothing, &[("note", "好"), ("evil", "x")])
        .await;
    assert!(matches!(refused, Err(SaveError::UnknownCells(codes)) if codes == ["evil"]));
    let endless = "长".repeat(LONGEST_CELL_BYTES / 3 + 1);
    let refused = county.save(me, &id, &nothing, &[("note", &endless)]).await;
    assert!(matches!(refused, Err(SaveError::TooLong(code)) if code == "note"));
    let longest = "长".repeat(LONGEST_CELL_BYTES / 3);
    county
        .save(me, &id, &nothing, &[("note", &longest)])
        .await
        .unwrap();
    let record = county.record_of(me).await;
    assert_eq!(
        record[..2],
        ["save refused unknown-cells", "save refused too-long"]
    );
    let none = Schemes::default();
    let cells = typed(&[("note", "x")]);
    let refused = save_cells(&county.store, &none, me, Save::typed(&id, &cells), after(5)).await;
    assert!(matches!(refused, Err(SaveError::Scheme(_))));
}

async fn nobody_else_saves_and_nobody_after_submission(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    county.fill(&county.accountant, &id).await;
    let nothing = Base::new();
    for caller in [&county.stranger, &county.publisher, &county.administrator] {
        let refused = county.save(caller, &id, &nothing, &[("note", "x")]).await;
        assert!(
            matches!(refused, Err(SaveError::Refused(_))),
            "{}",
            caller.login_name
        );
    }
    let missing = county
        .save(&county.accountant, "none", &nothing, &[("note", "x")])
        .await;
    assert!(matches!(missing, Err(SaveError::NotFound)));
    let by = &county.accountant;
    submit_filing(&county.store, &county.schemes, by, &id, after(6))
        .await
        .unwrap();
    let refused = county.save(by, &id, &nothing, &[("note", "晚了")]).await;
    assert!(matches!(
        refused,
        Err(SaveError::Refused(Refusal::Locked { .. }))
    ));
    assert!(!county.texts(by, &id).await.contains_key("note"));
}

on_both_databases!(
    only_changed_cells_are_written,
    line_ends_are_one_and_nul_is_dropped,
    the_last_text_of_a_cell_named_twice_counts,
    two_people_on_different_cells_both_keep_their_work,
    a_clash_shows_both_texts_and_overwrites_nothing,
    the_same_text_or_the_same_sending_is_no_clash,
    another_window_of_ones_own_clashes_too,
    cells_left_alone_put_no_old_text_back,
    unknown_or_endless_cells_save_nothing,
    nobody_else_saves_and_nobody_after_submission,
);
