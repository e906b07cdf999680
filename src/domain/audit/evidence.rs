//! The figures of a document that a score may rest on.

use crate::domain::figure::Exact;

use super::metric::{Kind, Metric};
use super::place::Forms;
use super::printed::Printed;
use super::rate::Quotient;
use super::sheet::Item;
use super::stream::Token;

/// What the rest of the document knows.
pub(super) struct Evidence<'a> {
    pub metrics: &'a [Metric],
    pub forms: &'a Forms,
    /// Every token outside of the score sheets.
    pub elsewhere: Vec<&'a Token>,
    pub year: Option<i32>,
    /// 预算完成率 by the usual formula, in percent, from the funding grid and 年末结余.
    pub completion: Option<Exact>,
}

/// A rate of the document.
pub(super) struct Rate {
    /// In percent, exact.
    pub percent: Exact,
    /// As it reads in a message.
    pub shown: String,
    /// Where its figures stand.
    pub place: String,
}

/// Fewer groups than this are no base data form.
const FEWEST_GROUPS: usize = 2;

/// The shortest name under which a text speaks of one rate only, characters.
const SHORTEST_NAME: usize = 5;

/// What an indicator measures, by the words in its name and in the headings of its figures.
const MEASURES: [(&[&str], &[&str]); 6] = [
    (&["在职人员", "供养人员"], &["编制"]),
    (&["三公"], &["三公"]),
    (&["公用经费"], &["公用经费"]),
    (&["政府采购"], &["采购"]),
    (&["固定资产"], &["固定资产", "资产"]),
    (&["结转结余", "结转"], &["结转"]),
];

impl Evidence<'_> {
    /// Whether the document holds the data that scores rest on at all.
    pub fn has_base_data(&self) -> bool {
        self.metrics.len() >= FEWEST_GROUPS
    }

    /// Every rate of the document that may be the one an indicator speaks of.
    pub fn rates(&self, item: &Item) -> Vec<Rate> {
        let name = super::stream::label(&item.name.text);
        let mut rates: Vec<Rate> = self
            .metrics
            .iter()
            .filter(|metric| is_meant(&name, metric))
            .filter_map(|metric| self.rate(metric))
            .collect();
        if name.contains("预算完成率")
            && let Some(percent) = &self.completion
        {
            rates.push(Rate {
                shown: format!("{}%", crate::domain::figure::fixed(percent, 2)),
                percent: percent.clone(),
                place: "按年初预算、追加和结转计算".to_owned(),
            });
        }
        if rates.is_empty() {
            rates.extend(self.stated(&name));
        }
        rates
    }

    /// The one rate that the text states under the indicator's own name: 预算调整率16.77%.
    fn stated(&self, name: &str) -> Option<Rate> {
        let is_rate = name.ends_with(['率', '度']) && name.chars().count() >= SHORTEST_NAME;
        let mut found: Vec<(Exact, &Token, String)> = Vec::new();
        for token in self.elsewhere.iter().filter(|_| is_rate) {
            for (at, _) in token.label.match_indices(name) {
                let after = token.label.get(at + name.len()..).unwrap_or("");
                let after = after.trim_start_matches(['为', '是', '达', '到', ':']);
                let digits = after.split_once('%').map_or("", |(digits, _)| digits);
                let figure = Printed::of(&format!("{digits}%"), token.line);
                if let Some(figure) = figure.filter(|_| !digits.is_empty()) {
                    found.push((figure.number, token, figure.text));
                }
            }
        }
        let (percent, token, shown) = found.first()?;
        let is_one = found.iter().all(|(other, ..)| other == percent);
        is_one.then(|| Rate {
            percent: percent.clone(),
            shown: shown.clone(),
            place: format!("正文第{}行", token.line),
        })
    }

    fn rate(&self, metric: &Metric) -> Option<Rate> {
        let right = match metric.kind {
            Kind::Change => Quotient::change(&metric.actual, &metric.basis)?,
            Kind::Share | Kind::Difference => Quotient::of(&metric.actual, &metric.basis)?,
        };
        Some(Rate {
            shown: right.shown(),
            percent: right.percent,
            place: super::metric_check::place(metric, self.forms),
        })
    }

    /// Whether a word stands with points anywhere: 考核得分98分.
    pub fn mentions_points(&self, word: &str) -> bool {
        self.elsewhere.iter().any(|token| {
            let is_heading = token.label.contains(word)
                && token.label.contains("得分")
                && token.label.chars().count() <= 16;
            let is_stated = token.label.match_indices(word).any(|(at, _)| {
                let after = token.label.get(at..).unwrap_or("").chars().take(24);
                let after: String = after.collect();
                after.contains('分') && after.chars().any(|c| c.is_ascii_digit())
            });
            is_heading || is_stated
        })
    }

    /// What an indicator measures, when the document gives no figure of it anywhere.
    pub fn missing_measure(&self, item: &Item) -> Option<&'static str> {
        let name = super::stream::label(&item.name.text);
        let measure = MEASURES
            .iter()
            .flat_map(|(names, _)| names.iter())
            .find(|word| name.contains(**word))?;
        let is_given = self.elsewhere.iter().any(|token| {
            token.label.match_indices(measure).any(|(at, _)| {
                let after = token.label.get(at + measure.len()..).unwrap_or("");
                let near: String = after.chars().take(12).collect();
                near.chars().any(|c| c.is_ascii_digit())
            })
        });
        let stands_alone = self
            .elsewhere
            .iter()
            .any(|token| token.label.contains(measure) && token.label.chars().count() < 20);
        (!is_given && !stands_alone).then_some(*measure)
    }
}

/// Whether a group's figures are those an indicator speaks of.
fn is_meant(name: &str, metric: &Metric) -> bool {
    let words = format!(
        "{}{}{}{}",
        super::stream::label(&metric.group),
        metric.basis_label,
        metric.actual_label,
        metric.result_label
    );
    let is_change = name.contains("变动率");
    let kind_fits = is_change == (metric.kind == Kind::Change);
    let counts_people = metric.kind == Kind::Difference && words.contains("编制");
    if metric.kind == Kind::Difference && !counts_people {
        return false;
    }
    if let Some((_, marks)) = MEASURES
        .iter()
        .find(|(names, _)| names.iter().any(|word| name.contains(word)))
    {
        return kind_fits && marks.iter().any(|mark| words.contains(mark));
    }
    let is_adjustment = words.contains("调整") || words.contains("追加");
    match name {
        "预算控制率" | "预算调整率" => is_adjustment && !is_change,
        _ if name.contains("预算完成率") || name.contains("预算执行率") => {
            metric.kind == Kind::Share
                && words.contains("预算")
                && words.contains("决算")
                && !words.contains("项目")
        }
        _ => false,
    }
}
