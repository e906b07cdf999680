//! Terms of the field with one character taken for another that looks like it: 财政拔款, 部门整休支出.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::domain::narrative::Remark;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, notice};

/// Terms long enough that one strange character among theirs is a slip.
const TERMS: [&str; 144] = [
    "部门整体",
    "整体支出",
    "整体绩效",
    "绩效自评",
    "绩效评价",
    "绩效目标",
    "绩效指标",
    "绩效管理",
    "绩效监控",
    "绩效得分",
    "预算执行",
    "预算编制",
    "预算绩效",
    "预算收入",
    "预算支出",
    "预算调整",
    "年初预算",
    "全年预算",
    "追加预算",
    "财政拨款",
    "财政资金",
    "财政支出",
    "财政收入",
    "财政预算",
    "一般公共",
    "公共预算",
    "公共服务",
    "政府采购",
    "政府性基金",
    "国有资产",
    "国有资本",
    "固定资产",
    "资产管理",
    "资产总额",
    "基本支出",
    "项目支出",
    "项目资金",
    "专项资金",
    "专项经费",
    "人员经费",
    "公用经费",
    "工作经费",
    "业务经费",
    "运行经费",
    "办公经费",
    "会议经费",
    "培训经费",
    "三公”经费",
    "三公经费",
    "接待费用",
    "公务接待",
    "公务用车",
    "因公出国",
    "运行维护费",
    "工资福利",
    "商品和服务",
    "对个人和家庭",
    "资本性支出",
    "其他支出",
    "其他收入",
    "本年收入",
    "本年支出",
    "收入总计",
    "支出总计",
    "收入合计",
    "支出合计",
    "收入支出",
    "收支总体",
    "年初结转",
    "年末结转",
    "结转结余",
    "结转和结余",
    "上年结转",
    "年末在职",
    "在职人员",
    "退休人员",
    "编制人数",
    "内设机构",
    "事业单位",
    "主管部门",
    "数量指标",
    "质量指标",
    "时效指标",
    "成本指标",
    "产出指标",
    "效益指标",
    "经济效益",
    "社会效益",
    "生态效益",
    "服务对象",
    "群众满意",
    "满意度指标",
    "内部控制",
    "信息公开",
    "规章制度",
    "改进措施",
    "党员干部",
    "干部职工",
    "领导干部",
    "机关干部",
    "资金投入",
    "投入使用",
    "入库税收",
    "缴入国库",
    "综合治理",
    "环境整治",
    "社会治理",
    "污染治理",
    "专项整治",
    "竞争性",
    "人居环境",
    "生态环境",
    "营商环境",
    "基础设施",
    "设施设备",
    "建设项目",
    "项目建设",
    "机构设置",
    "公务车辆",
    "审计监督",
    "财务管理",
    "会计核算",
    "支出进度",
    "资金使用",
    "存在的问题",
    "工作经验",
    "目标任务",
    "实际完成",
    "完成情况",
    "收支情况",
    "部门决算",
    "决算编制",
    "行政审批",
    "行政单位",
    "社会保障",
    "就业支出",
    "教育支出",
    "住房公积金",
    "养老保险",
    "医疗保险",
    "扶贫资金",
    "乡村振兴",
    "农村公路",
    "高标准农田",
];

/// A character and those that are typed or recognised in its stead.
const ALIKE: [(char, &str); 59] = [
    ('体', "休"),
    ('费', "贵废"),
    ('效', "校"),
    ('拨', "拔"),
    ('末', "未"),
    ('入', "人"),
    ('员', "贝"),
    ('财', "材"),
    ('政', "玫"),
    ('算', "箅"),
    ('采', "釆"),
    ('购', "沟构"),
    ('项', "顶"),
    ('目', "日"),
    ('转', "传"),
    ('余', "佘"),
    ('结', "给"),
    ('支', "攴"),
    ('预', "顶"),
    ('标', "栋"),
    ('资', "姿"),
    ('经', "径"),
    ('控', "挖"),
    ('制', "剌"),
    ('评', "坪"),
    ('绩', "债续"),
    ('用', "甩"),
    ('贸', "贺"),
    ('固', "因"),
    ('职', "织"),
    ('退', "迟"),
    ('质', "贡"),
    ('措', "错"),
    ('施', "旋"),
    ('干', "千于"),
    ('待', "侍"),
    ('治', "冶"),
    ('竞', "竟"),
    ('境', "镜竟"),
    ('环', "坏"),
    ('设', "没"),
    ('辆', "俩"),
    ('部', "陪"),
    ('计', "汁"),
    ('管', "菅"),
    ('务', "努"),
    ('核', "该"),
    ('理', "埋"),
    ('使', "便"),
    ('住', "往"),
    ('养', "羊"),
    ('农', "衣"),
    ('收', "攵"),
    ('位', "拉"),
    ('况', "祝"),
    ('完', "宪"),
    ('教', "敦"),
    ('审', "宙"),
    ('村', "材"),
];

/// Characters with which another word begins behind the look-alike: 收人民币, 经贵州.
const OTHERWISE: [(char, &str); 2] = [('人', "民员才口工力"), ('贵', "州阳溪港池")];

/// Characters before 年 with which 年未 says that something was not done: 多年未结转.
const NOT_YET: &str = "多当历往去每两三逐全本几数该今上前";

/// Terms of a paragraph that differ in one look-alike character.
pub(super) fn check(passage: &Passage<'_>) -> Vec<Remark> {
    let mut found: Vec<Remark> = Vec::new();
    let mut free = 0;
    for index in 0..passage.len() {
        found.extend(short(passage, index));
        let Some((start, term)) = misspelt(passage, index).filter(|(start, _)| *start >= free)
        else {
            continue;
        };
        free = start + term.chars().count();
        let message = format!("“{}”应为“{term}”。", passage.original(start..free));
        let draft = Draft::new("K19", message, "请改正。").expecting(term.to_owned());
        found.push(notice(passage, start..free, draft));
    }
    found
}

/// Each character that may stand for another, with those it may stand for.
fn meant() -> &'static HashMap<char, Vec<char>> {
    static MEANT: OnceLock<HashMap<char, Vec<char>>> = OnceLock::new();
    MEANT.get_or_init(|| {
        let mut found: HashMap<char, Vec<char>> = HashMap::new();
        for (right, others) in ALIKE {
            for other in others.chars() {
                found.entry(other).or_default().push(right);
            }
        }
        found
    })
}

/// The term that stands around `index` but for the look-alike character there.
fn misspelt(passage: &Passage<'_>, index: usize) -> Option<(usize, &'static str)> {
    let letter = passage.get(index)?;
    let wanted = meant().get(&letter)?;
    let is_negation = letter == '未' && is_not_yet(passage, index);
    if is_negation || is_other_word(letter, passage.get(index + 1)) {
        return None;
    }
    wanted.iter().find_map(|right| {
        TERMS.iter().find_map(|term| {
            let step = term.chars().position(|c| c == *right)?;
            let start = index.checked_sub(step)?;
            let is_term = term
                .chars()
                .enumerate()
                .all(|(at, c)| at == step || passage.get(start + at) == Some(c));
            is_term.then_some((start, *term))
        })
    })
}

/// Two characters of which the first is taken for another, what follows it then, and the
/// characters before it with which it is right: 己完成, but 自己完成.
const SHORT: [(char, char, &[&str], &str); 3] = [
    (
        '己',
        '已',
        &[
            "完成", "办结", "支付", "达到", "达标", "纳入", "建成", "开展", "落实", "整改", "全部",
            "使用", "拨付", "实施", "印发", "公开", "执行",
        ],
        "自知利律一克异为",
    ),
    (
        '末',
        '未',
        &[
            "完成", "达到", "达标", "支付", "执行", "发生", "使用", "开展", "安排", "实施", "落实",
            "按时", "按期", "能", "列入", "及时", "办结", "超",
        ],
        "年月期周季旬岁始底",
    ),
    (
        '人',
        '入',
        &[
            "合计", "总计", "决算", "预算", "为", "，", "。", "1", "2", "3", "4", "5", "6", "7",
            "8", "9",
        ],
        "",
    ),
];

/// Characters before 人 that make it 入: 总收人, 投人.
const INCOME: [&str; 6] = ["总收", "年收", "业收", "款收", "他收", "营收"];

/// 己完成, 末支付, 总收人3000万元.
fn short(passage: &Passage<'_>, index: usize) -> Option<Remark> {
    let letter = passage.get(index)?;
    let (_, right, next, before) = SHORT.iter().find(|(wrong, ..)| *wrong == letter)?;
    passage.word_at(index + 1, next)?;
    let is_meant = passage
        .before(index)
        .is_some_and(|c| before.contains(c) || (letter == '末' && c.is_ascii_digit()));
    let is_income = letter != '人' || INCOME.iter().any(|word| passage.ends_with(index, word));
    if is_meant || !is_income {
        return None;
    }
    let start = index - usize::from(letter == '人');
    let at = start..index + 1 + usize::from(letter != '人');
    let wrong = passage.original(at.clone());
    let right = wrong.replacen(letter, &right.to_string(), 1);
    let message = format!("“{wrong}”应为“{right}”。");
    let draft = Draft::new("K19", message, "请改正。").expecting(right);
    Some(notice(passage, at, draft))
}

fn is_not_yet(passage: &Passage<'_>, index: usize) -> bool {
    let year = index.checked_sub(2).and_then(|at| passage.get(at));
    year.is_some_and(|c| c.is_ascii_digit() || NOT_YET.contains(c))
}

fn is_other_word(letter: char, next: Option<char>) -> bool {
    OTHERWISE
        .iter()
        .any(|(head, tails)| *head == letter && next.is_some_and(|c| tails.contains(c)))
}
