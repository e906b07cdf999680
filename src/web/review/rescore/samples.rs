//! The page of a re-scoring with made-up contents.

use chrono::{DateTime, Utc};

use super::page::RescorePage;
use super::wanted::Texts;
use crate::actions::appeal::AppealRecord;
use crate::actions::rescore::RescoreRecord;
use crate::domain::appeal::Appeal;
use crate::store::appeal::{AppealAnswer, AppealPoint};
use crate::store::correction::StandingCorrection;
use crate::web::desk::Opened;
use crate::web::frame::Frame;
use crate::web::samples::{HOSTILE, Sample};

/// The page in every case worth looking at, for one filing.
pub fn samples(case: &str, opened: &Opened, frame: &Frame) -> Vec<Sample> {
    let page = |held: &RescoreRecord| RescorePage::of(held, frame.clone(), None);
    let untouched = held(opened, true, Vec::new());
    let corrected = held(opened, true, standing(opened));
    let read = RescoreRecord {
        may_correct: false,
        ..corrected.clone()
    };
    let refused = || {
        let mut texts = Texts::new();
        let mut problems = Vec::new();
        for standing in &corrected.standing {
            texts.insert(
                standing.code.clone(),
                (HOSTILE.to_owned(), HOSTILE.to_owned()),
            );
            problems.push((standing.code.clone(), format!("不是规范的数字：{HOSTILE}")));
        }
        RescorePage {
            problem: "填报内容在您打开页面之后有变化，请重新查看后再办理。".to_owned(),
            ..RescorePage::with_problems(&corrected, frame.clone(), Some(&texts), problems)
        }
    };
    let name = |what: &str| format!("review/rescore {case} {what}");
    let appealed = |appeal: Appeal, may_file: bool, may_answer: bool| {
        page(&RescoreRecord {
            may_file,
            may_answer,
            appeal: AppealRecord::new(appeal, points(&corrected)),
            ..read.clone()
        })
    };
    let until = chrono::NaiveDate::default();
    vec![
        Sample::new(
            name("to appeal"),
            &appealed(Appeal::Open { until }, true, false),
        ),
        Sample::new(name("appealed"), &appealed(Appeal::Filed, false, true)),
        Sample::new(name("answered"), &appealed(Appeal::Answered, false, false)),
        Sample::new(name("to correct"), &page(&untouched)),
        Sample::new(name("corrected"), &page(&corrected)),
        Sample::new(name("to read"), &page(&read)),
        Sample::new(name("refused"), &refused()),
        Sample::new(name("live"), &page(&corrected).live),
    ]
}

fn held(opened: &Opened, may_correct: bool, standing: Vec<StandingCorrection>) -> RescoreRecord {
    RescoreRecord {
        record: opened.record.clone(),
        standing,
        may_correct,
        appeal: AppealRecord::new(Appeal::NotOffered, Vec::new()),
        may_file: false,
        may_answer: false,
    }
}

/// The first figures of the filing, each corrected, one of them before a 退回.
fn standing(opened: &Opened) -> Vec<StandingCorrection> {
    let now = DateTime::<Utc>::UNIX_EPOCH;
    let cells = opened.record.entries.cells.iter();
    let figures = cells.filter(|(_, typed)| typed.trim().parse::<rust_decimal::Decimal>().is_ok());
    let corrected = figures.take(4).map(|(code, typed)| StandingCorrection {
        id: format!("correction of {code}"),
        code: code.clone(),
        typed: format!("{}1", typed.trim()),
        reason: "以决算报表为准，附件1与决算报表第3页不一致。".to_owned(),
        submitted_at: now,
        made_by_name: "财政局审核人".to_owned(),
        made_at: now,
    });
    corrected.collect()
}

/// What the agency says to each correction, the first of them answered.
fn points(held: &RescoreRecord) -> Vec<AppealPoint> {
    let now = DateTime::<Utc>::UNIX_EPOCH;
    let standing = held.standing.iter().enumerate();
    let points = standing.map(|(at, standing)| AppealPoint {
        id: standing.id.clone(),
        code: standing.code.clone(),
        reason: HOSTILE.to_owned(),
        filed_by_name: "填报人".to_owned(),
        filed_at: now,
        answer: (at == 0).then(|| AppealAnswer {
            is_accepted: true,
            reason: "核对后同意".to_owned(),
            answered_by_name: "财政局审核人".to_owned(),
            answered_at: now,
        }),
    });
    points.collect()
}
