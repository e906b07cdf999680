//! What a scheme is told before an accountant meets it.

mod slips;

use ziping::domain::check::Severity;
use ziping::domain::lint::{CATALOGUE, Linted, lint};
use ziping::domain::scheme::Problem;

use crate::seeds::shipped;

/// The scheme on which the edges are tried: one percentage, two counts, one amount.
const BASE: &str = include_str!("edges.toml");

fn told(linted: &Linted) -> Vec<String> {
    let problems = linted.problems.iter();
    problems
        .map(|problem| format!("{} {problem}", problem.severity.code()))
        .collect()
}

#[test]
fn a_sound_scheme_is_left_in_peace() {
    assert_eq!(told(&lint(BASE)), Vec::<String>::new());
}

#[test]
fn every_shipped_scheme_is_clean() {
    for (file, _) in shipped::schemes() {
        let linted = lint(&shipped::text(&file));
        assert!(!linted.is_open(), "{file}: {:#?}", told(&linted));
    }
}

const ERROR: Severity = Severity::Error;
const WARNING: Severity = Severity::Warning;
const NOTICE: Severity = Severity::Notice;

/// What is written, what it is changed to, the lint, its severity, words of the message.
type Flaw = (
    &'static str,
    &'static str,
    &'static str,
    Severity,
    &'static [&'static str],
);

#[rustfmt::skip] // a case is a line
const FLAWS: [Flaw; 80] = [
    // L02: names and codes
    ("code = \"posts\"", "code = \"Posts\"", "L02", ERROR, &["代码“Posts”不合规定"]),
    ("code = \"spent\"", "code = \"total\"", "L02", ERROR, &["已由程序使用"]),
    ("name = \"满意度\"", "name = \"满意度（%）\"", "L02", ERROR, &["“（%）”不能用在公式里"]),
    ("name = \"基本情况\"", "name = \"2024年情况\"", "L02", ERROR, &["以数字开头"]),
    ("name = \"基本情况\"", "name = \"最大\"", "L02", ERROR, &["函数名"]),
    ("id = \"edges-2024\"", "id = \"甲县2024\"", "L02", ERROR, &["方案编号"]),
    // L34: words to begin with
    ("name = \"基本情况\"", "skeleton = \"执行{执行书}，{year}年\"\nname = \"基本情况\"", "L34", ERROR, &["“{执行书}”不是本方案的数据", "{执行数}"]),
    ("name = \"基本情况\"", "skeleton = \"共{编制人数:元}\"\nname = \"基本情况\"", "L34", ERROR, &["不能换成以元为单位"]),
    ("name = \"基本情况\"", "length = [600, 200]\nname = \"基本情况\"", "L34", ERROR, &["从 600 至 200，写反了"]),
    ("name = \"预算数\"", "skeleton = \"无\"\nname = \"预算数\"", "L34", ERROR, &["skeleton 只用于多行文字"]),
    // L05: cycles
    ("formula = \"执行数/预算数\"", "formula = \"执行率/预算数\"", "L05", ERROR, &["执行率 → 执行率"]),
    // L06, L29: cells
    ("[\"budget_two\", \"\"]", "[\"\", \"\"]", "L06", ERROR, &["预算数二", "没有出现在任何一张表"]),
    ("\"staff\", \"budget\"", "\"\", \"budget\"", "L29", ERROR, &["在职人员控制率", "没有一张表让人填"]),
    ("\"staff\", \"budget\"", "\"staff\", \"staff\"", "L06", ERROR, &["两次"]),
    ("kind = \"score_sheet\"", "kind = \"agency\"\nlabel = \"单位\"", "L06", ERROR, &["得分没有出现"]),
    // L07: settings
    ("amount_unit = \"万元\"", "amount_unit = \"亿元\"", "L07", ERROR, &["亿元"]),
    ("version = 1", "version = 0", "L07", ERROR, &["版本号"]),
    ("source = \"样例\"", "source = \"\"", "L07", WARNING, &["来源"]),
    ("step = \"1%\"", "step = \"0\"", "L07", ERROR, &["大于0"]),
    // L08: layout
    ("{ cells = [\"budget_two\", \"\"] }", "{ cells = [\"budget_two\"] }", "L08", ERROR, &["有 2 个栏目，却写了 1 个单元格"]),
    ("under = \"产出指标\"", "under = \"产出类指标\"", "L08", ERROR, &["您是不是想写“产出指标”"]),
    ("{ name = \"产出指标\" }", "{ name = \"产出指标\" }, { name = \"效益指标\" }", "L08", ERROR, &["下面没有二级指标"]),
    ("{ name = \"产出指标\" }", "{ name = \"产出指标\", weight = 50 }", "L08", ERROR, &["不计分"]),
    ("kind = \"total\"\nlabel", "kind = \"agency\"\nlabel", "L08", WARNING, &["没有一张表印总分"]),
    // L10: weights
    ("weight = 30\nrule_text = \"90%", "weight = \"30.5\"\nrule_text = \"90%", "L10", ERROR, &["投入30", "产出50.5", "合计为 100.5 分", "多0.5 分"]),
    ("full_marks = 100", "full_marks = 110", "L10", ERROR, &["少10 分"]),
    // L11, L12, L13: bands
    ("{ at_least = \"80%\", below = \"90%\", score = 20 }", "{ at_least = \"80%\", below = \"89%\", score = 20 }", "L11", WARNING, &["大于等于89%、小于90%"]),
    ("{ at_least = \"80%\", below = \"90%\", score = 20 }", "{ above = \"80%\", below = \"90%\", score = 20 }", "L11", WARNING, &["恰好等于80%"]),
    ("    { below = \"80%\", score = 0 },\n", "", "L11", WARNING, &["大于等于0%、小于80%"]),
    ("below = \"90%\", score = 20", "at_most = \"90%\", score = 20", "L12", WARNING, &["恰好等于90%", "第1档"]),
    ("below = \"90%\", score = 20", "score = 20", "L12", NOTICE, &["第1档和第2档"]),
    ("{ below = \"80%\", score = 0 }", "{ below = \"80%\", score = 0 },\n{ below = \"60%\", score = 0 }", "L13", WARNING, &["第4档", "前面各档已经包括了它"]),
    ("{ below = \"80%\", score = 0 }", "{ below = \"80%\", score = 0 },\n{ below = \"0%\", score = 0 }", "L13", WARNING, &["不会落在这里"]),
    ("at_least = \"80%\", below = \"90%\"", "at_least = \"90%\", below = \"80%\"", "L13", ERROR, &["不含任何数"]),
    // L13, L14: points
    ("base = \"100%\"\ndirection = \"above\"", "base = \"0\"\ndirection = \"below\"", "L13", WARNING, &["永远是满分"]),
    ("direction = \"above\"\nstep = \"1%\"", "direction = \"below\"\nstep = \"5%\"", "L13", NOTICE, &["扣不完"]),
    ("{ at_least = \"90%\", score = 30 }", "{ at_least = \"90%\", score = 31 }", "L14", ERROR, &["得 31 分，不在 0 至分值 30 之间"]),
    ("{ at_least = \"90%\", score = 30 }", "{ at_least = \"90%\", score = 25 }", "L14", WARNING, &["最高一档只有 25 分"]),
    ("{ name = \"较好\", score = 20 }", "{ name = \"较好\", score = 15 }", "L14", WARNING, &["没有一档得满分 20 分"]),
    ("minus = 5", "minus = 4", "L14", WARNING, &["只扣 8 分，还得 2 分"]),
    ("minus = 5", "minus = 11", "L14", WARNING, &["超过分值"]),
    ("{ name = \"一般\", score = 10 }", "{ name = \"较好\", score = 10 }", "L13", ERROR, &["永远选不到"]),
    // L15: unused
    ("\"rate\", \"execution\"", "\"\", \"execution\"", "L15", WARNING, &["执行率", "没有用到"]),
    ("kind = \"amount\"\n[[item]]\ncode = \"spent\"", "kind = \"amount\"\nunit = \"元\"\n[[item]]\ncode = \"spent\"", "L15", NOTICE, &["不看 unit"]),
    // L16: denominators
    ("by_hand = true\n", "", "L16", WARNING, &["分母“编制人数”可能是 0"]),
    ("zero_denominator = \"unknown\"\n", "", "L16", WARNING, &["执行率得分", "分母“预算数”"]),
    // L17: steps
    ("counting = \"whole\"\n", "", "L17", ERROR, &["不足一档"]),
    // L18, L19: units
    ("formula = \"执行数/预算数\"", "formula = \"执行数+编制人数\"", "L18", ERROR, &["万元和人相加减"]),
    ("formula = \"执行数/预算数\"", "formula = \"执行数-预算数\"", "L18", ERROR, &["算出来的是万元，单位写的是比率"]),
    ("formula = \"执行数/预算数\"", "formula = \"执行数/编制人数\"", "L18", ERROR, &["万元/人"]),
    ("right = \"预算数-1\"", "right = \"编制人数\"", "L18", ERROR, &["勾稽", "万元和人"]),
    ("{ at_least = \"90%\", score = 30 }", "{ at_least = \"90\", score = 30 }", "L19", ERROR, &["90 就是 9000%", "请写 90%"]),
    ("step = \"1%\"", "step = \"1\"", "L19", ERROR, &["1 就是 100%"]),
    ("base = \"100%\"", "base = \"1\"", "L19", WARNING, &["请写 100%"]),
    ("value = \"在职人数/编制人数\"", "value = \"在职人数-编制人数\"", "L19", ERROR, &["计分的数是人"]),
    // L20: grades
    ("{ name = \"优\", at_least = 90 }", "{ name = \"优\", at_least = 101 }", "L20", ERROR, &["永远评不上"]),
    ("{ name = \"优\", at_least = 90 }", "{ name = \"优\", at_least = 90 }, { name = \"良\", at_least = 90 }", "L20", ERROR, &["不低于上一等级"]),
    ("{ name = \"差\", at_least = 0 }", "{ name = \"差\", at_least = 60 }", "L20", WARNING, &["总分低于 60 分时没有等级"]),
    // L21: placeholders
    ("title = \"{year}年{agency}自评表\"", "title = \"{yaer}年自评表\"", "L21", ERROR, &["“{yaer}”不会被替换", "您是不是想写“year”"]),
    ("publication_title = \"{year}年{agency}自评\"", "publication_title = \"{year年自评\"", "L21", ERROR, &["没有成对"]),
    // L22: answers
    ("is = \"否\"", "is = \"没有\"", "L22", ERROR, &["没有“没有”这个选项"]),
    ("item = \"是否有新建项目\"", "item = \"满意度\"", "L22", ERROR, &["不是选择项"]),
    ("[[check]]\nkind = \"sum\"", "[[limit]]\nat_most = 59\nbecause = \"封顶\"\nwhen = [{ item = \"是否有新建项目\", is = \"有\" }]\n[[check]]\nkind = \"sum\"", "L22", ERROR, &["封顶", "没有“有”这个选项"]),
    ("by_hand = true\n", "by_hand = true\ndropped_when = { item = \"是否有新建项目\", is = \"无\" }\n", "L22", ERROR, &["没有“无”这个选项"]),
    // L23: checks
    ("block = \"ind\"", "block = \"idn\"", "L23", ERROR, &["您是不是想写“ind”"]),
    ("parts = [\"执行数\", \"预算数二\"]", "parts = [\"执行数\", \"执行数\"]", "L23", ERROR, &["写了两次"]),
    // L31, L32: change rates and names that stand twice
    ("name = \"执行率\"\nunit = \"%\"\nformula = \"执行数/预算数\"", "name = \"执行变动率\"\nunit = \"%\"\nformula = \"（执行数-预算数）/预算数\"", "L31", WARNING, &["is_change_rate"]),
    ("name = \"行政效能\"", "name = \"制度健全性\"", "L32", WARNING, &["同名的指标"]),
    ("code = \"quantity\"", "code = \"quantity2\", under = \"产出指标\", name = \"数量指标\" }, { code = \"quantity\"", "L32", WARNING, &["同名的二级指标"]),
    ("{ cells = [\"budget_two\", \"\"] }", "{ label = \"甲\", cells = [\"budget_two\", \"\"] }, { label = \"甲\", cells = [\"\", \"\"] }", "L32", NOTICE, &["同样的栏名"]),
    // L03, L07, L18, L33: last year
    ("name = \"满意度\"\nkind = \"percent\"\n", "name = \"满意度\"\nkind = \"percent\"\nfrom_last_year = \"满意读\"\n", "L03", ERROR, &["满意度", "您是不是想写“满意度”"]),
    ("name = \"满意度\"\nkind = \"percent\"\n", "name = \"满意度\"\nkind = \"percent\"\nfrom_last_year = \"编制人数\"\n", "L18", ERROR, &["满意度", "人"]),
    ("name = \"满意度\"\nkind = \"percent\"\n", "name = \"上年满意度\"\nkind = \"percent\"\n", "L33", NOTICE, &["from_last_year"]),
    ("[[check]]\nkind = \"sum\"", "[last_year]\ntrees = [\"idn\"]\n[[check]]\nkind = \"sum\"", "L03", ERROR, &["没有编号为“idn”的指标块", "您是不是想写“ind”"]),
    ("[[check]]\nkind = \"sum\"", "[last_year]\ntexts = [\"满意读\"]\n[[check]]\nkind = \"sum\"", "L03", ERROR, &["您是不是想写“满意度”"]),
    ("[[check]]\nkind = \"sum\"", "[last_year]\ntexts = [\"满意度\"]\n[[check]]\nkind = \"sum\"", "L07", ERROR, &["不是文字"]),
    ("[[check]]\nkind = \"sum\"", "[last_year]\nmore_than = \"三成\"\n[[check]]\nkind = \"sum\"", "L07", ERROR, &["不是数字"]),
    ("[[check]]\nkind = \"sum\"", "[last_year]\n[[last_year.renamed]]\nscheme = \"older\"\nnames = { \"满意读\" = \"甲\" }\n[[check]]\nkind = \"sum\"", "L03", ERROR, &["您是不是想写“满意度”"]),
    // L24, L25
    (", guidance = \"写明收支。\"", "", "L24", NOTICE, &["没有填写提示"]),
    ("minus = \"0.5\"", "minus = \"0.2\"", "L25", WARNING, &["评价标准印的是“扣0.5分”，规则写的是扣 0.2 分"]),
];

#[test]
fn every_flaw_is_told_at_its_line() {
    let mut missed = Vec::new();
    for (written, changed, code, severity, words) in FLAWS {
        let text = BASE.replacen(written, changed, 1);
        assert_ne!(text, BASE, "{written} is not in the scheme");
        let linted = lint(&text);
        let is_meant = |problem: &&Problem| {
            problem.lint == code
                && problem.severity == severity
                && words.iter().all(|word| problem.to_string().contains(word))
        };
        let without = linted
            .problems
            .iter()
            .find(|problem| problem.cure.is_empty());
        assert!(without.is_none(), "no cure: {without:?}");
        if !linted.problems.iter().any(|problem| is_meant(&problem)) {
            missed.push(format!("{code} {changed}: {:#?}", told(&linted)));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// More that the printed standard says, and no more than it says.
#[test]
fn the_printed_standard_is_held_against_the_rule() {
    for (written, changed, told_words) in [
        ("每超过1个百分点", "每超过一个百分点", None),
        ("每超过1个百分点", "每超过5%", Some("每5%")),
        ("每超过1个百分点", "每高于两个百分点", Some("每2%")),
        ("计30分；每", "计35分；每", Some("“35分”")),
        ("以上计30分", "以上计25分", Some("“25分”")),
        ("扣5分", "扣1分", Some("扣1分")),
        ("较好的计20分", "较好的计12分", Some("“12分”")),
        (
            "较好的计20分；一般10分；不明显0分。",
            "按实际情况评定。",
            None,
        ),
        (
            "计30分；每超过1个百分点扣0.5分",
            "每超过1个百分点扣0.5分，每例事故另扣2分",
            None,
        ),
    ] {
        let text = BASE.replacen(written, changed, 1);
        assert_ne!(text, BASE, "{written}");
        let linted = lint(&text);
        let these = linted
            .problems
            .iter()
            .filter(|problem| problem.lint == "L25");
        let found: Vec<String> = these.map(ToString::to_string).collect();
        match told_words {
            None => assert!(found.is_empty(), "{changed}: {found:?}"),
            Some(words) => assert!(
                found.iter().any(|f| f.contains(words)),
                "{changed}: {found:?}"
            ),
        }
    }
}

/// A rule in the place of the score sheet's bands (30 points), the lint, words of the message;
/// nothing at all where the rule is sound.
#[rustfmt::skip] // a case is a line
const RULES: [(&str, &str, &str); 24] = [
    ("kind = \"proportional\"\nvalue = \"满意度\"", "", ""),
    ("kind = \"proportional\"\nvalue = \"满意度\"\ntarget = \"90\"", "L19", "请写 90%"),
    ("kind = \"proportional\"\nvalue = \"执行数\"\ntarget = \"预算数\"", "L16", "分母“预算数”"),
    ("kind = \"proportional\"\nvalue = \"执行数\"\ntarget = \"编制人数\"", "L18", "万元和人"),
    ("kind = \"proportional\"\nvalue = \"执行数\"", "L19", "与百分数 100% 相比"),
    ("kind = \"proportional\"\nvalue = \"满意度\"\ncap = 25", "L13", "得不到满分"),
    ("kind = \"proportional\"\nvalue = \"满意度\"\ncap = 35", "L13", "永远用不上"),
    ("kind = \"inverse\"\nvalue = \"满意度\"\ntarget = \"90%\"", "", ""),
    ("kind = \"linear\"\nvalue = \"满意度\"\ntarget = \"90%\"\nzero_at = \"60\"", "L19", "请写 60%"),
    ("kind = \"equal\"\nvalue = \"执行数\"\ntarget = \"满意度\"\notherwise = \"no_points\"", "L18", "万元和比率"),
    ("kind = \"converted\"\nvalue = \"在职人数\"\nof = \"编制人数\"", "L16", "分母“编制人数”"),
    ("kind = \"converted\"\nvalue = \"在职人数\"\nof = \"100\"", "", ""),
    ("kind = \"per_unit\"\nvalue = \"满意度\"\nbase = \"90%\"\ndirection = \"both\"\nstep = \"1%\"\nminus = \"0.5\"\ncounting = \"whole\"", "", ""),
    ("kind = \"award\"\nitems = [{ text = \"甲\", points = 20 }, { text = \"乙\", points = 10 }]", "", ""),
    ("kind = \"award\"\nitems = [{ text = \"甲\", points = 20 }, { text = \"乙\", points = 5 }]", "L14", "20＋5 合计为 25 分，分值是 30 分"),
    ("kind = \"judged\"\ngrades = [{ name = \"好\", at_least = \"80%\" }, { name = \"好\", at_least = \"0\" }]", "L13", "永远选不到"),
    ("kind = \"one_of\"\nchoose = \"better\"\noptions = [{ name = \"甲\", rule = { kind = \"proportional\", value = \"满意度\" } }, { name = \"乙\", rule = { kind = \"inverse\", value = \"满意度\" } }]", "", ""),
    ("kind = \"one_of\"\nchoose = \"better\"\noptions = [{ name = \"甲\", rule = { kind = \"proportional\", value = \"满意度\" } }, { name = \"乙\", rule = { kind = \"proportional\", value = \"执行数/预算数\" } }]", "L16", "分母“预算数”"),
    ("kind = \"one_of\"\nchoose = \"answer\"\noptions = [{ name = \"甲\", when = { item = \"是否有新建项目\", is = \"有\" }, rule = { kind = \"proportional\", value = \"满意度\" } }, { name = \"乙\", rule = { kind = \"inverse\", value = \"满意度\" } }]", "L22", "没有“有”这个选项"),
    ("kind = \"one_of\"\nchoose = \"better\"\noptions = [{ name = \"甲\", rule = { kind = \"bands\", value = \"满意度\", bands = [{ at_least = \"80%\", score = 30 }] } }, { name = \"乙\", rule = { kind = \"inverse\", value = \"满意度\" } }]", "L11", "小于80%"),
    ("kind = \"checklist\"\nitems = [\"甲\", \"乙\"]\nminus = 10", "L14", "还得 10 分"),
    ("kind = \"manual\"", "", ""),
    ("kind = \"bands\"\nvalue = \"执行数\"\nbands = [{ at_least = \"0\", score = 30 }]", "L11", "值小于0时"),
    ("kind = \"proportional\"\nvalue = \"基本情况\"", "L28", "填的不是数"),
];

#[test]
fn every_kind_of_rule_is_looked_at() {
    let (before, rest) = BASE.split_once("kind = \"bands\"").unwrap();
    let (_, after) = rest.split_once("]\n[[indicator]]").unwrap();
    let before = before.replace(
        "rule_text = \"90%（含）以上计30分；80%（含）-90%，计20分；低于80%计0分。\"\n",
        "",
    );
    let after = after.replace("expect = { scores = { content = \"30\" } }", "expect = {}");
    let mut missed = Vec::new();
    for (rule, code, words) in RULES {
        let found = told(&lint(&format!("{before}{rule}\n[[indicator]]{after}")));
        let is_right = match code {
            "" => found.is_empty(),
            code => found.iter().any(|f| f.contains(code) && f.contains(words)),
        };
        if !is_right {
            missed.push(format!("{code} {rule}: {found:#?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn what_a_negative_value_means_closes_a_gap_below_zero() {
    let (before, rest) = BASE
        .split_once("[indicator.rule]\nkind = \"bands\"")
        .unwrap();
    let (_, after) = rest.split_once("]\n[[indicator]]").unwrap();
    let rule = "[indicator.rule]\nkind = \"bands\"\nvalue = \"执行数-预算数\"\n\
                bands = [{ exactly = \"0\", score = 30 }, { above = \"0\", score = 0 }]\n[[indicator]]";
    for (negative, gaps) in [
        ("", 1),
        ("absolute", 0),
        ("zero", 0),
        ("full_marks", 0),
        ("as_is", 1),
    ] {
        let setting = if negative.is_empty() {
            String::new()
        } else {
            format!("negative = \"{negative}\"\n")
        };
        let linted = lint(&format!("{before}{setting}{rule}{after}"));
        let found = linted
            .problems
            .iter()
            .filter(|problem| problem.lint == "L11")
            .count();
        assert_eq!(found, gaps, "{negative}: {:#?}", told(&linted));
    }
}

#[test]
fn parts_and_limits_are_added_up_too() {
    let part = "[[part]]\nname = \"产出部分\"\nlevel1 = [\"产出\"]\nof = 50\ncounts = 40\n";
    let with = |more: &str| {
        told(&lint(&BASE.replacen(
            "[[check]]",
            &format!("{more}[[check]]"),
            1,
        )))
    };
    let found = with(part);
    assert!(
        found[0].contains("L10")
            && found[0].contains(
                "产出部分40＋投入30＋过程10＋执行率得分10 合计为 90 分，满分是 100 分，少10 分"
            ),
        "{found:?}"
    );
    let found = with(
        &part
            .replace("of = 50", "of = 60")
            .replace("counts = 40", "counts = 50"),
    );
    assert!(
        found[0].contains("产出50 合计为 50 分，“产出部分”的满分（of）是 60 分，少10 分"),
        "{found:?}"
    );

    let limit = "[[limit]]\nlevel1 = \"投入\"\nwhen = [{ item = \"是否有新建项目\", is = \"是\" }]\nat_most = 20\nbecause = \"新建项目未批先建\"\n";
    assert_eq!(with(limit), Vec::<String>::new());
    for (written, changed, words) in [
        ("at_most = 20", "at_most = 30", "L13"),
        ("is = \"是\"", "is = \"有\"", "没有“有”这个选项"),
        (
            "item = \"是否有新建项目\", is = \"是\"",
            "value = \"基本情况\", above = \"1\"",
            "L28",
        ),
        (
            "level1 = \"投入\"",
            "level1 = \"投人\"",
            "没有名为“投人”的一级指标",
        ),
    ] {
        let found = with(&limit.replacen(written, changed, 1));
        assert!(
            found.iter().any(|f| f.contains(words)),
            "{changed}: {found:?}"
        );
    }
}

#[test]
fn a_reason_answers_a_warning_but_never_an_error() {
    let without = BASE.replacen("zero_denominator = \"unknown\"\n", "", 1);
    let allow =
        "\n[[allow]]\nlint = \"L16\"\nat = \"execution\"\nbecause = \"没有预算的单位不参加自评\"\n";
    let answered = lint(&format!("{without}{allow}"));
    assert_eq!(told(&answered), Vec::<String>::new());
    assert_eq!(answered.allowed.len(), 1);
    assert_eq!(answered.allowed[0].because, "没有预算的单位不参加自评");
    assert!(!answered.is_open());

    let idle = lint(&format!("{BASE}{allow}"));
    assert!(
        told(&idle)[0].contains("这条说明没有对应的检查结果"),
        "{:?}",
        told(&idle)
    );

    let wrong = BASE.replacen("full_marks = 100", "full_marks = 90", 1);
    let excuse = allow
        .replace("L16", "L10")
        .replace("at = \"execution\"\n", "");
    let refused = lint(&format!("{wrong}{excuse}"));
    assert!(refused.is_refused(), "{:?}", told(&refused));
}

#[test]
fn examples_speak_of_what_the_scheme_has() {
    for (written, changed, words) in [
        (
            "satisfaction = \"95\"",
            "satisfactoin = \"95\"",
            "您是不是想写“satisfaction”",
        ),
        (
            "content = \"30\"",
            "contents = \"30\"",
            "您是不是想写“content”",
        ),
        (
            "expect = {",
            "like = \"良\"\nexpect = {",
            "前面没有名为“良”的例子",
        ),
        (
            "scores = { content = \"30\" }",
            "findings = [\"K99\"]",
            "没有编号为“K99”的审核",
        ),
        (
            "scores = { content = \"30\" }",
            "values = { rat = \"30\" }",
            "您是不是想写“rate”",
        ),
    ] {
        let linted = lint(&BASE.replacen(written, changed, 1));
        let found = told(&linted);
        assert!(
            found.iter().any(|f| f.contains("L26") && f.contains(words)),
            "{found:?}"
        );
    }
    let (without, _) = BASE.split_once("[[example]]").unwrap();
    assert!(told(&lint(without))[0].contains("方案没有例子"));
}

#[test]
fn the_numbers_are_permanent_and_named_once() {
    let mut numbers: Vec<&str> = CATALOGUE.iter().map(|(number, _)| *number).collect();
    assert!(numbers.is_sorted());
    numbers.dedup();
    assert_eq!(numbers.len(), CATALOGUE.len());
    for (_, _, code, _, _) in FLAWS {
        assert!(numbers.contains(&code), "{code}");
    }
}
