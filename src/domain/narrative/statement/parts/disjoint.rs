//! Whether the names of a list exclude each other although no classification knows them:
//! 企业2105户、个体工商户4716户; 监护仪15台、呼吸机8台.

use super::{Part, Sum};
use crate::domain::figure::Exact;
use crate::domain::narrative::statement::classes::is_class;

/// Words of names that tell a property or a state: many things have several of them.
const PROPERTIES: [&str; 71] = [
    "党员",
    "团员",
    "女",
    "少数民族",
    "学历",
    "研究生",
    "硕士",
    "博士",
    "本科",
    "大专",
    "职称",
    "高级",
    "中级",
    "岁",
    "退伍",
    "军人",
    "残疾",
    "困难",
    "贫困",
    "脱贫",
    "低保",
    "骨干",
    "在岗",
    "兼职",
    "有",
    "已",
    "完成",
    "办结",
    "合格",
    "满意",
    "成功",
    "化解",
    "立案",
    "新增",
    "上年",
    "结转",
    "结余",
    "按期",
    "及时",
    "收回",
    "回收",
    "整改",
    "移送",
    "优秀",
    "达标",
    "采纳",
    "公开",
    "应",
    "实际",
    "共",
    "全年",
    "年末",
    "当年",
    "本年",
    "累计",
    "其中",
    "合计",
    "总",
    "目标",
    "计划",
    "重点",
    "重大",
    "优先",
    "免费",
    "老年",
    "儿童",
    "网上",
    "线上",
    "掌上",
    "即办",
    "现场",
];

/// Words of names of money by its source or its stage rather than by what it is spent on.
const STAGES: [&str; 14] = [
    "财政",
    "预算",
    "决算",
    "拨款",
    "收入",
    "追加",
    "支付",
    "到位",
    "下达",
    "批复",
    "调整",
    "使用",
    "投入",
    "支出决算",
];

/// The longest name of a part, characters.
const LONGEST_NAME: usize = 20;

/// Whether the parts are things or purposes of which none can be another's part, and what they
/// come to is near the total.
pub(super) fn are_disjoint(sum: &Sum<'_>, added: &Exact) -> bool {
    let is_near = added < &(&sum.total.value() * &three_halves());
    is_near && !sum.overlaps && have_plain_names(sum)
}

/// Whether no name of the list tells a property, a state, a source or a class.
pub(super) fn have_plain_names(sum: &Sum<'_>) -> bool {
    let is_money = sum.total.is_money();
    let are_plain = sum.parts.iter().map(|part| plain(&part.name)).all(|name| {
        (2..=LONGEST_NAME).contains(&name.chars().count())
            && !PROPERTIES.iter().any(|word| name.contains(word))
            && !(is_money && (STAGES.iter().any(|word| name.contains(word)) || is_class(name)))
    });
    sum.parts.len() > 1 && are_plain && are_separate(&sum.parts)
}

/// A name without the word that only leads to it: 用于培训, 购置电脑.
fn plain(name: &str) -> &str {
    name.trim_start_matches("用于")
}

fn are_separate(parts: &[Part<'_>]) -> bool {
    parts.iter().enumerate().all(|(index, part)| {
        parts
            .iter()
            .enumerate()
            .all(|(other, another)| other == index || !another.name.contains(part.name.as_str()))
    })
}

fn three_halves() -> Exact {
    Exact::whole(3)
        .divided_by(&Exact::whole(2))
        .unwrap_or_else(|| Exact::whole(1))
}

/// Whether the parts are money of separate projects: 甲项目300万元，乙项目210万元.
pub(super) fn are_projects(sum: &Sum<'_>) -> bool {
    let all_projects = sum
        .parts
        .iter()
        .all(|part| ["项目", "工程"].iter().any(|end| part.name.ends_with(end)));
    sum.total.is_money() && all_projects && are_separate(&sum.parts)
}
