//! 撤销 and 恢复: what came in one step goes in one step, and no text is ever gone.

use ziping::actions::filing::list_changes;
use ziping::actions::save::{
    Base, Older, Save, SaveError, Saved, last_batch, restore_text, save_cells, undo_batch,
};
use ziping::domain::filing::TextOrigin;
use ziping::store::Page;

use super::county::{County, after, typed};
use crate::support::database::{FreshDatabase, on_both_databases};

impl County {
    /// The accountant brings cells in one step.
    async fn bring(&self, id: &str, origin: TextOrigin, cells: &[(&str, &str)]) -> Saved {
        let cells = typed(cells);
        let save = Save::typed(id, &cells).by(origin);
        let (store, schemes) = (&self.store, &self.schemes);
        save_cells(store, schemes, &self.accountant, save, after(5))
            .await
            .unwrap()
    }

    /// `origin text` of every change of a cell, newest first.
    async fn history(&self, id: &str, code: &str) -> Vec<String> {
        let (store, me) = (&self.store, &self.accountant);
        let changes = list_changes(store, me, id, code, Page::first(99), after(9)).await;
        let line = |change: ziping::store::cell::CellChange| {
            format!("{} {}", change.origin.label(), change.typed)
        };
        changes.unwrap().into_iter().map(line).collect()
    }
}

async fn a_paste_is_undone_where_its_text_still_stands(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let me = &county.accountant;
    let id = county.filing_of(me).await;
    county
        .type_in(me, &id, &[("budget", "1"), ("note", "原文")])
        .await;
    let cells = [("budget", "100"), ("spent", "50"), ("note", "粘贴的")];
    let batch = county
        .bring(&id, TextOrigin::Paste, &cells)
        .await
        .batch
        .unwrap();
    let last = last_batch(&county.store, me, &id, after(6)).await.unwrap();
    let last = last.unwrap();
    assert_eq!(
        (last.id.as_str(), last.cells, last.standing, last.origin),
        (batch.as_str(), 3, 3, TextOrigin::Paste)
    );
    county
        .type_in(&county.colleague, &id, &[("note", "改过的")])
        .await;

    let undone = undo_batch(&county.store, me, &id, &batch, after(7))
        .await
        .unwrap();
    assert_eq!(undone.restored, ["budget", "spent"]);
    assert_eq!(undone.kept, ["note"]);
    let texts = county.texts(me, &id).await;
    assert_eq!(
        (texts["budget"].as_str(), texts["note"].as_str()),
        ("1", "改过的")
    );
    assert!(!texts.contains_key("spent"));
    assert_eq!(
        county.history(&id, "budget").await,
        ["撤销 1", "粘贴 100", "填写 1"]
    );
    assert_eq!(
        last_batch(&county.store, me, &id, after(8)).await.unwrap(),
        None,
        "nothing of it stands any more"
    );
    let again = undo_batch(&county.store, me, &id, &batch, after(8)).await;
    assert!(again.unwrap().restored.is_empty(), "pressed twice");
    assert_eq!(
        county.record_of(me).await.last().unwrap(),
        "save done cells=0 kept=1 origin=undo"
    );
}

async fn nobody_undoes_anothers_paste(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    let saved = county
        .bring(&id, TextOrigin::Import, &[("budget", "1")])
        .await;
    let batch = saved.batch.unwrap();
    let of_colleague = last_batch(&county.store, &county.colleague, &id, after(6)).await;
    assert_eq!(of_colleague.unwrap(), None);
    let refused = undo_batch(&county.store, &county.colleague, &id, &batch, after(6)).await;
    assert!(matches!(refused, Err(SaveError::NotFound)), "{refused:?}");
    let refused = undo_batch(&county.store, &county.stranger, &id, &batch, after(6)).await;
    assert!(matches!(refused, Err(SaveError::Refused(_))), "{refused:?}");
    assert_eq!(county.texts(&county.accountant, &id).await["budget"], "1");
}

async fn only_a_recent_batch_is_offered_and_typing_makes_none(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let me = &county.accountant;
    let id = county.filing_of(me).await;
    let saved = county
        .bring(&id, TextOrigin::Typed, &[("note", "一")])
        .await;
    assert_eq!(saved.batch, None);
    let saved = county
        .bring(&id, TextOrigin::Carried, &[("note", "二")])
        .await;
    assert!(saved.batch.is_some());
    let same = county
        .bring(&id, TextOrigin::Carried, &[("note", "二")])
        .await;
    assert_eq!(same.batch, None, "sent again it brings nothing");
    let day = 24 * 60;
    let offered = async |at| last_batch(&county.store, me, &id, after(at)).await.unwrap();
    assert!(offered(5 + day).await.is_some());
    assert!(offered(6 + day).await.is_none());
}

async fn an_older_text_comes_back_as_a_new_change(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let me = &county.accountant;
    let id = county.filing_of(me).await;
    let first = county.type_in(me, &id, &[("note", "一")]).await.change_ids;
    let second = county.type_in(me, &id, &[("note", "二")]).await.change_ids;
    let restore = async |seen: &Base| {
        let older = Older {
            filing: &id,
            code: "note",
            change_id: &first["note"],
            seen: &seen["note"],
        };
        restore_text(&county.store, &county.schemes, me, older, after(6)).await
    };
    let clash = restore(&first).await.unwrap();
    assert!(clash.change_ids.is_empty(), "what stands was not seen");
    restore(&second).await.unwrap();
    assert_eq!(county.texts(me, &id).await["note"], "一");
    assert_eq!(
        county.history(&id, "note").await,
        ["恢复 一", "填写 二", "填写 一"]
    );
}

on_both_databases!(
    a_paste_is_undone_where_its_text_still_stands,
    nobody_undoes_anothers_paste,
    only_a_recent_batch_is_offered_and_typing_makes_none,
    an_older_text_comes_back_as_a_new_change,
);
