//! The sections of 统计: a table, its picture, and how its numbers were made.

use super::measure::{MONEY_DECIMALS, Measure, POINT_DECIMALS, unscaled};
use super::report::{Glance, Statistics, none, points, share, tenths};
use super::table::{Line, Picture, Series, Table};
use super::tally::{Part, mean};
use crate::domain::check;
use crate::domain::figure::{Exact, amount, fixed, percent};

/// One section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its permanent name in addresses.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// How its numbers were made.
    pub how: String,
    /// Its picture, where there is something to see.
    pub picture: Option<Picture>,
    /// Its table.
    pub table: Table,
}

/// The most bars of one picture; its table has all lines.
const MOST_BARS: usize = 15;

/// Where the bands of scores begin, per cent of the full marks.
const SCORE_BANDS: [i64; 7] = [95, 90, 85, 80, 70, 60, 0];

/// Where the bands of execution rates begin, per cent; what is above the first is more than all.
const RATE_BANDS: [i64; 6] = [100, 95, 90, 80, 60, 0];

impl Statistics {
    /// All sections in the order of the page.
    #[must_use]
    pub fn sections(&self) -> Vec<Section> {
        let mut sections = vec![
            self.scores(),
            self.grades(),
            self.losses(),
            self.rates(),
            self.three_public(),
            self.by_year(),
        ];
        if !self.departments.is_empty() {
            sections.push(self.by_department());
        }
        sections.extend([self.findings(), self.returns()]);
        sections
    }

    fn glance(&self) -> Glance<'_> {
        Glance(&self.tally)
    }

    fn scores(&self) -> Section {
        let glance = self.glance();
        let known = glance.of(Measure::Points).filings;
        let bounds = SCORE_BANDS.map(|band| band * self.scope.full_marks / 100);
        let mut table = Table::new(1, &["得分", "单位数", "占比"]);
        let mut bars = Vec::new();
        let mut above = i64::MAX;
        for bound in bounds {
            let lines = glance.lines(Measure::Total);
            let within = lines.filter(|(key, _)| (bound..above).contains(&key.bucket));
            let filings: i64 = within.map(|(_, part)| part.filings).sum();
            let label = band_label(bound, above, &tenths, " 分");
            bars.push(Series::one(&label, filings, format!("{filings} 家")));
            table.push(vec![label, filings.to_string(), share(filings, known)]);
            above = bound;
        }
        let middle = glance.median_tenths().map_or_else(none, tenths);
        Section {
            id: "scores",
            title: "得分分布",
            how: format!(
                "按已报送单位的自评得分统计：应报 {} 家，已报 {} 家，其中能算出总分的 {known} 家。平均 {} 分（各单位得分之和除以单位数，四舍五入到 0.01 分）；中位数 {middle} 分（按 0.1 分一档从低到高排列，取居中的一家，两家居中取较低的）。",
                self.scope.due,
                self.scope.handed_in,
                glance.mean_points(),
            ),
            picture: (known > 0).then_some(Picture::Bars(bars)),
            table,
        }
    }

    fn grades(&self) -> Section {
        let glance = self.glance();
        let mut table = Table::new(1, &["等级", "单位数", "占比"]);
        let mut bars = Vec::new();
        let listed = self.scope.grades.iter().map(String::as_str);
        let mut names: Vec<&str> = listed.collect();
        let others = glance
            .lines(Measure::Grade)
            .map(|(key, _)| key.subject.as_str());
        let missing: Vec<&str> = others.filter(|name| !names.contains(name)).collect();
        names.extend(missing);
        for name in names {
            let filings = glance.of_grade(name);
            let label = if name.is_empty() {
                "未评出等级"
            } else {
                name
            };
            bars.push(Series::one(label, filings, format!("{filings} 家")));
            let share = share(filings, self.scope.handed_in);
            table.push(vec![label.to_owned(), filings.to_string(), share]);
        }
        let mut by = Part::default();
        for (_, part) in glance.lines(Measure::Reviewed) {
            by.amount += part.amount;
            by.filings += part.filings;
        }
        let corrected = match mean(by, POINT_DECIMALS) {
            Some(difference) => format!(
                "其中 {} 家有财政复核得分，复核得分比自评得分平均相差 {} 分。",
                by.filings,
                fixed(&difference, 2)
            ),
            None => "还没有财政复核更正。".to_owned(),
        };
        Section {
            id: "grades",
            title: "等级分布",
            how: format!(
                "按已报送的 {} 家单位的自评等级统计。{corrected}",
                self.scope.handed_in
            ),
            picture: (self.scope.handed_in > 0).then_some(Picture::Bars(bars)),
            table,
        }
    }

    fn losses(&self) -> Section {
        let glance = self.glance();
        let mut lines: Vec<(String, Part, Part)> = glance
            .lines(Measure::Weight)
            .map(|(key, weight)| {
                let lost = glance.at(Measure::Lost, &key.subject, 0);
                (key.subject.clone(), weight, lost)
            })
            .collect();
        let rate = |(_, weight, lost): &(String, Part, Part)| -> Exact {
            let share = Exact::whole(lost.amount).divided_by(&Exact::whole(weight.amount));
            share.unwrap_or_default()
        };
        lines.sort_by(|one, other| rate(other).cmp(&rate(one)).then(one.0.cmp(&other.0)));
        let mut table = Table::new(
            1,
            &[
                "指标",
                "涉及单位",
                "失分单位",
                "平均分值",
                "平均失分",
                "失分率",
            ],
        );
        let mut bars = Vec::new();
        for line in &lines {
            let (name, weight, lost) = line;
            let shown = percent(&rate(line), 2);
            let over_all = Part {
                filings: weight.filings,
                amount: lost.amount,
            };
            let value = super::scaled(&rate(line), POINT_DECIMALS).unwrap_or(0);
            bars.push(Series::one(name, value, &shown));
            table.push(vec![
                name.clone(),
                weight.filings.to_string(),
                lost.filings.to_string(),
                points(mean(*weight, POINT_DECIMALS)),
                points(mean(over_all, POINT_DECIMALS)),
                shown,
            ]);
        }
        bars.truncate(MOST_BARS);
        Section {
            id: "losses",
            title: "各指标失分",
            how: format!(
                "按已报送单位的自评得分统计，指标名称取自方案，绩效指标的各行按二级指标归并。平均失分按涉及该指标的全部单位计算；失分率＝失分合计÷分值合计。图中是失分率最高的 {MOST_BARS} 项。"
            ),
            picture: (!bars.is_empty()).then_some(Picture::Bars(bars)),
            table,
        }
    }

    fn rates(&self) -> Section {
        let glance = self.glance();
        let known = glance.of(Measure::Rates).filings;
        let mut table = Table::new(1, &["执行率", "单位数", "占比"]);
        let mut bars = Vec::new();
        let mut above = i64::MAX;
        for bound in RATE_BANDS {
            let lines = glance.lines(Measure::Rate);
            let within = lines.filter(|(key, _)| {
                (bound..above).contains(&key.bucket) || (bound == 0 && key.bucket < 0)
            });
            let filings: i64 = within.map(|(_, part)| part.filings).sum();
            let label = band_label(bound, above, &|bound| bound.to_string(), "%");
            bars.push(Series::one(&label, filings, format!("{filings} 家")));
            table.push(vec![label, filings.to_string(), share(filings, known)]);
            above = bound;
        }
        Section {
            id: "rates",
            title: "预算执行率",
            how: format!(
                "按表上第一个执行率统计，能算出的 {known} 家。平均执行率 {}（各单位执行率的算术平均）；总体执行率 {}（各单位全年执行数之和÷全年预算数之和）。",
                glance.mean_rate(),
                glance.overall_rate(),
            ),
            picture: (known > 0).then_some(Picture::Bars(bars)),
            table,
        }
    }

    fn three_public(&self) -> Section {
        let glance = self.glance();
        let mut table = Table::new(
            1,
            &[
                "变化",
                "单位数",
                "本年（万元）",
                "上年（万元）",
                "增减（万元）",
            ],
        );
        let mut bars = Vec::new();
        let (mut now, mut before) = (Part::default(), Part::default());
        for (sign, label) in [(-1, "比上年减少"), (0, "与上年持平"), (1, "比上年增加")]
        {
            let part = glance.at(Measure::ThreePublic, "", sign);
            let older = glance.at(Measure::ThreePublicBefore, "", sign);
            table.push(change_cells(label, part, older));
            bars.push(Series::one(
                label,
                part.filings,
                format!("{} 家", part.filings),
            ));
            now.filings += part.filings;
            now.amount += part.amount;
            before.amount += older.amount;
        }
        table.push(change_cells("合计", now, before));
        let how = if now.filings == 0 {
            "已报送的表上没有可比较的本年和上年三公经费。"
        } else {
            "按表上有本年和上年三公经费的已报送单位统计，金额为合计数。"
        };
        Section {
            id: "three-public",
            title: "三公经费变化",
            how: how.to_owned(),
            picture: (now.filings > 0).then_some(Picture::Bars(bars)),
            table: if now.filings > 0 {
                table
            } else {
                Table::default()
            },
        }
    }

    fn by_year(&self) -> Section {
        let mut table = Table::new(
            1,
            &["年度", "已报单位", "平均得分", "平均执行率", "总体执行率"],
        );
        let mut dots = Vec::new();
        for year in &self.years {
            let glance = Glance(&year.tally);
            let label = year.year.to_string();
            let mean_points = mean(glance.of(Measure::Points), POINT_DECIMALS);
            if let Some(value) = mean_points
                .as_ref()
                .and_then(|mean| super::scaled(mean, POINT_DECIMALS))
            {
                dots.push(Series::one(&label, value, glance.mean_points()));
            }
            table.push(vec![
                label,
                year.handed_in.to_string(),
                glance.mean_points(),
                glance.mean_rate(),
                glance.overall_rate(),
            ]);
        }
        Section {
            id: "years",
            title: "历年比较",
            how: "每年按当年方案和当年已报送单位统计，最近五年；方案不同的年份得分不宜直接比较。图中是平均得分。".to_owned(),
            picture: (dots.len() > 1).then_some(Picture::Years(dots)),
            table,
        }
    }

    fn by_department(&self) -> Section {
        let mut table = Table::new(
            1,
            &[
                "主管部门",
                "应报",
                "已报",
                "平均得分",
                "总体执行率",
                "退回单位",
                "最高等级",
            ],
        );
        let mut bars = Vec::new();
        let best = self.scope.grades.first().map_or("", String::as_str);
        for department in &self.departments {
            let glance = Glance(&department.tally);
            let (in_time, open) = (
                department.handed_in,
                (department.due - department.handed_in).max(0),
            );
            bars.push(Series {
                label: department.name.clone(),
                values: vec![in_time, open],
                shown: format!("{in_time}／{}", department.due),
            });
            table.lines.push(Line {
                department: department.id.clone(),
                cells: vec![
                    department.name.clone(),
                    department.due.to_string(),
                    in_time.to_string(),
                    glance.mean_points(),
                    glance.overall_rate(),
                    glance.of(Measure::Return).filings.to_string(),
                    glance.of_grade(best).to_string(),
                ],
            });
        }
        bars.truncate(MOST_BARS);
        Section {
            id: "departments",
            title: "各主管部门",
            how: format!(
                "应报不含无需自评的单位。最高等级是自评等级为“{best}”的单位数，退回单位是被退回过的单位数。图中是前 {MOST_BARS} 个部门的已报和未报。"
            ),
            picture: (!bars.is_empty()).then_some(Picture::Parted(vec!["已报", "未报"], bars)),
            table,
        }
    }

    fn findings(&self) -> Section {
        let glance = self.glance();
        let mut table = Table::new(3, &["检查", "内容", "级别", "涉及单位", "处数"]);
        let mut bars = Vec::new();
        let mut lines: Vec<_> = glance.lines(Measure::Finding).collect();
        lines.sort_by_key(|(_, part)| std::cmp::Reverse((part.filings, part.amount)));
        for (key, part) in lines {
            let (code, severity) = key.subject.split_once(' ').unwrap_or((&key.subject, ""));
            let name = check::name(code);
            let level = severity_words(severity);
            let label = format!("{code} {name}（{level}）");
            bars.push(Series::one(
                label,
                part.filings,
                format!("{} 家", part.filings),
            ));
            table.push(vec![
                code.to_owned(),
                name.to_owned(),
                level.to_owned(),
                part.filings.to_string(),
                part.amount.to_string(),
            ]);
        }
        bars.truncate(MOST_BARS);
        Section {
            id: "findings",
            title: "审核发现的问题",
            how: "按已报送单位最近一次提交时的全审结果统计；需说明的都已写明理由，错误在提交前已更正。".to_owned(),
            picture: (!bars.is_empty()).then_some(Picture::Bars(bars)),
            table,
        }
    }

    fn returns(&self) -> Section {
        let glance = self.glance();
        let all = glance.of(Measure::Return);
        let mut lines: Vec<(&str, String, Part)> = glance
            .lines(Measure::ReturnedWith)
            .map(|(key, part)| {
                let code = &key.subject;
                ("检查", format!("{code} {}", check::name(code)), part)
            })
            .collect();
        lines.extend(
            glance
                .lines(Measure::Commented)
                .map(|(key, part)| ("审核意见", key.subject.clone(), part)),
        );
        lines.sort_by_key(|(_, _, part)| std::cmp::Reverse((part.filings, part.amount)));
        let mut table = Table::new(2, &["来源", "检查或填写位置", "涉及单位", "处数"]);
        let mut bars = Vec::new();
        for (source, label, part) in lines {
            bars.push(Series::one(
                &label,
                part.filings,
                format!("{} 家", part.filings),
            ));
            table.push(vec![
                source.to_owned(),
                label,
                part.filings.to_string(),
                part.amount.to_string(),
            ]);
        }
        bars.truncate(MOST_BARS);
        Section {
            id: "returns",
            title: "退回的原因",
            how: format!(
                "被退回过的单位 {} 家，共退回 {} 次。统计退回当时全审仍列出的问题，以及随退回发出的审核意见所在的位置；同一处在几次退回中都有的，每次计一处。哪一项多，说明哪条填报说明需要改进。",
                all.filings, all.amount
            ),
            picture: (!bars.is_empty()).then_some(Picture::Bars(bars)),
            table,
        }
    }
}

/// `90—95 分`, `95 分及以上`, `60 分以下`; the upper end is the next band's.
fn band_label(from: i64, to: i64, shown: &dyn Fn(i64) -> String, unit: &str) -> String {
    match (from, to) {
        (from, i64::MAX) => format!("{}{unit}及以上", shown(from)),
        (0, to) => format!("{}{unit}以下", shown(to)),
        (from, to) => format!("{} 至不足 {}{unit}", shown(from), shown(to)),
    }
}

fn change_cells(label: &str, now: Part, before: Part) -> Vec<String> {
    let money = |units: i64| amount(&unscaled(units, MONEY_DECIMALS));
    vec![
        label.to_owned(),
        now.filings.to_string(),
        money(now.amount),
        money(before.amount),
        money(now.amount - before.amount),
    ]
}

fn severity_words(code: &str) -> &'static str {
    use crate::domain::check::Severity;
    let all = [Severity::Error, Severity::Warning, Severity::Notice];
    let found = all.into_iter().find(|severity| severity.code() == code);
    found.map_or("", Severity::label)
}
