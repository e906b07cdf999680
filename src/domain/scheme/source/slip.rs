//! Slips of the pen in a scheme file, told in the words of people who do not program.

use crate::domain::check::Severity;
use crate::domain::scheme::nearest::{nearest, suggestion};
use crate::domain::scheme::problem::{Fault, Spot};

/// What is wrong with the way something is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slip {
    /// A key that the format does not know.
    UnknownKey(String, Vec<String>),
    /// A word where only certain words may stand.
    UnknownWord(String, Vec<String>),
    /// A key that must be there.
    Missing(String),
    /// A list of sections written as one.
    NoList(String),
    /// Another kind of value is wanted: what was found, what was expected.
    WrongKind(String, String),
    /// A sign of a Chinese keyboard in the place of one of TOML, and what to type.
    ChineseSign(char, &'static str),
    /// No TOML.
    Syntax(String),
    /// Longer than any scheme.
    TooLong,
}

/// What officials call the keys that must be written.
const KEYS: [(&str, &str); 42] = [
    ("scheme", "方案头"),
    ("id", "方案编号"),
    ("version", "版本号"),
    ("title", "标题"),
    ("source", "表样来源"),
    ("publication_title", "公开页标题"),
    ("amount_unit", "金额单位"),
    ("full_marks", "满分"),
    ("grades", "等级"),
    ("code", "代码"),
    ("name", "名称"),
    ("kind", "种类"),
    ("unit", "单位"),
    ("formula", "公式"),
    ("weight", "分值"),
    ("rule", "计分规则"),
    ("value", "计分所看的数"),
    ("base", "标准"),
    ("direction", "超过还是低于标准扣分"),
    ("step", "每一档的幅度"),
    ("minus", "每一档扣的分"),
    ("counting", "不足一档怎么算"),
    ("bands", "各档"),
    ("items", "各项要求"),
    ("target", "满分所看的目标值"),
    ("otherwise", "不等时怎么计分"),
    ("of", "满分"),
    ("counts", "折算分"),
    ("choose", "怎样择一"),
    ("options", "各选项"),
    ("at_least", "下限"),
    ("at_most", "上限"),
    ("when", "条件"),
    ("score", "得分"),
    ("severity", "轻重"),
    ("because", "理由"),
    ("annex", "附件号"),
    ("block", "表的各块"),
    ("columns", "栏目"),
    ("rows", "各行"),
    ("cells", "单元格"),
    ("heading", "标题"),
];

/// What the TOML reader says, what that means, and what to do.
#[rustfmt::skip] // a message is a line
const SYNTAX: [(&str, &str, &str); 30] = [
    ("duplicate key", "同一个名目写了两次", "请删去一个；逐个写的节用两层方括号，例如 [[item]]。"),
    ("string values must be quoted", "等号后面的文字没有加引号", "文字用英文双引号括起来，例如 name = \"预算数\"；数字只写数字。"),
    ("invalid boolean", "等号后面的词看不懂", "文字用英文双引号括起来；是与否写 true 或 false。"),
    ("invalid value", "等号后面的词看不懂", "文字用英文双引号括起来；数字只写数字。"),
    ("invalid basic string", "文字的双引号没有成对", "请在文字末尾补上英文双引号；文字里面要用引号的，用中文引号。"),
    ("invalid literal string", "文字的单引号没有成对", "请改用一对英文双引号。"),
    ("invalid multi-line", "长文字的三个引号没有成对", "请在长文字的末尾补上 \"\"\"。"),
    ("missing opening quote", "文字的前面缺少引号", "请在文字前面补上英文双引号，或者去掉多余的内容。"),
    ("missing escaped value", "双引号里的反斜杠后面缺少内容", "请删去反斜杠。"),
    ("unclosed table", "这一节的方括号没有成对", "请补上 ]，例如 [scheme]。"),
    ("unclosed array table", "这一节的方括号没有成对", "请写成两层方括号，例如 [[item]]。"),
    ("missing table open", "这一节的方括号没有成对", "请写成两层方括号，例如 [[item]]。"),
    ("unclosed array", "一列内容的方括号没有成对", "请在最后一项后面补上 ]。"),
    ("unclosed inline table", "一组内容的花括号没有成对", "请在最后一项后面补上 }。"),
    ("missing comma", "两项之间缺少英文逗号", "请在两项之间补上英文逗号。"),
    ("at the start of a line", "上面一列内容的括号没有成对，或者两项之间缺少英文逗号", "请在上一项后面补上 ] 或 }，或者英文逗号。"),
    ("missing assignment", "名目后面没有等号和内容", "请写成 名目 = 内容。"),
    ("invalid inline table element", "一组内容的花括号没有成对", "请在最后一项后面补上 }。"),
    ("extra comma", "多了一个逗号", "请删去多余的逗号。"),
    ("invalid unquoted key", "等号前面的名目写法不对", "名目只能用英文小写字母、数字和下划线，请对照方案格式说明。"),
    ("unquoted keys cannot be empty", "等号前面没有名目", "请补上名目，或者删去这一行。"),
    ("missing key", "等号前面没有名目", "请补上名目。"),
    ("unexpected key or value", "这里多了内容，一行只能写一项", "请另起一行；文字里有双引号的，改成中文引号。"),
    ("unexpected content", "这里多了内容", "请另起一行，或者删去。"),
    ("unexpected `=`", "等号的位置不对", "请检查前面是不是少了引号或括号。"),
    ("extra ", "等号写了两次", "请删去一个。"),
    ("key with no value", "名目后面没有等号和内容", "请写成 名目 = 内容。"),
    ("missing value", "等号后面没有内容", "请补上内容，或者删去这一行。"),
    ("unexpected leading zero", "数字不能以 0 开头", "请删去前面的 0；编号一类的写成文字，加双引号。"),
    ("cannot recurse", "括号套得太多", "请对照方案格式说明改写。"),
];

/// What is said of anything else that the reader stumbles over.
const ANY_SYNTAX: (&str, &str, &str) = (
    "",
    "这里的写法看不懂",
    "请检查这一行和上一行的引号、括号、逗号和等号。",
);

/// What kinds of value are called.
const KINDS: [(&str, &str); 13] = [
    ("string", "文字"),
    ("integer", "整数"),
    ("floating point", "小数"),
    ("boolean", "true 或 false"),
    ("a boolean", "true 或 false"),
    ("sequence", "方括号里的一列"),
    ("a sequence", "方括号里的一列"),
    ("map", "花括号里的一组"),
    ("table", "花括号里的一组"),
    ("struct", "一组名目"),
    ("a string", "文字（用双引号括起来）"),
    ("u32", "整数"),
    ("a Decimal", "数字"),
];

impl Slip {
    /// Understands the reader's message.
    pub(super) fn read(message: &str) -> Self {
        let mut words = message.split('`').skip(1).step_by(2).map(str::to_owned);
        let mut first = || words.next().unwrap_or_default();
        if message.starts_with("unknown field") {
            return Self::UnknownKey(first(), words.collect());
        }
        if message.starts_with("unknown variant") {
            return Self::UnknownWord(first(), words.collect());
        }
        if message.starts_with("missing field") {
            return Self::Missing(first());
        }
        let kinds = message
            .strip_prefix("invalid type: ")
            .or_else(|| message.strip_prefix("invalid value: "))
            .and_then(|rest| rest.split_once(", expected "));
        match kinds {
            Some((found, expected)) => Self::WrongKind(found.to_owned(), expected.to_owned()),
            None => Self::Syntax(message.to_owned()),
        }
    }

    pub(super) fn unknown_key(&self) -> Option<&str> {
        match self {
            Self::UnknownKey(key, _) => Some(key),
            _ => None,
        }
    }

    /// The key that was most likely meant.
    pub(super) fn meant(&self) -> Option<String> {
        match self {
            Self::UnknownKey(key, known) => {
                nearest(key, known.iter().map(String::as_str)).map(str::to_owned)
            }
            _ => None,
        }
    }

    pub(super) fn fault(&self, path: &str, place: &str) -> Fault {
        self.fault_at(Spot::Path(path.to_owned()), place)
    }

    pub(super) fn fault_at(&self, spot: Spot, place: &str) -> Fault {
        let lint = match self {
            Self::Missing(key) if key == "counting" => "L17",
            _ => "L01",
        };
        let (message, cure) = self.told();
        Fault::new(lint, Severity::Error, spot)
            .place(place)
            .says(message)
            .cure(cure)
    }

    fn told(&self) -> (String, String) {
        match self {
            Self::UnknownKey(key, known) => (
                format!("没有“{key}”这个名目。"),
                suggestion(key, known.iter().map(String::as_str))
                    + &format!("这里可以写的有：{}。", known.join("、")),
            ),
            Self::UnknownWord(word, known) => (
                format!("“{word}”不是可选的词。"),
                suggestion(word, known.iter().map(String::as_str))
                    + &format!("只能写：{}。", known.join("、")),
            ),
            Self::Missing(key) if key == "counting" => (
                "没有写 counting：不足一档的部分怎么扣分，纸质表没有说，方案必须说。".to_owned(),
                "满一档才扣写 counting = \"whole\"，不足一档按一档扣写 \"started\"，按比例扣写 \"pro_rata\"；拿不准的，问绩效股。".to_owned(),
            ),
            Self::Missing(key) => {
                let word = KEYS.iter().find(|(known, _)| known == key);
                let word = word.map(|(_, word)| format!("（{word}）")).unwrap_or_default();
                (format!("缺少“{key}”{word}。"), "请补上。".to_owned())
            }
            Self::NoList(section) => (
                format!("“{section}”应逐个写。"),
                format!("每一个都以 [[{section}]] 开头（两层方括号）。"),
            ),
            Self::WrongKind(found, expected) => (
                format!("写的是{}，这里要写{}。", kind_of(found), kind_of(expected)),
                cure_of_kind(expected).to_owned(),
            ),
            Self::TooLong => (
                "文件超过2MB，不像一份方案。".to_owned(),
                "请核对是否选错了文件。".to_owned(),
            ),
            Self::ChineseSign(sign, instead) => (
                format!("这里的“{sign}”是中文标点。"),
                format!("请改成{instead}；双引号里面的文字可以用中文标点。"),
            ),
            Self::Syntax(message) => {
                let known = SYNTAX.iter().find(|(said, ..)| message.starts_with(said));
                let (_, meant, cure) = known.unwrap_or(&ANY_SYNTAX);
                (format!("{meant}。"), (*cure).to_owned())
            }
        }
    }
}

/// `string "abc"` to `文字"abc"`.
fn kind_of(said: &str) -> String {
    let known = KINDS.iter().filter(|(kind, _)| said.starts_with(kind));
    let Some((kind, word)) = known.max_by_key(|(kind, _)| kind.len()) else {
        return format!("“{said}”");
    };
    let rest = said.strip_prefix(kind).unwrap_or_default();
    match rest.split(['"', '`']).nth(1) {
        Some(value) => format!("{word}“{value}”"),
        None => (*word).to_owned(),
    }
}

fn cure_of_kind(expected: &str) -> &'static str {
    if expected.starts_with("a Decimal") {
        "分数写整数，有小数的加引号，例如 minus = \"0.2\"。"
    } else if expected.starts_with("a string") {
        "请加英文双引号。"
    } else {
        "请对照方案格式说明改写。"
    }
}
