//! 勾稽.

use super::{Choice, Field, Fragment, Line, Lines, SEVERITY, Shape};
use crate::domain::scheme_edit::shape::{Control, Variant};

const BECAUSE: Field = Field::must("because", "为什么", Line, "").hint("审核结果里会写出来。");
const BLOCK: Field = Field::must("block", "指标表", Line, "").hint("指标表的编号，例如 ind。");
const COLUMN: Field = Field::must(
    "column",
    "哪一栏",
    Choice(&[("target", "年度指标值"), ("actual", "实际完成值")]),
    "target",
);
const RIGHT: Field = Field::must("right", "等于", Line, "").hint("名称或者公式。");

const KIND: Control = Choice(&[
    ("sum", "合计等于各项之和"),
    ("equal", "两处相等"),
    ("at_most", "不大于"),
    ("change", "增加额和增长率"),
    ("balance", "期初加收入减支出等于期末"),
    ("moved", "变动太大"),
    ("indicator_equal", "指标值与数据相等"),
    ("indicator_sum", "几行指标值之和与数据相等"),
    ("ceiling", "成本指标照抄执行数"),
    ("mentions", "文字应提到"),
    ("basis", "口径一致"),
]);

const fn variant(word: &'static str, label: &'static str, fields: &'static [Field]) -> Variant {
    Variant {
        word,
        label,
        fields,
        lists: &[],
    }
}

/// A check.
pub(super) static CHECK: Shape = Shape {
    fields: &[
        Field::must("kind", "检查", KIND, "equal"),
        Field::must("severity", "轻重", SEVERITY, "warning")
            .hint("错误不能提交，需说明的要写理由，提示只提醒。"),
    ],
    variants: &[
        variant(
            "sum",
            "合计等于各项之和",
            &[
                Field::must("total", "合计", Line, ""),
                Field::must("parts", "各项", Lines, "").hint("一行一个名称。"),
            ],
        ),
        variant(
            "equal",
            "两处相等",
            &[
                Field::must("left", "左边", Line, "").hint("名称或者公式。"),
                RIGHT,
                BECAUSE,
            ],
        ),
        variant(
            "at_most",
            "不大于",
            &[
                Field::must("left", "左边", Line, "").hint("名称或者公式。"),
                Field::must("right", "不大于", Line, ""),
                BECAUSE,
            ],
        ),
        variant(
            "change",
            "增加额和增长率",
            &[
                Field::must("this", "本年", Line, ""),
                Field::must("last", "上年", Line, ""),
                Field::new("increase", "增加额", Line),
                Field::new("growth", "增长率", Line),
            ],
        ),
        variant(
            "balance",
            "期初加收入减支出等于期末",
            &[
                Field::must("opening", "期初", Line, ""),
                Field::must("income", "收入", Line, ""),
                Field::must("spending", "支出", Line, ""),
                Field::must("closing", "期末", Line, ""),
            ],
        ),
        variant(
            "moved",
            "变动太大",
            &[
                Field::must("from", "从", Line, ""),
                Field::must("to", "到", Line, ""),
                Field::must("more_than", "变动超过", Line, "30%"),
            ],
        ),
        variant(
            "indicator_equal",
            "指标值与数据相等",
            &[
                BLOCK,
                Field::must("words", "指标名称里的词", Lines, "").hint("一行一个。"),
                COLUMN,
                RIGHT,
                BECAUSE,
            ],
        ),
        variant(
            "indicator_sum",
            "几行指标值之和与数据相等",
            &[
                BLOCK,
                Field::must("parts", "各行指标名称里的词", Lines, "").hint("一行一个。"),
                COLUMN,
                RIGHT,
                BECAUSE,
            ],
        ),
        variant(
            "ceiling",
            "成本指标照抄执行数",
            &[
                BLOCK,
                Field::must("initial", "年初预算", Line, ""),
                Field::must("spent", "执行数", Line, ""),
            ],
        ),
        variant(
            "mentions",
            "文字应提到",
            &[
                Field::must("texts", "在哪些文字里", Lines, "").hint("一行一个名称。"),
                Field::must("words", "应提到的词", Lines, "").hint("一行一个。"),
            ],
        ),
        variant(
            "basis",
            "口径一致",
            &[Field::must("pairs", "各对名称", Fragment, "[]")
                .hint("写成 [[\"执行数\", \"预算数\"]]。")],
        ),
    ],
    subs: &[],
    lists: &[],
};
