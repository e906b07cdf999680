//! The paper: forms, their blocks, the outline of a report.

use super::{Choice, Field, Fragment, Line, Lines, List, Points, Shape, Text, Tick, Whole};
use crate::domain::scheme_edit::shape::{Control, Variant};

const LABEL: Field = Field::new("label", "左边的名称", Line);

static ROW: Shape = Shape::of(&[
    Field::new("label", "行名", Line),
    Field::must("cells", "各格", Fragment, "[]")
        .hint("写成 [\"代码\", \"=照印的文字\", \"\"]；空的一格写 \"\"。"),
]);

static LIST: Shape = Shape::of(&[
    Field::must("title", "标题", Line, ""),
    Field::must("rows", "各行", Fragment, "[]").hint("写成 [[\"名称\", \"代码\"]]。"),
]);

static LEVEL1: Shape = Shape::of(&[
    Field::must("name", "一级指标", Line, ""),
    Field::new("weight", "分值", Points),
]);

static LEVEL2: Shape = Shape::of(&[
    Field::must("name", "二级指标", Line, ""),
    Field::must("code", "代码", Line, ""),
    Field::must("under", "属于哪个一级指标", Line, ""),
    Field::new("lower_is_better", "越低越好", Tick),
]);

static SECTION: Shape = Shape::of(&[
    Field::must("heading", "标题", Line, ""),
    Field::must("level", "级别", Whole, "1").hint("1 为一、，2 为（一），3 为 1.。"),
    Field::new("cell", "正文的代码", Line).hint("只有标题的不填。"),
    Field::new("guidance", "写作提示", Text),
]);

const KIND: Control = Choice(&[
    ("agency", "单位名称"),
    ("record", "名称和内容"),
    ("grid", "表格"),
    ("side_by_side", "并列的清单"),
    ("texts", "并列的文字"),
    ("indicators", "绩效指标"),
    ("score_sheet", "指标计分表"),
    ("total", "总分"),
    ("report", "报告提纲"),
    ("signature", "落款"),
]);

const fn variant(word: &'static str, label: &'static str, fields: &'static [Field]) -> Variant {
    Variant {
        word,
        label,
        fields,
        lists: &[],
    }
}

const fn list(key: &'static str, label: &'static str, shape: &'static Shape) -> List {
    List {
        key,
        label,
        shape,
        is_section: false,
    }
}

static BLOCK: Shape = Shape {
    fields: &[Field::must("kind", "这一块是", KIND, "record")],
    variants: &[
        variant(
            "agency",
            "单位名称",
            &[Field::must("label", "名称", Line, "单位名称")],
        ),
        variant(
            "record",
            "名称和内容",
            &[Field::must("rows", "各行", Fragment, "[]")
                .hint("写成 [[[\"名称\", \"代码\"], [\"名称\", \"代码\"]]]。")],
        ),
        Variant {
            lists: &[list("rows", "一行", &ROW)],
            ..variant(
                "grid",
                "表格",
                &[
                    LABEL,
                    Field::must("columns", "栏目", Lines, "").hint("一行一栏。"),
                ],
            )
        },
        Variant {
            lists: &[List {
                is_section: true,
                ..list("lists", "一份清单", &LIST)
            }],
            ..variant("side_by_side", "并列的清单", &[LABEL])
        },
        variant(
            "texts",
            "并列的文字",
            &[
                LABEL,
                Field::new("columns", "栏目", Lines).hint("一行一栏。"),
                Field::must("cells", "各格的代码", Lines, "").hint("一行一格。"),
            ],
        ),
        Variant {
            lists: &[
                list("level1", "一级指标", &LEVEL1),
                list("level2", "二级指标", &LEVEL2),
            ],
            ..variant(
                "indicators",
                "绩效指标",
                &[
                    Field::must("id", "编号", Line, "ind")
                        .hint("单元格代码以此开头，发布以后不要改。"),
                    LABEL,
                    Field::must("scored", "有分值和得分", Tick, ""),
                    Field::new("columns", "单列的栏目", Lines)
                        .hint("nature 为指标性质，unit 为度量单位。"),
                ],
            )
        },
        variant(
            "score_sheet",
            "指标计分表",
            &[Field::new("points_in_labels", "名称里写分值", Tick)],
        ),
        variant(
            "total",
            "总分",
            &[Field::must("label", "名称", Line, "总分")],
        ),
        Variant {
            lists: &[List {
                is_section: true,
                ..list("sections", "一节", &SECTION)
            }],
            ..variant("report", "报告提纲", &[])
        },
        variant(
            "signature",
            "落款",
            &[Field::must("date", "日期的代码", Line, "")],
        ),
    ],
    subs: &[],
    lists: &[],
};

/// A form.
pub(super) static FORM: Shape = Shape {
    lists: &[List {
        key: "block",
        label: "一块",
        shape: &BLOCK,
        is_section: true,
    }],
    ..Shape::of(&[
        Field::must("name", "表名", Line, "新表").hint("列表里用的短名。"),
        Field::must("id", "编号", Line, "").hint("发布以后不要改。"),
        Field::must("annex", "附件号", Line, "").hint("例如：附件1；没有的留空。"),
        Field::must("title", "标题", Line, "").hint("{year} 和 {agency} 会换成年度和单位。"),
        Field::new("year_line", "年度行", Line),
        Field::new("shows_unit", "印出金额单位", Tick),
    ])
};
