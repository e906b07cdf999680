//! Every table of a scheme file with its values. The types of `domain::scheme::source` say the same
//! to the compiler; a test holds the two together.

mod checks;
mod forms;
mod rules;

use super::shape::{Control, Field, List, Shape, Sub};

use Control::{Choice, Fragment, Line, Lines, Points, Text, Tick, Whole};

/// How much something weighs.
const SEVERITY: Control = Choice(&[("error", "错误"), ("warning", "需说明"), ("notice", "提示")]);

/// What happens where nothing can be computed.
const NO_VALUE: Control = Choice(&[
    ("unknown", "无法计算"),
    ("full_marks", "满分"),
    ("no_points", "不得分"),
    ("dropped", "不适用，分值让给其他指标"),
]);

/// A condition on an answer.
const ANSWER: &str = "写成 { item = \"项目名称\", is = \"是\" }；没有的留空。";

static GRADE: Shape = Shape::of(&[
    Field::must("name", "等级", Line, ""),
    Field::must("at_least", "最低总分", Points, "0"),
]);

static HEAD: Shape = Shape {
    lists: &[List {
        key: "grades",
        label: "等级",
        shape: &GRADE,
        is_section: false,
    }],
    ..Shape::of(&[
        Field::must("id", "方案编号", Line, "")
            .hint("发布以后不能再改；只用小写字母、数字和短横线。"),
        Field::must("version", "版本号", Whole, "1").hint("发布过的版本不能再改，改动时加 1。"),
        Field::must("title", "方案名称", Line, ""),
        Field::must("source", "表样来源", Text, "").hint("出自哪份通知或者公开材料。"),
        Field::must("publication_title", "公开页标题", Line, "")
            .hint("{year} 和 {agency} 会换成年度和单位。"),
        Field::must(
            "amount_unit",
            "金额单位",
            Choice(&[("万元", "万元"), ("元", "元")]),
            "万元",
        ),
        Field::must("full_marks", "满分", Points, "100"),
        Field::new("score_decimals", "得分的小数位数", Whole).hint("不填为 2 位。"),
        Field::new("score_step", "得分的最小单位", Points).hint("例如 0.5；不填为末位小数。"),
        Field::new("reviewer_deduction", "审核人可以扣减分", Tick),
    ])
};

static ITEM: Shape = Shape::of(&[
    Field::must("name", "名称", Line, "新项目")
        .hint("公式里就用这个名称；不能重名，不含括号、运算符和空格。"),
    Field::must("code", "代码", Line, "").hint("发布以后不要改；小写字母、数字和下划线。"),
    Field::must(
        "kind",
        "种类",
        Choice(&[
            ("amount", "金额"),
            ("number", "数量"),
            ("percent", "百分数"),
            ("text", "文字"),
            ("yes_no", "是否"),
            ("choice", "选项"),
        ]),
        "amount",
    ),
    Field::new("unit", "单位", Line).hint("数量的单位，例如：人、项；金额不填。"),
    Field::new(
        "required",
        "必填",
        Choice(&[
            ("no", "可以不填"),
            ("warning", "不填要说明理由"),
            ("error", "不填不能提交"),
        ]),
    ),
    Field::new("empty_is_zero", "不填按 0 计算", Tick),
    Field::new("one_line", "只写一行的文字", Tick),
    Field::new("choices", "选项", Lines).hint("种类是“选项”的才填，一行一个。"),
    Field::new("help", "填写说明", Text),
    Field::new("source", "数据来源", Text).hint("在哪张决算表、哪个账或者哪份文件里。"),
    Field::new("example", "填写示例", Line),
    Field::new("from_last_year", "取自上年", Line)
        .hint("上年表里的名称，或者用本方案名称写的公式。"),
    Field::new("skeleton", "示范文字", Text).hint("长文字可以由此开始写；{名称} 会换成数据。"),
    Field::new("length", "建议字数", Fragment).hint("写成 [100, 600]。"),
]);

static COMPUTED: Shape = Shape::of(&[
    Field::must("name", "名称", Line, "新计算项"),
    Field::must("code", "代码", Line, "").hint("发布以后不要改；小写字母、数字和下划线。"),
    Field::must("formula", "公式", Line, "").hint("用名称写，例如：全年执行数/全年预算数。"),
    Field::new("unit", "单位", Line).hint("写 % 的按百分数显示。"),
    Field::new("decimals", "小数位数", Whole).hint("不填为 2 位。"),
    Field::new("is_change_rate", "是变动率", Tick).hint("正负号应与本年减上年一致。"),
]);

static INDICATOR: Shape = Shape {
    subs: &[Sub {
        key: "rule",
        label: "评分规则",
        shape: &rules::RULE,
    }],
    ..Shape::of(&[
        Field::must("name", "指标名称", Line, "新指标"),
        Field::must("code", "代码", Line, "").hint("发布以后不要改；小写字母、数字和下划线。"),
        Field::must("weight", "分值", Points, "5"),
        Field::new("level1", "一级指标", Line).hint("不填的，按代码放在表格里。"),
        Field::new("level2", "二级指标", Line),
        Field::new("rule_text", "评价标准", Text).hint("照纸质表原文。"),
        Field::new("definition", "指标说明", Text),
        Field::new("full_marks_when", "满分条件", Fragment).hint(ANSWER),
        Field::new("dropped_when", "不适用条件", Fragment).hint(ANSWER),
        Field::new("zero_denominator", "分母为零时", NO_VALUE),
        Field::new("missing", "没有数据时", NO_VALUE),
        Field::new(
            "negative",
            "负数",
            Choice(&[
                ("as_is", "照原数"),
                ("absolute", "取绝对值"),
                ("zero", "按 0"),
                ("full_marks", "满分"),
            ]),
        ),
        Field::new("by_hand", "算不出时可以手填得分", Tick),
    ])
};

static CONDITION: Shape = Shape::of(&[
    Field::new("item", "是否项或选项", Line),
    Field::new("is", "等于", Line),
    Field::new("value", "看哪个数", Line).hint("名称或者公式；与上两栏只填一种。"),
    Field::new("above", "大于", Line),
    Field::new("at_least", "大于或等于", Line),
    Field::new("below", "小于", Line),
    Field::new("at_most", "小于或等于", Line),
    Field::new("exactly", "等于（数）", Line),
]);

static LIMIT: Shape = Shape {
    lists: &[List {
        key: "when",
        label: "条件",
        shape: &CONDITION,
        is_section: false,
    }],
    ..Shape::of(&[
        Field::must("because", "说明", Line, ""),
        Field::must("at_most", "最多得分", Points, "0").hint("0 即一票否决。"),
        Field::new("indicator", "限哪个指标", Line).hint("与一级指标都不填的，限总分。"),
        Field::new("level1", "限哪个一级指标", Line),
    ])
};

static PART: Shape = Shape::of(&[
    Field::must("name", "名称", Line, ""),
    Field::must("of", "满分", Points, "100"),
    Field::must("counts", "折算分", Points, "90"),
    Field::new("indicators", "指标", Lines),
    Field::new("level1", "一级指标", Lines),
    Field::new("trees", "指标表", Lines),
]);

const ROW_SCORING: Control = Choice(&[
    ("checked", "核对手填的得分"),
    ("suggested", "建议得分"),
    ("locked", "自动计算"),
]);

const ROW_MISS: Control = Choice(&[
    ("in_proportion", "按比例得分"),
    ("inverse", "反比例得分"),
    ("no_points", "不得分"),
]);

static ROW_RULE: Shape = Shape {
    lists: &[List {
        key: "grades",
        label: "档次",
        shape: &rules::INTERVAL,
        is_section: false,
    }],
    ..Shape::of(&[
        Field::must("block", "指标表", Line, "").hint("指标表的编号，例如 ind。"),
        Field::new("quantitative", "定量指标", ROW_SCORING),
        Field::new("qualitative", "定性指标", ROW_SCORING),
        Field::new("floor", "没有达到下限时", ROW_MISS),
        Field::new("ceiling", "超过上限时", ROW_MISS),
        Field::new("zero_at", "到这个比例得 0 分", Points),
        Field::new("over_achievement", "超过目标多少要说明", Line),
    ])
};

static LAST_YEAR: Shape = Shape::of(&[
    Field::new("trees", "可以带入的指标表", Lines),
    Field::new("texts", "可以带入的文字", Lines),
    Field::new("more_than", "变动超过多少算大", Line),
    Field::new("least", "金额变动至少", Points),
    Field::new("severity", "大变动", SEVERITY),
    Field::new("renamed", "改过的名称", Fragment),
]);

static CONCLUSION: Shape = Shape::of(&[
    Field::new("score", "总分取自", Line),
    Field::new("grade", "等级取自", Line),
]);

static EXPECT: Shape = Shape::of(&[
    Field::new("total", "总分", Line),
    Field::new("grade", "等级", Line),
    Field::new("scores", "各指标得分", Fragment).hint("写成 { 指标代码 = \"得分\" }。"),
    Field::new("values", "各计算项", Fragment).hint("写成 { 计算项代码 = \"结果\" }。"),
    Field::new("findings", "应有的审核结果", Lines).hint("一行一个，例如 K04 budget_total。"),
    Field::new("no_findings", "不应有的审核结果", Lines).hint("一行一个。"),
]);

static EXAMPLE: Shape = Shape {
    subs: &[Sub {
        key: "expect",
        label: "应得的结果",
        shape: &EXPECT,
    }],
    ..Shape::of(&[
        Field::must("name", "例子名称", Line, "新例子"),
        Field::new("like", "在哪个例子上改", Line).hint("前面一个例子的名称；不填从空表开始。"),
        Field::new("year", "年度", Whole),
        Field::new("agency", "单位", Line),
        Field::new("cells", "填写的内容", Fragment).hint("写成 { 代码 = \"填写的内容\" }。"),
    ])
};

static ALLOW: Shape = Shape::of(&[
    Field::must("lint", "检查编号", Line, "").hint("例如 L25。"),
    Field::new("at", "在哪里", Line),
    Field::must("because", "保留的理由", Text, ""),
]);

/// The tables that stand once in a file.
pub(super) static TABLES: [Sub; 3] = [
    Sub {
        key: "scheme",
        label: "基本信息和等级",
        shape: &HEAD,
    },
    Sub {
        key: "conclusion",
        label: "结论",
        shape: &CONCLUSION,
    },
    Sub {
        key: "last_year",
        label: "上年数",
        shape: &LAST_YEAR,
    },
];

/// The lists of tables that a file consists of.
pub(super) static LISTS: [List; 10] = [
    List {
        key: "form",
        label: "表",
        shape: &forms::FORM,
        is_section: true,
    },
    List {
        key: "item",
        label: "项目",
        shape: &ITEM,
        is_section: true,
    },
    List {
        key: "computed",
        label: "计算项",
        shape: &COMPUTED,
        is_section: true,
    },
    List {
        key: "indicator",
        label: "指标与评分规则",
        shape: &INDICATOR,
        is_section: true,
    },
    List {
        key: "row_rule",
        label: "指标行计分",
        shape: &ROW_RULE,
        is_section: true,
    },
    List {
        key: "limit",
        label: "限分",
        shape: &LIMIT,
        is_section: true,
    },
    List {
        key: "part",
        label: "折算",
        shape: &PART,
        is_section: true,
    },
    List {
        key: "check",
        label: "勾稽检查",
        shape: &checks::CHECK,
        is_section: true,
    },
    List {
        key: "example",
        label: "例子",
        shape: &EXAMPLE,
        is_section: true,
    },
    List {
        key: "allow",
        label: "保留说明",
        shape: &ALLOW,
        is_section: true,
    },
];
