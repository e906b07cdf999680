//! 通报: the draft of the circular that closes a campaign, in sentences with its figures.

use super::measure::{Measure, POINT_DECIMALS};
use super::report::{Glance, Statistics, share};
use super::tally::mean;
use crate::domain::check;
use crate::domain::figure::{Exact, fixed};

/// A piece of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CircularLine {
    /// What stands on top.
    Title(String),
    /// 文号, addressees, 落款: what people fill in.
    Open(String),
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// 落款.
    Signature(String),
}

/// The most indicators and checks that are named.
const NAMED: usize = 3;

impl Statistics {
    /// The draft for a bureau's campaign of this year.
    #[must_use]
    pub fn circular(&self, bureau: &str, year: i32) -> Vec<CircularLine> {
        use CircularLine::{Heading, Open, Signature, Text, Title};
        vec![
            Title(format!(
                "关于{year}年度部门整体支出绩效自评情况的通报（草稿）"
            )),
            Open("（文号：　　　　　　　　）".to_owned()),
            Open("各预算单位：".to_owned()),
            Text(format!(
                "按照{year}年度部门整体支出绩效自评工作安排，{bureau}组织各预算单位开展了自评并进行了审核。现将有关情况通报如下。"
            )),
            Heading("一、报送情况".to_owned()),
            Text(self.handed_in()),
            Heading("二、自评结果".to_owned()),
            Text(self.results()),
            Heading("三、预算执行情况".to_owned()),
            Text(self.spending()),
            Heading("四、主要问题".to_owned()),
            Text(self.problems()),
            Heading("五、下一步要求".to_owned()),
            Open("（由财政局填写）".to_owned()),
            Signature(bureau.to_owned()),
            Signature("　　　　年　　月　　日".to_owned()),
        ]
    }

    fn handed_in(&self) -> String {
        let scope = &self.scope;
        let open = (scope.due - scope.handed_in).max(0);
        let end = if open == 0 {
            "全部按要求完成报送。".to_owned()
        } else {
            format!("尚有 {open} 家未完成报送，名单见附件。")
        };
        format!(
            "应报送自评的单位 {} 家，已报送 {} 家，报送率 {}，{end}",
            scope.due,
            scope.handed_in,
            share(scope.handed_in, scope.due)
        )
    }

    fn results(&self) -> String {
        let glance = Glance(&self.tally);
        let grades = self.scope.grades.iter().map(|grade| {
            let filings = glance.of_grade(grade);
            let share = share(filings, self.scope.handed_in);
            format!("“{grade}”{filings} 家，占 {share}")
        });
        let grades: Vec<String> = grades.collect();
        let reviewed = glance.lines(Measure::Reviewed);
        let reviewed: i64 = reviewed.map(|(_, part)| part.filings).sum();
        let corrected = if reviewed == 0 {
            String::new()
        } else {
            format!("财政复核调整了 {reviewed} 家单位的得分，差异原因见复核差异表。")
        };
        format!(
            "已报送单位自评得分平均 {} 分。按自评等级，{}。{corrected}",
            glance.mean_points(),
            grades.join("；")
        )
    }

    fn spending(&self) -> String {
        let glance = Glance(&self.tally);
        let (spent, budget) = (
            glance.money(Measure::Executed),
            glance.money(Measure::Budget),
        );
        format!(
            "能计算执行率的单位 {} 家，全年预算数合计 {budget} 万元，全年执行数合计 {spent} 万元，总体执行率 {}，各单位平均执行率 {}。",
            glance.of(Measure::Rates).filings,
            glance.overall_rate(),
            glance.mean_rate()
        )
    }

    fn problems(&self) -> String {
        let glance = Glance(&self.tally);
        let mut lost: Vec<(String, Exact)> = glance
            .lines(Measure::Lost)
            .filter_map(|(key, part)| Some((key.subject.clone(), mean(part, POINT_DECIMALS)?)))
            .collect();
        lost.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
        let lost = lost
            .iter()
            .take(NAMED)
            .map(|(name, points)| format!("“{name}”（失分单位平均失 {} 分）", fixed(points, 2)));
        let lost: Vec<String> = lost.collect();
        let mut found: Vec<_> = glance.lines(Measure::Finding).collect();
        found.sort_by_key(|(_, part)| std::cmp::Reverse(part.filings));
        let found = found.iter().take(NAMED).map(|(key, part)| {
            let code = key.subject.split(' ').next().unwrap_or_default();
            format!("“{}”涉及 {} 家", check::name(code), part.filings)
        });
        let found: Vec<String> = found.collect();
        let returned = glance.of(Measure::Return);
        let mut words = String::new();
        if !lost.is_empty() {
            words.push_str(&format!("失分较多的指标是{}。", lost.join("、")));
        }
        if !found.is_empty() {
            words.push_str(&format!("审核中较多的问题，{}。", found.join("，")));
        }
        words.push_str(&format!(
            "审核中退回修改 {} 次，涉及 {} 家单位。",
            returned.amount, returned.filings
        ));
        words
    }
}
