//! Last year's forms beside this year's: what can be carried over, and what has changed.

mod carry;
mod compare;

use ziping::domain::filing::Entries;
use ziping::domain::scheme::Scheme;

/// A small scheme of this year: three 上年数, a tree, two texts.
const THIS: &str = r#"
[scheme]
id = "small-2024"
version = 2
title = "样例"
source = "样例"
publication_title = "{year}年{agency}自评"
amount_unit = "万元"
full_marks = 100
grades = [{ name = "优", at_least = 0 }]

[[item]]
code = "spent"
name = "全年执行数"
kind = "amount"
[[item]]
code = "basic"
name = "基本支出"
kind = "amount"
[[item]]
code = "project"
name = "项目支出"
kind = "amount"
[[item]]
code = "left"
name = "年末结转"
kind = "amount"
[[item]]
code = "posts"
name = "编制人数"
kind = "number"
unit = "人"
[[item]]
code = "satisfaction"
name = "满意度"
kind = "percent"
[[item]]
code = "spent_last"
name = "上年执行数"
kind = "amount"
from_last_year = "全年执行数"
[[item]]
code = "both_last"
name = "上年支出合计"
kind = "amount"
from_last_year = "基本支出+项目支出"
[[item]]
code = "carried_over"
name = "年初结转"
kind = "amount"
from_last_year = "年末结转"
[[item]]
code = "satisfaction_last"
name = "上年满意度"
kind = "percent"
from_last_year = "满意度"
[[computed]]
code = "share"
name = "项目支出占比"
unit = "%"
formula = "项目支出/全年执行数"
[[item]]
code = "goal"
name = "预期目标"
kind = "text"
[[item]]
code = "result"
name = "完成情况"
kind = "text"

[last_year]
trees = ["ind"]
texts = ["预期目标"]
severity = "warning"
[[last_year.renamed]]
scheme = "older-2023"
names = { "年末结转" = "年末结余" }
[[last_year.renamed]]
scheme = "older-2023"
version = 9
names = { "全年执行数" = "决算数" }

[[form]]
id = "f1"
annex = "附件1"
name = "自评表"
title = "{year}年自评表"
[[form.block]]
kind = "grid"
columns = ["a", "b", "c", "d"]
rows = [
    { label = "甲", cells = ["spent", "basic", "project", "left"] },
    { label = "乙", cells = ["posts", "satisfaction", "spent_last", "both_last"] },
    { label = "丙", cells = ["carried_over", "satisfaction_last", "share", ""] },
]
[[form.block]]
kind = "texts"
columns = ["预期目标", "完成情况"]
cells = ["goal", "result"]
[[form.block]]
kind = "indicators"
id = "ind"
label = "绩效指标"
scored = false
level1 = [{ name = "产出指标" }]
level2 = [
    { code = "quantity", under = "产出指标", name = "数量指标" },
    { code = "cost", under = "产出指标", name = "成本指标" },
]
"#;

fn this() -> Scheme {
    Scheme::parse(THIS).unwrap()
}

/// The scheme of the year before: the same with these words changed.
fn older(changes: &[(&str, &str)]) -> Scheme {
    let mut text = THIS.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    Scheme::parse(&text).unwrap()
}

fn entries(year: i32, cells: &[(&str, &str)]) -> Entries {
    let mut entries = Entries::new(year, "甲县某局");
    for (code, typed) in cells {
        entries
            .cells
            .insert((*code).to_owned(), (*typed).to_owned());
    }
    entries
}
