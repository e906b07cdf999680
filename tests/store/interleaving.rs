//! Two writers in every order: whatever was acknowledged is in the history, and what stands in the
//! end was acknowledged last.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::join;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use ziping::actions::Caller;
use ziping::actions::filing::list_changes;
use ziping::actions::save::{Base, Save, Saved, TypedCell, save_cells};
use ziping::actions::together::load_news;
use ziping::store::Page;

use super::county::{County, after};
use crate::support::database::{FreshDatabase, on_both_databases};

const INTERLEAVINGS: usize = 500;
const CELLS: [&str; 3] = ["budget", "spent", "note"];

/// What one of the two does next.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// Types a text that nobody ever typed before into a cell.
    Type(usize),
    /// Sends what waits.
    Send,
    /// Sends what waits; the answer is lost on the way.
    SendUnheard,
    /// Both send at the same moment.
    SendTogether,
    /// Hears what the other changed.
    Poll,
    /// Closes the page and opens it again; what waited is still in the outbox.
    Reopen,
}

fn step() -> impl Strategy<Value = (usize, Step)> {
    let step = prop_oneof![
        5 => (0..CELLS.len()).prop_map(Step::Type),
        3 => Just(Step::Send),
        2 => Just(Step::SendUnheard),
        2 => Just(Step::SendTogether),
        2 => Just(Step::Poll),
        1 => Just(Step::Reopen),
    ];
    (0..2_usize, step)
}

/// A text that waits in a browser's outbox.
#[derive(Debug, Clone)]
struct Waiting {
    typed: String,
    base: Option<String>,
    /// The texts that its writer had before his eyes when he typed over them.
    seen: BTreeSet<String>,
}

/// A person with a page and an outbox, as the script keeps them.
struct Writer<'a> {
    county: &'a County,
    caller: &'a Caller,
    filing: &'a str,
    version: i64,
    base: Base,
    shown: BTreeMap<String, String>,
    outbox: BTreeMap<String, Waiting>,
    /// Cell and text of everything he was told is kept.
    acknowledged: Vec<(String, String)>,
    /// Cell and text of what he gave up for the other's.
    given_up: Vec<(String, String)>,
    keeps_his_own: bool,
}

impl Writer<'_> {
    fn type_in(&mut self, cell: &str, typed: String) {
        let shown = self.shown.get(cell).cloned().unwrap_or_default();
        let waiting = self.outbox.entry(cell.to_owned()).or_insert(Waiting {
            typed: String::new(),
            base: self.base.get(cell).cloned(),
            seen: BTreeSet::from([shown]),
        });
        waiting.typed = typed;
    }

    fn cells(&mut self) -> (Base, Vec<TypedCell>) {
        let mut base = Base::new();
        let mut cells = Vec::new();
        for (code, waiting) in &mut self.outbox {
            waiting.seen.insert(waiting.typed.clone());
            base.extend(waiting.base.clone().map(|id| (code.clone(), id)));
            cells.push(TypedCell {
                code: code.clone(),
                typed: waiting.typed.clone(),
            });
        }
        (base, cells)
    }

    async fn send(&self, base: &Base, cells: &[TypedCell]) -> Saved {
        let (store, schemes) = (&self.county.store, &self.county.schemes);
        let save = Save::typed(self.filing, cells).on(base);
        save_cells(store, schemes, self.caller, save, after(5))
            .await
            .unwrap()
    }

    /// What the script does with an answer.
    async fn hear(&mut self, cells: &[TypedCell], saved: Saved) {
        for TypedCell { code, typed } in cells {
            let Some(id) = saved.safe.get(code) else {
                continue;
            };
            self.acknowledged.push((code.clone(), typed.clone()));
            self.shown.insert(code.clone(), typed.clone());
            match id {
                Some(id) => self.base.insert(code.clone(), id.clone()),
                None => self.base.remove(code),
            };
            self.outbox.remove(code);
        }
        for clash in saved.clashes {
            let Some(waiting) = self.outbox.get_mut(&clash.code) else {
                continue;
            };
            if self.keeps_his_own || waiting.seen.contains(&clash.theirs) {
                waiting.base = Some(clash.change_id);
                continue;
            }
            self.outbox.remove(&clash.code);
            self.given_up.push((clash.code.clone(), clash.mine));
            self.base.insert(clash.code.clone(), clash.change_id);
            self.shown.insert(clash.code, clash.theirs);
        }
        // What others changed comes with the same answer.
        self.poll().await;
    }

    async fn poll(&mut self) {
        let news = load_news(&self.county.store, self.caller, self.filing, self.version).await;
        let news = news.unwrap();
        let mut is_all_taken = true;
        for change in news.changes {
            if self.outbox.contains_key(&change.code) {
                is_all_taken = false;
                continue;
            }
            self.base.insert(change.code.clone(), change.id);
            self.shown.insert(change.code, change.typed);
        }
        if is_all_taken {
            self.version = news.version;
        }
    }

    async fn reopen(&mut self) {
        self.version = 0;
        self.poll().await;
    }

    async fn send_and_hear(&mut self) {
        let (base, cells) = self.cells();
        let saved = self.send(&base, &cells).await;
        self.hear(&cells, saved).await;
    }
}

/// Plays one interleaving; gives how many texts were given up for the other's.
async fn play(county: &County, filing: &str, round: usize, steps: &[(usize, Step)]) -> usize {
    let writer = |caller, keeps_his_own| Writer {
        county,
        caller,
        filing,
        version: 0,
        base: Base::new(),
        shown: BTreeMap::new(),
        outbox: BTreeMap::new(),
        acknowledged: Vec::new(),
        given_up: Vec::new(),
        keeps_his_own,
    };
    let mut writers = [
        writer(&county.accountant, true),
        writer(&county.colleague, false),
    ];
    for writer in &mut writers {
        writer.poll().await;
    }
    for (number, (who, step)) in steps.iter().enumerate() {
        match *step {
            Step::Type(cell) => {
                writers[*who].type_in(CELLS[cell], format!("{round}-{number}-{who}"));
            }
            Step::Send => writers[*who].send_and_hear().await,
            Step::SendUnheard => {
                let (base, cells) = writers[*who].cells();
                writers[*who].send(&base, &cells).await;
            }
            Step::SendTogether => {
                let [one, other] = &mut writers;
                let ((base, cells), (base2, cells2)) = (one.cells(), other.cells());
                let (saved, saved2) =
                    join(one.send(&base, &cells), other.send(&base2, &cells2)).await;
                one.hear(&cells, saved).await;
                other.hear(&cells2, saved2).await;
            }
            Step::Poll => writers[*who].poll().await,
            Step::Reopen => writers[*who].reopen().await,
        }
    }
    // In the end both get through with everything that still waits.
    for turn in 0..8 {
        if !writers[turn % 2].outbox.is_empty() {
            writers[turn % 2].send_and_hear().await;
        }
    }
    for writer in &mut writers {
        assert!(writer.outbox.is_empty(), "{:?}", writer.outbox);
        writer.poll().await;
    }
    judge(county, filing, round, &writers, steps).await;
    writers.iter().map(|writer| writer.given_up.len()).sum()
}

async fn judge(
    county: &County,
    filing: &str,
    round: usize,
    writers: &[Writer<'_>; 2],
    steps: &[(usize, Step)],
) {
    let own = format!("{round}-");
    let texts = county.texts(&county.accountant, filing).await;
    for cell in CELLS {
        let (store, me) = (&county.store, &county.accountant);
        let history = list_changes(store, me, filing, cell, Page::first(64), after(9)).await;
        let history = history.unwrap();
        let mut known: BTreeSet<String> =
            history.iter().map(|change| change.typed.clone()).collect();
        known.insert(String::new());
        for writer in writers {
            for (code, text) in writer.acknowledged.iter().filter(|(code, _)| code == cell) {
                assert!(
                    known.contains(text),
                    "{code}: “{text}” is lost in {steps:?}"
                );
            }
            let shown = writer.shown.get(cell).cloned().unwrap_or_default();
            let stands = texts.get(cell).cloned().unwrap_or_default();
            assert_eq!(
                shown, stands,
                "{cell}: both see what stands after {steps:?}"
            );
        }
        let stands = texts.get(cell).cloned().unwrap_or_default();
        let is_explained = !stands.starts_with(&own)
            || writers.iter().any(|writer| {
                writer
                    .acknowledged
                    .contains(&(cell.to_owned(), stands.clone()))
            });
        assert!(
            is_explained,
            "{cell}: nobody was told that “{stands}” is kept: {steps:?}"
        );
        // Each change says truly what it replaced.
        for (newer, older) in history.iter().zip(history.iter().skip(1)) {
            assert_eq!(newer.base_change_id.as_ref(), Some(&older.id), "{steps:?}");
        }
    }
}

async fn five_hundred_interleavings_lose_nothing(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let filing = county.filing_of(&county.accountant).await;
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let steps = prop::collection::vec(step(), 4..24);
    let mut given_up = 0;
    for round in 0..INTERLEAVINGS {
        let steps = steps.new_tree(&mut runner).unwrap().current();
        given_up += play(&county, &filing, round, &steps).await;
    }
    assert!(
        given_up > INTERLEAVINGS / 10,
        "they met only {given_up} times"
    );
}

on_both_databases!(five_hundred_interleavings_lose_nothing);
