//! The pages of the schemes with made-up contents.

use super::draft::{DraftHead, ProblemLine};
use super::{
    DifferencesPage, DraftLine, EditorPage, MovedLine, MovingLine, MovingPage, PreviewPage,
    ReleasePage, ReplayPage, SchemeLine, SchemesPage, TextPage,
};
use crate::domain::replay::{Change, Pair, ReplayLine, ReplayRecord, Tally};
use crate::domain::scheme_edit::{Control, Document, Standing, differences};
use crate::domain::workflow::Role;
use crate::web::form::{Choice, FormState};
use crate::web::frame::Frame;
use crate::web::pager::Pager;
use crate::web::routes;
use crate::web::samples::{Sample, frame};

const SCHEME: &str = include_str!("../../../../schemes/lukou-2022.toml");

/// The pages in one case: nothing, usual names, hostile ones, the longest.
pub fn samples(case: &str, name: &str) -> Vec<Sample> {
    let mut samples = lists(case, name);
    samples.push(Sample::new(
        format!("bureau/scheme_moving {case}"),
        &moving(name),
    ));
    let Some(text) = named(name) else {
        return samples;
    };
    let standing = Standing::of(&text);
    samples.extend(parts(case, &text, &standing));
    samples.extend(wholes(case, name, &text, &standing));
    samples
}

fn surroundings() -> Frame {
    frame(Role::FinanceReviewer)
}

/// A scheme in which people have typed this everywhere.
fn named(name: &str) -> Option<String> {
    let mut document = Document::read(SCHEME)?;
    for path in [
        "scheme.title",
        "scheme.version",
        "item.0.name",
        "check.0.kind",
    ] {
        document.set(path, Control::Line, true, name);
    }
    document.set("indicator.0.rule_text", Control::Text, true, name);
    Some(document.text())
}

fn head(name: &str, here: &'static str) -> DraftHead {
    DraftHead {
        id: "draft".to_owned(),
        title: if name.is_empty() {
            "未命名的方案".to_owned()
        } else {
            name.to_owned()
        },
        version: 3,
        here,
    }
}

fn lists(case: &str, name: &str) -> Vec<Sample> {
    let is_empty = name.is_empty();
    let draft = DraftLine {
        href: routes::of_draft(routes::SCHEME_DRAFT, "draft"),
        title: name.to_owned(),
        by: name.to_owned(),
        at: "2026-11-22 16:00".to_owned(),
    };
    let scheme = SchemeLine {
        title: name.to_owned(),
        id: "lukou-2022".to_owned(),
        version: 1,
        origin: "随程序提供",
        file_href: routes::scheme_file("lukou-2022", 1),
    };
    let page = |form: FormState, unfit: Vec<String>| SchemesPage {
        frame: surroundings(),
        schemes: vec![scheme.clone(); 2],
        drafts: if is_empty {
            Vec::new()
        } else {
            vec![draft.clone(); 3]
        },
        choices: vec![Choice::new("lukou-2022@1", name)],
        form,
        unfit,
    };
    let mut refused = FormState::default();
    refused.refuse("file", format!("文件“{name}”有 1 处问题，没有读入。"));
    vec![
        Sample::new(
            format!("bureau/schemes {case}"),
            &page(FormState::default(), Vec::new()),
        ),
        Sample::new(
            format!("bureau/schemes {case} refused"),
            &page(refused, vec![format!("第1行第1列〔L01〕{name}")]),
        ),
    ]
}

fn parts(case: &str, text: &str, standing: &Standing) -> Vec<Sample> {
    const PARTS: [&str; 9] = [
        "scheme",
        "item",
        "item.0",
        "computed.0",
        "indicator.0",
        "check.0",
        "form.0",
        "form.0.block.1",
        "limit",
    ];
    let Some(document) = Document::read(text) else {
        return Vec::new();
    };
    let drawn = PARTS.iter().filter_map(|at| {
        let head = head("部门整体支出绩效自评表式", routes::SCHEME_DRAFT);
        let mut page = EditorPage::of(surroundings(), head, (&document, standing), at)?;
        page.is_stale = *at == "item.0";
        Some(Sample::new(
            format!("bureau/scheme_editor {case} {at}"),
            &page,
        ))
    });
    drawn.collect()
}

fn wholes(case: &str, name: &str, text: &str, standing: &Standing) -> Vec<Sample> {
    let problems = standing.problems.iter();
    let problems: Vec<ProblemLine> = problems.map(|it| ProblemLine::of("draft", it)).collect();
    let text_page = TextPage {
        frame: surroundings(),
        head: head(name, routes::SCHEME_TEXT),
        text: text.to_owned(),
        is_stale: true,
        problems: problems.clone(),
    };
    let compared = DifferencesPage {
        frame: surroundings(),
        choices: vec![Choice::new("lukou-2022@1", name)],
        older: "lukou-2022@1".to_owned(),
        newer: "draft".to_owned(),
        found: differences(SCHEME, text),
        problem: None,
    };
    let preview = |text: &str, example: &str| {
        let head = head(name, routes::SCHEME_PREVIEW);
        PreviewPage::of(surroundings(), head, text, ("", example))
    };
    let trials = Standing::of(SCHEME).trials;
    let release = |missing: Option<&'static str>, tally: Option<Tally>| ReleasePage {
        frame: surroundings(),
        head: head(name, routes::SCHEME_RELEASE),
        refused: missing.map(str::to_owned),
        problems: problems.clone(),
        errors: standing.errors(),
        trials: trials.clone(),
        tally,
        missing,
        is_known: false,
        differences_href: Some(routes::SCHEME_DIFFERENCES.to_owned()),
    };
    vec![
        Sample::new(format!("bureau/scheme_text {case}"), &text_page),
        Sample::new(format!("bureau/scheme_differences {case}"), &compared),
        Sample::new(
            format!("bureau/scheme_preview {case}"),
            &preview(SCHEME, "0"),
        ),
        Sample::new(
            format!("bureau/scheme_preview {case} broken"),
            &preview(text, ""),
        ),
        Sample::new(format!("bureau/scheme_replay {case}"), &replayed(name)),
        Sample::new(
            format!("bureau/scheme_release {case} open"),
            &release(Some("方案还有错误，请先改正。"), None),
        ),
        Sample::new(
            format!("bureau/scheme_release {case} ready"),
            &release(None, Some(Tally::default())),
        ),
    ]
}

fn moving(name: &str) -> MovingPage {
    let line = |is_there: bool| MovingLine {
        id: "filing".to_owned(),
        agency: name.to_owned(),
        progress: "待财政审核",
        version: 1,
        is_there,
        words: name.to_owned(),
    };
    let mut form = FormState::prefilled(&[("reason", name)]);
    form.refuse("reason", "请写明更正的原因，填报单位会看到。");
    let is_empty = name.is_empty();
    MovingPage {
        frame: surroundings(),
        campaign_id: "campaign".to_owned(),
        title: format!("2024年度 {name}"),
        versions: vec![Choice::new("2", "第 2 版")],
        version: 2,
        lines: if is_empty {
            Vec::new()
        } else {
            vec![line(false), line(true)]
        },
        form: if is_empty { FormState::default() } else { form },
        done: vec![MovedLine {
            agency: name.to_owned(),
            words: "没有变化".to_owned(),
        }],
        more: Some(routes::scheme_moving("campaign")),
    }
}

fn replayed(name: &str) -> ReplayPage {
    let pair = Pair {
        before: Some("96.50".to_owned()),
        after: Some("无法计算".to_owned()),
    };
    let change = Change {
        cell: "execution_score".to_owned(),
        name: name.to_owned(),
        pair: pair.clone(),
    };
    let line = ReplayLine {
        agency: name.to_owned(),
        total: pair.clone(),
        grade: pair,
        scores: vec![change.clone()],
        values: vec![change],
        unanswered: vec![name.to_owned()],
        findings: 2,
        unknown_cells: vec!["old_item".to_owned()],
    };
    let tally = Tally {
        filings: 3,
        changed: 3,
        total_changed: 3,
        average_change: Some("+1.50".to_owned()),
        greatest_rise: Some(("+2.00".to_owned(), name.to_owned())),
        greatest_fall: None,
        grades: vec![("优".to_owned(), "良".to_owned(), 3)],
        never_fired: vec![name.to_owned()],
        ..Tally::default()
    };
    let record = ReplayRecord {
        campaign: name.to_owned(),
        tally,
        lines: vec![line; 3],
        left_out: 1,
    };
    let head = head(name, routes::SCHEME_REPLAY);
    ReplayPage {
        frame: surroundings(),
        campaigns: vec![Choice::new("campaign", name)],
        problem: Some("方案还有错误，改正后才能复算。".to_owned()),
        is_running: true,
        record: Some(record).filter(|_| !name.is_empty()),
        run_at: "2026-11-22 16:00".to_owned(),
        is_of_text: false,
        pager: Pager::new(&head.action(), &[], Some(1), 50).of_total(3),
        head,
    }
}
