//! The rules that turn figures into points.

use super::{Choice, Field, Fragment, Line, Lines, List, Points, Shape, Sub, Tick};
use crate::domain::scheme_edit::shape::{Control, Variant};

const VALUE: Field = Field::must("value", "看哪个数", Line, "").hint("名称或者公式。");
const TARGET: Field =
    Field::new("target", "目标值", Line).hint("名称、公式或者比例；不填为 100%。");

const NOT_APPLICABLE: Field = Field::new(
    "not_applicable",
    "“不涉及”",
    Choice(&[
        ("not_offered", "不提供"),
        ("met", "按符合计"),
        ("rescaled", "不计，其余按比例放大"),
    ]),
);

static BAND: Shape = Shape::of(&[
    Field::new("above", "大于", Line),
    Field::new("at_least", "大于或等于", Line),
    Field::new("below", "小于", Line),
    Field::new("at_most", "小于或等于", Line),
    Field::new("exactly", "等于", Line),
    Field::must("score", "得分", Points, "0"),
]);

static GRADE: Shape = Shape::of(&[
    Field::must("name", "档次", Line, ""),
    Field::must("score", "得分", Points, "0"),
]);

/// A grade and the share from which it is given.
pub(super) static INTERVAL: Shape = Shape::of(&[
    Field::must("name", "档次", Line, ""),
    Field::must("at_least", "下限", Line, "0%"),
]);

static AWARD: Shape = Shape::of(&[
    Field::must("text", "内容", Line, ""),
    Field::new("points", "得分", Points),
    Field::new("veto", "一票否决", Tick),
]);

static OPTION: Shape = Shape {
    subs: &[Sub {
        key: "rule",
        label: "评分规则",
        shape: &RULE,
    }],
    ..Shape::of(&[
        Field::must("name", "名称", Line, ""),
        Field::new("when", "条件", Fragment).hint(super::ANSWER),
    ])
};

const fn list(key: &'static str, label: &'static str, shape: &'static Shape) -> List {
    List {
        key,
        label,
        shape,
        is_section: false,
    }
}

const fn variant(word: &'static str, label: &'static str, fields: &'static [Field]) -> Variant {
    Variant {
        word,
        label,
        fields,
        lists: &[],
    }
}

const KIND: Control = Choice(&[
    ("per_unit", "每差一档扣分"),
    ("bands", "分段得分"),
    ("proportional", "按完成比例得分"),
    ("inverse", "越低越好，按反比例得分"),
    ("linear", "两点之间按直线得分"),
    ("equal", "等于目标得满分"),
    ("checklist", "逐项符合，缺一项扣分"),
    ("award", "逐项加分"),
    ("graded", "按档次得分"),
    ("judged", "先定档次，在档内打分"),
    ("converted", "由别处的得分折算"),
    ("one_of", "几种算法择一"),
    ("manual", "手工打分"),
]);

/// A rule.
pub(super) static RULE: Shape = Shape {
    fields: &[Field::must("kind", "规则", KIND, "manual")],
    variants: &[
        variant(
            "per_unit",
            "每差一档扣分",
            &[
                VALUE,
                Field::must("base", "标准", Line, "100%"),
                Field::must(
                    "direction",
                    "哪一边扣分",
                    Choice(&[
                        ("above", "高于标准"),
                        ("below", "低于标准"),
                        ("both", "两边"),
                    ]),
                    "below",
                ),
                Field::must("step", "每一档的幅度", Line, "1%"),
                Field::must("minus", "每一档扣", Points, "1"),
                Field::must(
                    "counting",
                    "不足一档",
                    Choice(&[
                        ("whole", "不扣"),
                        ("started", "按一档扣"),
                        ("pro_rata", "按比例扣"),
                    ]),
                    "whole",
                ),
            ],
        ),
        Variant {
            lists: &[list("bands", "一档", &BAND)],
            ..variant("bands", "分段得分", &[VALUE])
        },
        variant(
            "proportional",
            "按完成比例得分",
            &[
                VALUE,
                TARGET,
                Field::new("at_least", "低于这个比例不得分", Line),
                Field::new("cap", "最多得分", Points),
            ],
        ),
        variant("inverse", "越低越好，按反比例得分", &[VALUE, TARGET]),
        variant(
            "linear",
            "两点之间按直线得分",
            &[VALUE, TARGET, Field::new("zero_at", "得 0 分的数", Line)],
        ),
        variant(
            "equal",
            "等于目标得满分",
            &[
                VALUE,
                Field::must("target", "目标值", Line, "100%"),
                Field::must(
                    "otherwise",
                    "不等时",
                    Choice(&[
                        ("no_points", "不得分"),
                        ("proportional", "按比例得分"),
                        ("proportional_below", "低于目标按比例得分"),
                    ]),
                    "no_points",
                ),
            ],
        ),
        variant(
            "checklist",
            "逐项符合，缺一项扣分",
            &[
                Field::must("items", "各项要求", Lines, "").hint("一行一项。"),
                Field::must("minus", "每缺一项扣", Points, "1"),
                NOT_APPLICABLE,
            ],
        ),
        Variant {
            lists: &[list("items", "一项", &AWARD)],
            ..variant("award", "逐项加分", &[NOT_APPLICABLE])
        },
        Variant {
            lists: &[list("grades", "一档", &GRADE)],
            ..variant("graded", "按档次得分", &[])
        },
        Variant {
            lists: &[list("grades", "一档", &INTERVAL)],
            ..variant("judged", "先定档次，在档内打分", &[])
        },
        variant(
            "converted",
            "由别处的得分折算",
            &[VALUE, Field::must("of", "那里的满分", Line, "100")],
        ),
        Variant {
            lists: &[list("options", "一种算法", &OPTION)],
            ..variant(
                "one_of",
                "几种算法择一",
                &[Field::must(
                    "choose",
                    "怎样择一",
                    Choice(&[
                        ("better", "取高的"),
                        ("better_known", "取算得出的里面高的"),
                        ("answer", "按填报的条件"),
                    ]),
                    "better",
                )],
            )
        },
        variant("manual", "手工打分", &[]),
    ],
    subs: &[],
    lists: &[],
};
