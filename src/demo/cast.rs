//! Who and what there is in the demonstration.

use crate::domain::workflow::{OrganizationKind, Role};

/// The one password of all demonstration accounts. For trying out only: never keep these
/// accounts where real figures are.
pub const PASSWORD: &str = "Ziping-2026";

/// A demonstration account.
#[derive(Debug, Clone, Copy)]
pub struct DemoAccount {
    /// The name typed to log in.
    pub login_name: &'static str,
    /// What the person does.
    pub role: Role,
    /// The code of his organization; empty for 三员.
    pub(super) organization_code: &'static str,
    /// The name of his organization; empty for 三员.
    pub organization: &'static str,
}

pub(super) struct DemoOrganization {
    pub kind: OrganizationKind,
    pub region: &'static str,
    pub code: &'static str,
    pub parent_code: &'static str,
    pub name: &'static str,
    pub short_name: &'static str,
}

const fn place(
    kind: OrganizationKind,
    region: &'static str,
    code: &'static str,
    parent_code: &'static str,
    name: &'static str,
    short_name: &'static str,
) -> DemoOrganization {
    DemoOrganization {
        kind,
        region,
        code,
        parent_code,
        name,
        short_name,
    }
}

const fn person(
    login_name: &'static str,
    role: Role,
    organization_code: &'static str,
    organization: &'static str,
) -> DemoAccount {
    DemoAccount {
        login_name,
        role,
        organization_code,
        organization,
    }
}

use OrganizationKind::{Agency, Bureau, Department};
use Role::{
    Accountant, AgencyChecker, Auditor, DepartmentReviewer, FinanceReviewer, Publisher,
    SecurityAdministrator, SystemAdministrator,
};

#[rustfmt::skip]
pub(super) const ORGANIZATIONS: &[DemoOrganization] = &[
    place(Bureau,     "甲县", "jia-01", "",       "甲县财政局",           "财政局"),
    place(Department, "甲县", "jia-02", "jia-01", "甲县行政审批服务局",   "审批局"),
    place(Agency,     "甲县", "jia-11", "jia-02", "甲县政务服务中心",     "政务中心"),
    place(Agency,     "甲县", "jia-12", "jia-02", "甲县公共资源交易中心", "交易中心"),
    place(Agency,     "甲县", "jia-13", "jia-01", "甲县机关事务服务中心", "事务中心"),
    place(Agency,     "甲县", "jia-14", "jia-02", "甲县政务热线服务中心", "热线中心"),
    place(Bureau,     "乙区", "yi-01",  "",       "乙区财政局",           "财政局"),
    place(Department, "乙区", "yi-02",  "yi-01",  "乙区人民政府办公室",   "政府办"),
    place(Agency,     "乙区", "yi-11",  "yi-02",  "乙区行政审批服务局",   "审批局"),
    place(Agency,     "乙区", "yi-12",  "yi-02",  "乙区政务热线服务中心", "热线中心"),
    place(Agency,     "乙区", "yi-13",  "yi-01",  "乙区机关事务服务中心", "事务中心"),
    place(Agency,     "乙区", "yi-14",  "yi-02",  "乙区档案馆",           "档案馆"),
    place(Agency,     "乙区", "yi-15",  "yi-02",  "乙区融媒体中心",       "融媒体"),
    place(Agency,     "乙区", "yi-16",  "yi-02",  "乙区公共资源交易中心", "交易中心"),
];

/// Every demonstration account, the ones to try first in front.
#[rustfmt::skip]
pub const ACCOUNTS: &[DemoAccount] = &[
    person("jia-tianbao",  Accountant,         "jia-11", "甲县政务服务中心"),
    person("jia-zhuguan",  DepartmentReviewer, "jia-02", "甲县行政审批服务局"),
    person("jia-caizheng", FinanceReviewer,    "jia-01", "甲县财政局"),
    person("jia-fabu",     Publisher,          "jia-01", "甲县财政局"),
    person("yi-tianbao",   Accountant,         "yi-11",  "乙区行政审批服务局"),
    person("yi-zhuguan",   DepartmentReviewer, "yi-02",  "乙区人民政府办公室"),
    person("yi-caizheng",  FinanceReviewer,    "yi-01",  "乙区财政局"),
    person("yi-fabu",      Publisher,          "yi-01",  "乙区财政局"),
    person("admin",        SystemAdministrator,   "",    ""),
    person("anquan",       SecurityAdministrator, "",    ""),
    person("shenji",       Auditor,               "",    ""),
    person("jia-fuhe",     AgencyChecker,      "jia-11", "甲县政务服务中心"),
    person("yi-fuhe",      AgencyChecker,      "yi-11",  "乙区行政审批服务局"),
    person("jia-tianbao2", Accountant,         "jia-12", "甲县公共资源交易中心"),
    person("jia-tianbao3", Accountant,         "jia-13", "甲县机关事务服务中心"),
    person("jia-tianbao4", Accountant,         "jia-14", "甲县政务热线服务中心"),
    person("yi-tianbao2",  Accountant,         "yi-12",  "乙区政务热线服务中心"),
    person("yi-tianbao3",  Accountant,         "yi-13",  "乙区机关事务服务中心"),
    person("yi-tianbao4",  Accountant,         "yi-14",  "乙区档案馆"),
    person("yi-tianbao5",  Accountant,         "yi-15",  "乙区融媒体中心"),
    person("yi-tianbao6",  Accountant,         "yi-16",  "乙区公共资源交易中心"),
];
