//! The answer for people.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Judged;
use crate::domain::check::Finding;
use crate::domain::explanation::{Explanation, Kind, Loss, unknown_words};
use crate::domain::figure::points;

/// The answer in lines: head, total, figures, scores, findings, and how each number came about.
pub(super) fn write(judged: &Judged<'_>) -> String {
    let trees = judged.explanations.all();
    let mut lines = head(judged);
    for (heading, kinds) in [
        ("计算结果", &[Kind::Figure][..]),
        ("得分", &[Kind::Score, Kind::Row]),
    ] {
        let of_kind = trees.iter().filter(|tree| kinds.contains(&tree.kind));
        let listed: Vec<String> = of_kind
            .map(|tree| format!("  {}：{}", tree.name, tree.result))
            .collect();
        section(&mut lines, heading, listed);
    }
    let lost = judged.explanations.losses();
    section(&mut lines, "失分与改进", lost.iter().map(loss).collect());
    findings(judged, &mut lines);
    section(&mut lines, "计算说明", explained(&trees));
    lines.join("\n")
}

fn section(lines: &mut Vec<String>, heading: &str, listed: Vec<String>) {
    if !listed.is_empty() {
        lines.push(format!("\n【{heading}】"));
        lines.extend(listed);
    }
}

fn head(judged: &Judged<'_>) -> Vec<String> {
    let scheme = judged.scheme;
    let total = match &judged.evaluation.total {
        Ok(total) => {
            let grade = judged.evaluation.grade.as_deref();
            let grade = grade.map_or(String::new(), |grade| format!("（{grade}）"));
            format!("{} 分{grade}", points(total, scheme.head.score_decimals))
        }
        Err(why) => unknown_words(scheme, why),
    };
    vec![
        format!("{}　{}年度", judged.entries.agency, judged.entries.year),
        format!("方案：{}　{}", scheme.key(), scheme.head.title),
        format!("依据：{}", scheme.head.source),
        format!("总分：{total}"),
    ]
}

fn loss(loss: &Loss) -> String {
    let way = loss
        .way
        .as_ref()
        .map_or(String::new(), |way| format!("\n      {}", way.sentence()));
    format!(
        "  {}：{} 分（分值 {} 分），失 {} 分：{}{way}",
        loss.name, loss.points, loss.weight, loss.lost, loss.why
    )
}

/// The total with all that it rests on, and before it the figures on which no score rests.
fn explained(trees: &[Arc<Explanation>]) -> Vec<String> {
    let total = trees.iter().find(|tree| tree.kind == Kind::Total);
    let mut behind = BTreeSet::new();
    if let Some(tree) = total {
        gather(tree, &mut behind);
    }
    let others = trees
        .iter()
        .filter(|tree| tree.kind == Kind::Figure && !behind.contains(tree.cell.as_str()));
    others.chain(total).map(|tree| tree.branch_text()).collect()
}

fn gather<'a>(tree: &'a Explanation, cells: &mut BTreeSet<&'a str>) {
    cells.insert(&tree.cell);
    for child in &tree.children {
        gather(child, cells);
    }
}

fn findings(judged: &Judged<'_>, lines: &mut Vec<String>) {
    let found = &judged.evaluation.findings;
    if found.is_empty() {
        section(lines, "审核结果", vec!["  没有发现问题。".to_owned()]);
        return;
    }
    section(
        lines,
        "审核结果",
        found.iter().map(|it| told(judged, it)).collect(),
    );
}

fn told(judged: &Judged<'_>, finding: &Finding) -> String {
    let form = judged.scheme.form(&finding.form);
    let form = form.map_or(String::new(), |form| format!("{} ", form.annex));
    let mut lines = vec![format!(
        "  {} {} {form}{}：{}",
        finding.severity.label(),
        finding.check,
        finding.place,
        finding.message
    )];
    if !finding.cure.is_empty() {
        lines.push(format!("      {}", finding.cure));
    }
    if let Some(reason) = &finding.reason {
        lines.push(format!("      说明：{reason}"));
    }
    lines.join("\n")
}
