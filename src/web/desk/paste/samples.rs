//! The page of 粘贴 with made-up contents.

use super::Brought;
use super::page::{PasteLine, PastePage, Preview};
use crate::domain::paste::{Choice, LeftOver};
use crate::domain::workflow::Role;
use crate::web::desk::opened::Opened;
use crate::web::samples::{Sample, frame};

/// The page of a filing's first form before and after a block is brought; `text` stands wherever a
/// block's text does.
#[must_use]
pub fn samples(case: &str, opened: &Opened, text: &str) -> Vec<Sample> {
    let first = opened.record.scheme.forms.first();
    let form = first.map_or("", |form| form.id.as_str());
    let brought = Brought {
        block: text.to_owned(),
        ..Brought::default()
    };
    let Ok(page) = PastePage::of(opened, frame(Role::Accountant), form, brought) else {
        return Vec::new();
    };
    let refused = page.clone().saying("没有可以粘贴的内容。".to_owned());
    let shown = PastePage {
        preview: Some(preview(text)),
        ..page
    };
    vec![
        Sample::new(format!("desk/paste bring {case}"), &refused),
        Sample::new(format!("desk/paste {case}"), &shown),
    ]
}

fn preview(text: &str) -> Preview {
    let far = "全年预算数“8172900”万元与年初预算数“485.88”相差约一万倍，可能是按元填的。";
    Preview {
        unit: "万元".to_owned(),
        is_unit_stated: true,
        lines: vec![
            line("0.0", &[text], &[], false),
            line("0.1", &["8172900", "8172900元"], &[far], false),
            line("1.0", &[text], &["“约八百”不是一个数。"], true),
        ],
        same: 2,
        computed: vec![line(
            "0.2",
            &["96%"],
            &["按粘贴后的数据计算为“96.55%”。"],
            false,
        )],
        leftovers: vec![LeftOver {
            text: text.to_owned(),
            why: "本表下面没有位置了".to_owned(),
        }],
    }
}

fn line(key: &str, texts: &[&str], questions: &[&str], is_new: bool) -> PasteLine {
    let choice = |text: &&str| Choice {
        text: (*text).to_owned(),
        understood: Some("817.29万元".to_owned()),
    };
    PasteLine {
        key: key.to_owned(),
        label: "全年预算数".to_owned(),
        present: "485.88".to_owned(),
        choices: texts.iter().map(choice).collect(),
        questions: questions.iter().map(|it| (*it).to_owned()).collect(),
        is_new,
    }
}
