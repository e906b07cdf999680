//! The roles of the people and the kinds of their organizations.

/// What a person does in the yearly duty, in one posting. Which roles one person may hold beside
/// each other is decided in [`crate::domain::account::conflict`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 填报人: fills in and submits the filing of his own agency.
    Accountant,
    /// 单位复核人: checks what his own agency submits, where the campaign asks for it.
    AgencyChecker,
    /// 主管部门审核人: reviews the agencies under his department.
    DepartmentReviewer,
    /// 财政局审核人: reviews the agencies of his bureau.
    FinanceReviewer,
    /// 财政局发布人: publishes what has been approved.
    Publisher,
    /// 系统管理员: keeps organizations and accounts; grants nothing and has no part in filings.
    SystemAdministrator,
    /// 安全管理员: grants and withdraws roles, lifts locks; makes no account.
    SecurityAdministrator,
    /// 审计员: reads the record of events, and nothing else.
    Auditor,
}

impl Role {
    /// Every role, in the order in which a filing meets them.
    pub const ALL: [Self; 8] = [
        Self::Accountant,
        Self::AgencyChecker,
        Self::DepartmentReviewer,
        Self::FinanceReviewer,
        Self::Publisher,
        Self::SystemAdministrator,
        Self::SecurityAdministrator,
        Self::Auditor,
    ];

    /// The permanent code, kept in the database and used on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Accountant => "accountant",
            Self::AgencyChecker => "agency-checker",
            Self::DepartmentReviewer => "department-reviewer",
            Self::FinanceReviewer => "finance-reviewer",
            Self::Publisher => "publisher",
            Self::SystemAdministrator => "system-administrator",
            Self::SecurityAdministrator => "security-administrator",
            Self::Auditor => "auditor",
        }
    }

    /// The role whose code this is.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The words officials use.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Accountant => "填报人",
            Self::AgencyChecker => "单位复核人",
            Self::DepartmentReviewer => "主管部门审核人",
            Self::FinanceReviewer => "财政局审核人",
            Self::Publisher => "财政局发布人",
            Self::SystemAdministrator => "系统管理员",
            Self::SecurityAdministrator => "安全管理员",
            Self::Auditor => "审计员",
        }
    }

    /// The kind of organization a person of this role belongs to; `None` when to none.
    #[must_use]
    pub fn organization_kind(self) -> Option<OrganizationKind> {
        match self {
            Self::Accountant | Self::AgencyChecker => Some(OrganizationKind::Agency),
            Self::DepartmentReviewer => Some(OrganizationKind::Department),
            Self::FinanceReviewer | Self::Publisher => Some(OrganizationKind::Bureau),
            Self::SystemAdministrator | Self::SecurityAdministrator | Self::Auditor => None,
        }
    }

    /// Whether this is one of the three who run the portal and have no part in filings (三员).
    #[must_use]
    pub fn is_of_the_house(self) -> bool {
        self.organization_kind().is_none()
    }
}

/// What an organization is in the hierarchy of one county.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrganizationKind {
    /// 财政局: opens the campaigns, reviews last and publishes.
    Bureau,
    /// 主管部门: reviews the agencies under it.
    Department,
    /// 预算单位: files.
    Agency,
}

impl OrganizationKind {
    /// Every kind, from the top of the hierarchy.
    pub const ALL: [Self; 3] = [Self::Bureau, Self::Department, Self::Agency];

    /// The permanent code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Bureau => "bureau",
            Self::Department => "department",
            Self::Agency => "agency",
        }
    }

    /// The kind whose code this is.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The words officials use.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Bureau => "财政局",
            Self::Department => "主管部门",
            Self::Agency => "预算单位",
        }
    }

    /// Whether an organization of this kind may stand directly under one of `parent`'s kind;
    /// `None` means under nothing.
    #[must_use]
    pub fn fits_under(self, parent: Option<Self>) -> bool {
        match self {
            Self::Bureau => parent.is_none(),
            Self::Department => parent == Some(Self::Bureau),
            Self::Agency => matches!(parent, Some(Self::Bureau | Self::Department)),
        }
    }
}
