//! The columns of a list of people.

use crate::domain::listing::Headings;

/// What a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// 姓名, the name on pages.
    Name,
    /// 登录名.
    LoginName,
    /// 岗位: the role, in officials' words or by its code.
    Role,
    /// 单位代码.
    Organization,
    /// 联系电话, for the house only.
    Phone,
}

impl Headings for Column {
    const LIST: &'static str = "人员名单";
    const LINE: &'static str = "人员";
    const NEEDED: &'static [Self] = &[Self::Name, Self::LoginName, Self::Role];
    const COLUMNS: &'static [(Self, &'static [&'static str])] = &[
        (
            Self::Name,
            &["姓名", "显示名", "人员姓名", "用户姓名", "名称"],
        ),
        (
            Self::LoginName,
            &["登录名", "登录账号", "账号", "用户名", "登录名称"],
        ),
        (Self::Role, &["岗位", "身份", "角色", "岗位（身份）"]),
        (
            Self::Organization,
            &[
                "单位代码",
                "单位编码",
                "预算单位代码",
                "预算单位编码",
                "所属单位代码",
            ],
        ),
        (
            Self::Phone,
            &["联系电话", "电话", "手机", "手机号", "手机号码"],
        ),
    ];
}
