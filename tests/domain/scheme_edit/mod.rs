//! 方案草稿: single values change, nothing else does; differences in words; problems at their field.

mod difference;
mod document;
mod part;

use ziping::domain::scheme_edit::Document;

pub const LUKOU: &str = include_str!("../../../schemes/lukou-2022.toml");
pub const DATONGHU: &str = include_str!("../../../schemes/datonghu-2020.toml");

/// Every shipped file.
pub const SHIPPED: [&str; 6] = [
    DATONGHU,
    LUKOU,
    include_str!("../../../schemes/project-2020.toml"),
    include_str!("../../../schemes/taoyuan-2020.toml"),
    include_str!("../../../schemes/xiangtan-2017.toml"),
    include_str!("../../../schemes/zhuzhou-2019.toml"),
];

pub fn read(text: &str) -> Document {
    Document::read(text).unwrap()
}

/// The lines of the newer text that the older has not, and the other way round.
pub fn changed_lines<'a>(older: &'a str, newer: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let without = |text: &'a str, other: &str| {
        let others: Vec<&str> = other.lines().collect();
        text.lines().filter(|line| !others.contains(line)).collect()
    };
    (without(older, newer), without(newer, older))
}
