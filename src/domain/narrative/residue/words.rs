//! Doubled words and words that official Chinese does not know.

use crate::domain::narrative::Remark;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, notice};

/// Words that never stand twice side by side: neither as emphasis nor because one word ends
/// where the next begins.
const NEVER_TWICE: [&str; 130] = [
    "根据", "按照", "依照", "依据", "通过", "进行", "以及", "并且", "而且", "由于", "因为", "关于",
    "对于", "其中", "我们", "他们", "为了", "但是", "所以", "因此", "同时", "已经", "能够", "可以",
    "应当", "必须", "如果", "随着", "围绕", "加强", "提高", "推进", "完善", "开展", "建立", "健全",
    "实现", "完成", "认真", "严格", "积极", "主要", "全面", "有效", "及时", "以上", "实施", "促进",
    "增加", "减少", "保障", "确保", "合理", "规范", "提升", "优化", "强化", "截至", "加挂", "负责",
    "承担", "履行", "出台", "印发", "下发", "召开", "举办", "包括", "属于", "位于", "具有", "设立",
    "获得", "取得", "得到", "提供", "制定", "针对", "导致", "造成", "形成", "采取", "采用", "达到",
    "超过", "纳入", "列入", "结合", "依托", "树立", "明确", "切实", "充分", "不断", "进一", "逐步",
    "大力", "深入", "扎实", "全部", "截止", "均已", "下达", "发放", "报送", "走访", "慰问", "改善",
    "巩固", "深化", "细化", "扩大", "降低", "压缩", "节约", "增强", "凸显", "呈现", "显著", "明显",
    "逐年", "共计", "均为", "分别", "依法", "按时", "如期", "参加", "支付", "拨付",
];

/// Nouns that may meet themselves (预算单位单位名称), but not behind a verb or a mark.
const SELDOM_TWICE: [&str; 13] = [
    "单位", "部门", "工作", "项目", "资金", "预算", "财政", "管理", "绩效", "支出", "服务", "群众",
    "制度",
];

/// Nouns that no mark follows when they stand twice (发现问题问题整改 goes on).
const NOUNS: [&str; 24] = [
    "问题", "情况", "措施", "意见", "原因", "方案", "报告", "部门", "资金", "项目", "单位", "制度",
    "工作", "经费", "支出", "收入", "预算", "决算", "绩效", "目标", "指标", "任务", "计划", "机制",
];

const VERBS: [&str; 16] = [
    "完善", "加强", "规范", "提高", "健全", "按照", "根据", "结合", "强化", "开展", "推进", "做好",
    "落实", "提升", "优化", "，",
];

/// `根据根据`, `单位单位`.
pub(super) fn doubled(passage: &Passage<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    for index in 0..passage.len().saturating_sub(3) {
        let repeats = passage.get(index) == passage.get(index + 2)
            && passage.get(index + 1) == passage.get(index + 3)
            && passage.get(index) != passage.get(index + 1);
        if repeats && is_slip(passage, index) {
            let at = index..index + 4;
            let word = passage.original(index..index + 2);
            let message = format!("“{}”重复。", passage.original(at.clone()));
            let draft = Draft::new("K19", message, "请删去一个。").expecting(word.to_owned());
            found.push(notice(passage, at, draft));
        }
    }
    found.extend(doubled_long(passage, 4));
    found.extend(doubled_long(passage, 3));
    found
}

fn is_slip(passage: &Passage<'_>, index: usize) -> bool {
    // A word in quotation marks or thrice is meant.
    if passage.get(index) == passage.get(index + 4) {
        return false;
    }
    if passage.word_at(index, &NEVER_TWICE).is_some() {
        return true;
    }
    let ends = passage
        .get(index + 4)
        .is_some_and(|c| matches!(c, '，' | '。' | ';' | '、' | '的') || c.is_ascii_digit());
    let begins = passage
        .before(index)
        .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if ends && begins && passage.word_at(index, &NOUNS).is_some() {
        return true;
    }
    passage.word_at(index, &SELDOM_TWICE).is_some()
        && VERBS.iter().any(|verb| passage.ends_with(index, verb))
        && !matches!(
            passage.get(index + 4),
            Some('量' | '人' | '者' | '名' | '性' | '局' | '部' | '组')
        )
}

/// With these a name of three characters ends, which may meet itself: 办公室办公室主任.
const NAMES_END: &str = "室局部科股会院站所心厅县市区办委处队组率费金额度表员人者名";

/// `组织实施组织实施`, `主要是主要是`: different characters twice side by side, once.
fn doubled_long(passage: &Passage<'_>, length: usize) -> Option<Remark> {
    let word = |index: usize| passage.slice(index..index + length);
    let is_word = |index: usize| {
        let letters = word(index);
        let differ = |(at, c): (usize, &char)| !letters.iter().skip(at + 1).any(|other| other == c);
        letters
            .iter()
            .all(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
            && letters.iter().enumerate().all(differ)
            && !(length == 3 && letters.last().is_some_and(|c| NAMES_END.contains(*c)))
    };
    let index = (0..passage.len().saturating_sub(2 * length - 1)).find(|index| {
        passage.get(*index) == passage.get(index + length)
            && word(*index) == word(index + length)
            && word(*index) != word(index + 2 * length)
            && is_word(*index)
    })?;
    let at = index..index + 2 * length;
    let right = passage.original(index..index + length);
    let message = format!("“{}”重复。", passage.original(at.clone()));
    let draft = Draft::new("K19", message, "请删去一个。").expecting(right.to_owned());
    Some(notice(passage, at, draft))
}

/// Words that no dictionary holds, with what is meant. Only such as cannot arise where one word
/// ends and the next begins (内部置换 holds 部置).
const MISTAKEN: [(&str, &str); 21] = [
    ("公务招待费", "公务接待费"),
    ("楼梯馆所", "楼堂馆所"),
    ("安排布署", "安排部署"),
    ("贯切落实", "贯彻落实"),
    ("惯彻", "贯彻"),
    ("绩郊", "绩效"),
    ("玫务", "政务"),
    ("决祘", "决算"),
    ("预祘", "预算"),
    ("松驰", "松弛"),
    ("竞竞业业", "兢兢业业"),
    ("再接再励", "再接再厉"),
    ("迫不急待", "迫不及待"),
    ("因地治宜", "因地制宜"),
    ("一愁莫展", "一筹莫展"),
    ("追朔", "追溯"),
    ("迁徒", "迁徙"),
    ("针贬", "针砭"),
    ("震憾", "震撼"),
    ("建立建全", "建立健全"),
    ("不径而走", "不胫而走"),
];

/// Wrong words of a paragraph.
pub(super) fn mistaken(passage: &Passage<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    for (wrong, right) in MISTAKEN {
        if !passage.text.contains(wrong) {
            continue;
        }
        for index in 0..passage.len() {
            if passage.starts_with(index, wrong) {
                let at = index..index + wrong.chars().count();
                let message = format!("“{wrong}”应为“{right}”。");
                let draft = Draft::new("K19", message, "请改正。").expecting(right.to_owned());
                found.push(notice(passage, at, draft));
            }
        }
    }
    found
}
