//! Re-scoring: what may be corrected, both scores, and the split of their difference.

mod property;

use ziping::domain::evaluate::evaluate;
use ziping::domain::explanation::StepKind;
use ziping::domain::figure::{Exact, points, signed_points};
use ziping::domain::filing::Entries;
use ziping::domain::rescore::{
    Cause, Correction, CorrectionKind, CorrectionProblem, NotCorrigible, Original, Rescored,
};
use ziping::domain::scheme::Scheme;

/// A rate of two amounts, a checklist, a judgement in intervals, points by hand, a part that is scaled,
/// a limit on the total, rows that are scored, and a column of deductions.
fn scheme() -> Scheme {
    let text = r#"
[scheme]
id = "reviewed"
version = 1
title = "复核"
source = "复核的算法"
publication_title = "{agency}"
amount_unit = "万元"
full_marks = 100
reviewer_deduction = true
grades = [{ name = "优", at_least = 90 }, { name = "良", at_least = 80 }, { name = "差", at_least = 0 }]
[[item]]
code = "budget"
name = "预算数"
kind = "amount"
[[item]]
code = "spent"
name = "执行数"
kind = "amount"
[[item]]
code = "is_false"
name = "是否虚假"
kind = "yes_no"
[[item]]
code = "goal"
name = "目标"
kind = "text"
[[computed]]
code = "rate"
name = "执行率"
unit = "%"
formula = "执行数/预算数"
[[indicator]]
code = "execution"
level1 = "过程"
name = "预算执行"
weight = 30
rule = { kind = "proportional", value = "执行率" }
[[indicator]]
code = "rules"
level1 = "过程"
name = "制度"
weight = 10
rule = { kind = "checklist", items = ["①有制度", "②有执行"], minus = 5 }
[[indicator]]
code = "ecology"
level1 = "产出"
name = "生态"
weight = 20
rule = { kind = "judged", grades = [{ name = "达成", at_least = "80%" }, { name = "未达成", at_least = "0" }] }
[[indicator]]
code = "benefit"
level1 = "产出"
name = "效益"
weight = 20
rule = { kind = "manual" }
[[part]]
name = "行内指标"
trees = ["ind"]
of = 40
counts = 20
[[limit]]
when = [{ item = "是否虚假", is = "是" }]
at_most = 59
because = "提供虚假数据的，总分不超过59分"
[[form]]
id = "f1"
annex = "附件1"
name = "表"
title = "表"
[[form.block]]
kind = "grid"
columns = ["预算数", "执行数", "执行率", "是否虚假"]
rows = [{ cells = ["budget", "spent", "rate", "is_false"] }]
[[form.block]]
kind = "texts"
label = "目标"
columns = ["目标"]
cells = ["goal"]
[[form.block]]
kind = "score_sheet"
[[form.block]]
kind = "indicators"
id = "ind"
label = "指标"
scored = true
level1 = [{ name = "数量", weight = 40 }]
level2 = [{ code = "quantity", under = "数量", name = "数量指标" }]
[[form.block]]
kind = "total"
label = "总分"
"#;
    Scheme::parse(text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn handed_in() -> Entries {
    let mut entries = Entries::new(2025, "甲县某局");
    for (code, typed) in [
        ("budget", "100"),
        ("spent", "90"),
        ("is_false", "否"),
        ("goal", "完成任务"),
        ("rules.item1", "符合"),
        ("rules.item2", "符合"),
        ("ecology.grade", "达成"),
        ("ecology", "18"),
        ("benefit", "20"),
        ("ind.quantity.rows", "q1"),
        ("ind.q1.name", "培训次数"),
        ("ind.q1.target", "10次"),
        ("ind.q1.actual", "10次"),
        ("ind.q1.weight", "40"),
        ("ind.q1.score", "40"),
    ] {
        entries.cells.insert(code.to_owned(), typed.to_owned());
    }
    entries
}

fn correction(cell: &str, text: &str) -> Correction {
    Correction {
        cell: cell.to_owned(),
        text: text.to_owned(),
        reason: "以决算报表为准".to_owned(),
    }
}

fn rescored(corrections: &[(&str, &str)]) -> Rescored {
    let made: Vec<Correction> = corrections
        .iter()
        .map(|(cell, text)| correction(cell, text))
        .collect();
    Rescored::of(&scheme(), &handed_in(), &made)
}

/// `spent -9 [预算执行得分 -9]` for every cause.
fn causes(rescored: &Rescored) -> Vec<String> {
    let split = rescored.split.as_ref().unwrap();
    let words = |cause: &Cause| {
        let cells: Vec<&str> = cause
            .corrections
            .iter()
            .map(|at| rescored.corrections[*at].0.cell.as_str())
            .collect();
        let scores: Vec<String> = cause
            .scores
            .iter()
            .map(|(at, moved)| {
                let line = &rescored.lines[*at];
                format!("{} {}", line.label(), signed_points(moved, 2))
            })
            .collect();
        format!(
            "{} {} [{}] {}",
            cells.join("+"),
            signed_points(&cause.points, 2),
            scores.join(", "),
            signed_points(&cause.rest, 2)
        )
    };
    split.causes.iter().map(words).collect()
}

fn total(total: &Result<Exact, ziping::domain::formula::Unknown>) -> String {
    total.as_ref().map_or("?".to_owned(), |it| points(it, 2))
}

#[test]
fn both_scores_stand_side_by_side_and_the_difference_is_told() {
    // What is corrected, 财政复核得分, its grade, the causes.
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str, &'a [&'a str]);
    let cases: &[Case<'_>] = &[
        (&[], "95", "优", &[]),
        (
            &[("spent", "60")],
            "86",
            "良",
            &["spent -9 [预算执行得分 -9] 0"],
        ),
        // In the order of the forms, whatever the order they were made in; a rate counts once.
        (
            &[("benefit", "12"), ("spent", "60"), ("budget", "120")],
            "75",
            "差",
            &[
                "budget -4.5 [预算执行得分 -4.5] 0",
                "spent -7.5 [预算执行得分 -7.5] 0",
                "benefit -8 [效益得分 -8] 0",
            ],
        ),
        (
            &[("rules.item2", "不符合")],
            "90",
            "优",
            &["rules.item2 -5 [制度得分 -5] 0"],
        ),
        // A grade and the points inside it count together: alone, neither comes to a total.
        (
            &[("ecology", "10"), ("ecology.grade", "未达成")],
            "87",
            "良",
            &["ecology.grade+ecology -8 [生态得分 -8] 0"],
        ),
        // Rows count for half in the total.
        (
            &[("ind.q1.score", "30")],
            "90",
            "优",
            &["ind.q1.score -5 [培训次数得分 -10] +5"],
        ),
        // A limit takes what no score tells.
        (&[("is_false", "是")], "59", "差", &["is_false -36 [] -36"]),
        // And under it nothing is lost twice.
        (
            &[("is_false", "是"), ("benefit", "10")],
            "59",
            "差",
            &["is_false -36 [] -36", "benefit 0 [效益得分 -10] +10"],
        ),
        // Deductions come last, and take no more than is left.
        (
            &[
                ("deduct.benefit", "15"),
                ("deduct.total", "1.5"),
                ("benefit", "12"),
            ],
            "73.5",
            "差",
            &[
                "benefit -8 [效益得分 -8] 0",
                "deduct.benefit -12 [效益得分 -12] 0",
                "deduct.total -1.5 [] -1.5",
            ],
        ),
        (
            &[("deduct.ind.q1", "4")],
            "93",
            "优",
            &["deduct.ind.q1 -2 [培训次数得分 -4] +2"],
        ),
    ];
    for (corrections, reviewed, grade, split) in cases {
        let rescored = rescored(corrections);
        assert_eq!(total(&rescored.own_total), "95", "{corrections:?}");
        assert_eq!(
            total(&rescored.reviewed_total),
            *reviewed,
            "{corrections:?}"
        );
        assert_eq!(rescored.reviewed_grade.as_deref(), Some(*grade));
        assert_eq!(causes(&rescored), *split, "{corrections:?}");
    }
}

#[test]
fn without_a_total_there_is_no_split() {
    let open = rescored(&[("ecology.grade", "未达成")]);
    assert_eq!(total(&open.reviewed_total), "?");
    assert!(open.split.is_none() && open.difference().is_none());
    // The scores that are known still stand side by side.
    assert_eq!(open.lines.len(), 5);
    assert_eq!(open.lines[0].difference(), Some(Exact::zero()));
    assert_eq!(open.lines[2].difference(), None);
}

#[test]
fn what_no_longer_agrees_is_found_again() {
    let rescored = rescored(&[("ind.q1.actual", "5次")]);
    let new: Vec<&str> = rescored.new_findings().map(|f| f.check).collect();
    assert!(new.contains(&"K09"), "{new:?}");
    assert_eq!(rescored.own.findings_at("ind.q1.score").count(), 0);
}

#[test]
fn inputs_and_judgements_are_corrected_and_results_are_not() {
    let (scheme, entries) = (scheme(), handed_in());
    let evaluation = evaluate(&scheme, &entries);
    let original = Original::new(&scheme, &entries, &evaluation);
    for (cell, kind) in [
        ("spent", CorrectionKind::Input),
        ("is_false", CorrectionKind::Input),
        ("ind.q1.actual", CorrectionKind::Input),
        ("rules.item1", CorrectionKind::Judgement),
        ("ecology.grade", CorrectionKind::Judgement),
        ("benefit", CorrectionKind::Judgement),
        ("ind.q1.score", CorrectionKind::Judgement),
        ("deduct.execution", CorrectionKind::Deduction),
        ("deduct.ind.q1", CorrectionKind::Deduction),
        ("deduct.total", CorrectionKind::Deduction),
    ] {
        assert_eq!(original.kind(cell), Ok(kind), "{cell}");
    }
    for (cell, words) in [
        (
            "execution",
            "“预算执行得分”由系统计算，不能直接更正。请更正它所依据的“执行数”、“预算数”。",
        ),
        (
            "rate",
            "“执行率”由系统计算，不能直接更正。请更正它所依据的“执行数”、“预算数”。",
        ),
        (
            "rules",
            "“制度得分”由系统计算，不能直接更正。请更正它所依据的“①有制度”、“②有执行”。",
        ),
        (
            "goal",
            "“目标”是文字，不影响得分，不在复核中更正。需要修改的，请退回单位。",
        ),
        (
            "ind.q1.name",
            "““培训次数”三级指标”是文字，不影响得分，不在复核中更正。需要修改的，请退回单位。",
        ),
    ] {
        assert_eq!(original.kind(cell).unwrap_err().to_string(), words);
    }
    for unknown in [
        "nothing",
        "ind.q9.score",
        "deduct.ind.q9",
        "deduct.spent",
        "ind.quantity.rows",
        "reason.K12.spent",
    ] {
        assert_eq!(
            original.kind(unknown),
            Err(NotCorrigible::Unknown),
            "{unknown}"
        );
    }
    assert!(matches!(
        original.kind("total"),
        Err(NotCorrigible::Computed { .. })
    ));
}

#[test]
fn a_correction_is_judged_before_it_is_kept() {
    let (scheme, entries) = (scheme(), handed_in());
    let evaluation = evaluate(&scheme, &entries);
    let original = Original::new(&scheme, &entries, &evaluation);
    let refusal = |cell: &str, text: &str, reason: &str| {
        let made = Correction {
            reason: reason.to_owned(),
            ..correction(cell, text)
        };
        original
            .check(&made)
            .map_err(|problem: CorrectionProblem| problem.to_string())
    };
    let long = "理".repeat(501);
    for (cell, text, reason, words) in [
        (
            "spent",
            " ",
            "错",
            "请填写“执行数”更正后的内容；不需要更正的，请撤销这一处更正。",
        ),
        (
            "spent",
            "90 ",
            "错",
            "“执行数”更正后的内容与单位填报的相同，不必更正。",
        ),
        (
            "spent",
            "九十",
            "错",
            "“执行数”更正为“九十”，不是规范的数字，请只填数字和单位。",
        ),
        (
            "spent",
            "90人",
            "错",
            "“执行数”更正为“90人”，不是规范的数字，请只填数字和单位。",
        ),
        ("is_false", "也许", "错", "“是否虚假”只能更正为是、否之一。"),
        (
            "rules.item1",
            "不涉及",
            "错",
            "“制度第1项”只能更正为符合、不符合之一。",
        ),
        (
            "benefit",
            "20.5",
            "错",
            "“效益得分”应在 0 分至 20 分之间，填的是“20.5”。",
        ),
        (
            "benefit",
            "-1",
            "错",
            "“效益得分”应在 0 分至 20 分之间，填的是“-1”。",
        ),
        (
            "ind.q1.score",
            "41",
            "错",
            "““培训次数”得分”应在 0 分至 40 分之间，填的是“41”。",
        ),
        (
            "deduct.execution",
            "27.5",
            "错",
            "“预算执行审核扣分”应在 0 分至 27 分之间，填的是“27.5”。",
        ),
        (
            "deduct.total",
            "-3",
            "错",
            "“总分审核扣分”应在 0 分至 95 分之间，填的是“-3”。",
        ),
        ("spent", "80", "", "请写明更正“执行数”的理由，单位将看到。"),
        (
            "spent",
            "80",
            &long,
            "更正“执行数”的理由请控制在 500 字以内。",
        ),
    ] {
        assert_eq!(refusal(cell, text, reason), Err(words.to_owned()));
    }
    assert_eq!(
        refusal("spent", "800000元", "错"),
        Ok(CorrectionKind::Input)
    );
    assert_eq!(refusal("ecology", "0", "错"), Ok(CorrectionKind::Judgement));
}

#[test]
fn what_may_not_be_corrected_counts_for_nothing() {
    let forged = rescored(&[("execution", "30"), ("nothing", "1"), ("goal", "改")]);
    assert!(forged.corrections.is_empty());
    assert_eq!(total(&forged.reviewed_total), "95");
    // Nor does a deduction that came with the filing.
    let mut entries = handed_in();
    entries
        .cells
        .insert("deduct.benefit".to_owned(), "5".to_owned());
    let rescored = Rescored::of(&scheme(), &entries, &[]);
    assert_eq!(total(&rescored.reviewed_total), "95");
}

#[test]
fn the_difference_is_explained_with_every_cause() {
    let rescored = rescored(&[("spent", "60"), ("deduct.total", "1")]);
    let explanation = rescored.explanation(&scheme(), &handed_in());
    assert_eq!(explanation.result, "-10 分");
    let said: Vec<&str> = explanation
        .steps
        .iter()
        .filter(|step| step.kind == StepKind::Cause)
        .map(|step| step.text.as_str())
        .collect();
    assert_eq!(
        said,
        [
            "更正数据“执行数”（90→60），理由：以决算报表为准：总分 -9 分（预算执行得分 -9）",
            "扣减分“总分审核扣分”（未填→1），理由：以决算报表为准：总分 -1 分（限分、折算和总分扣减 -1）",
        ]
    );
    assert_eq!(explanation.children.len(), 2);
}
