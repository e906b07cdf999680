//! The shipped schemes with their filled forms, which the samples of pages are drawn from.

/// A short name, the scheme, its forms as filled in.
pub(super) const SCHEMES: [(&str, &str, &str); 6] = [
    (
        "渌口",
        include_str!("../../../schemes/lukou-2022.toml"),
        include_str!("../../../schemes/demo/lukou-2022.toml"),
    ),
    (
        "大通湖",
        include_str!("../../../schemes/datonghu-2020.toml"),
        include_str!("../../../schemes/demo/datonghu-2020.toml"),
    ),
    (
        "湘潭",
        include_str!("../../../schemes/xiangtan-2017.toml"),
        include_str!("../../../schemes/demo/xiangtan-2017.toml"),
    ),
    (
        "株洲",
        include_str!("../../../schemes/zhuzhou-2019.toml"),
        include_str!("../../../schemes/demo/zhuzhou-2019.toml"),
    ),
    (
        "桃源",
        include_str!("../../../schemes/taoyuan-2020.toml"),
        include_str!("../../../schemes/demo/taoyuan-2020.toml"),
    ),
    (
        "项目",
        include_str!("../../../schemes/project-2020.toml"),
        include_str!("../../../schemes/demo/project-2020.toml"),
    ),
];
