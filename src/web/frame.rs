//! What every page shows around its content: the site, the person, the menu, the notices.

use std::sync::Arc;

use crate::config::SiteSettings;

/// The surroundings of a page.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The site's own names and numbers.
    pub site: Arc<SiteSettings>,
    /// Who is logged in.
    pub user: Option<FrameUser>,
    /// Where this person can go.
    pub menu: Vec<MenuItem>,
    /// The token that every form on the page carries.
    pub csrf: String,
    /// What has just been done, said once.
    pub notices: Vec<Notice>,
}

/// The person in the head of the page.
#[derive(Debug, Clone)]
pub struct FrameUser {
    /// The account's id; what a browser keeps for him is kept under it.
    pub id: String,
    /// The account's name.
    pub name: String,
    /// The role in officials' words (填报人).
    pub role: String,
    /// The organization he works for in this session.
    pub organization: String,
    /// Whether he has other postings to change to.
    pub has_others: bool,
}

impl FrameUser {
    /// Who is logged in, in one line: 乙区审计局 甲（填报人）. What the account's name says already
    /// is not said again, for many accounts are named by their office.
    #[must_use]
    pub fn identity(&self) -> String {
        let mut words = String::new();
        if !self.organization.is_empty() && !self.name.contains(&self.organization) {
            words.push_str(&self.organization);
            words.push(' ');
        }
        words.push_str(&self.name);
        if !self.name.contains(&self.role) {
            words.push_str(&format!("（{}）", self.role));
        }
        words
    }
}

/// One entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    /// The words.
    pub label: &'static str,
    /// The address.
    pub href: String,
    /// Whether the page shown lies under it.
    pub is_current: bool,
}

impl Frame {
    /// The surroundings for somebody who is not logged in.
    #[must_use]
    pub fn visitor(site: Arc<SiteSettings>) -> Self {
        Self {
            site,
            user: None,
            menu: Vec::new(),
            csrf: String::new(),
            notices: Vec::new(),
        }
    }

    /// The same surroundings with another token in the forms.
    #[must_use]
    pub fn with_csrf(mut self, token: impl Into<String>) -> Self {
        self.csrf = token.into();
        self
    }
}

/// What has just been done. Carried over the redirect by its code, so that nobody can put words into our page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// 暂存.
    Saved,
    /// 提交.
    Submitted,
    /// 退回修改.
    Returned,
    /// 审核通过.
    Approved,
    /// 公开.
    Published,
    /// Corrections of a re-scoring are kept.
    Rescored,
    /// A sample was drawn.
    Sampled,
    /// The agency has answered corrections.
    Appealed,
    /// The bureau has answered that.
    AppealAnswered,
    /// Log-in in the middle of a form.
    Resumed,
    /// The password is another one now.
    PasswordChanged,
    /// Logged out.
    LoggedOut,
    /// An older text of a cell stands again.
    Restored,
    /// An organization was added.
    OrganizationAdded,
    /// An account was disabled.
    AccountDisabled,
    /// A year's campaign was opened.
    CampaignOpened,
    /// What was picked of a document stands in the filing.
    Imported,
    /// The last import was taken back.
    ImportUndone,
    /// 上年资料 is kept.
    LastYearKept,
    /// What was picked of last year's forms stands in the filing.
    CarriedOver,
    /// The last taking over from last year was undone.
    CarriedUndone,
    /// A file of evidence is kept.
    EvidenceAdded,
    /// Whether a file of evidence is for everybody has changed.
    EvidenceMarked,
    /// A file of evidence was removed.
    EvidenceRemoved,
    /// A comment was written.
    CommentWritten,
    /// A comment was answered.
    CommentAnswered,
    /// A comment was marked 已处理.
    CommentHandled,
    /// 无需自评.
    TaskCancelled,
    /// 恢复自评.
    TaskReinstated,
    /// 延期.
    TaskExtended,
    /// Goes on in another posting.
    PostingSwitched,
    /// A posting was granted.
    RoleGranted,
    /// A posting was withdrawn or refused.
    RoleWithdrawn,
    /// A lock was lifted.
    AccountUnlocked,
    /// Duties went to somebody else.
    HandedOver,
    /// They came back.
    HandOverUndone,
    /// An organization was corrected.
    OrganizationChanged,
    /// A campaign is set up otherwise.
    CampaignChanged,
    /// A list of organizations was taken over.
    OrganizationsImported,
    /// 催报.
    Urged,
    /// A job was asked for.
    JobAsked,
    /// A job was called off.
    JobCancelled,
    /// A draft of a scheme was begun.
    SchemeDrafted,
    /// A draft of a scheme is kept.
    SchemeSaved,
    /// A draft of a scheme was thrown away.
    SchemeDiscarded,
    /// A draft was tried on filings.
    SchemeReplayed,
    /// A scheme was released.
    SchemeReleased,
    /// A log-in elsewhere was ended.
    SessionEnded,
    /// The code came too late after the password.
    CodeTooLate,
    /// A second factor was taken off.
    SecondFactorRemoved,
    /// An account is no longer bound to somebody at the provider.
    SignOnUnbound,
    /// How somebody is reached was kept.
    ContactKept,
    /// A message is sent once more.
    MessageResent,
    /// A message is not sent.
    MessageCancelled,
}

impl Notice {
    /// Every notice.
    pub const ALL: [Self; 54] = [
        Self::Saved,
        Self::Submitted,
        Self::Returned,
        Self::Approved,
        Self::Published,
        Self::Rescored,
        Self::Sampled,
        Self::Appealed,
        Self::AppealAnswered,
        Self::Resumed,
        Self::PasswordChanged,
        Self::LoggedOut,
        Self::Restored,
        Self::OrganizationAdded,
        Self::AccountDisabled,
        Self::CampaignOpened,
        Self::Imported,
        Self::ImportUndone,
        Self::LastYearKept,
        Self::CarriedOver,
        Self::CarriedUndone,
        Self::EvidenceAdded,
        Self::EvidenceMarked,
        Self::EvidenceRemoved,
        Self::CommentWritten,
        Self::CommentAnswered,
        Self::CommentHandled,
        Self::TaskCancelled,
        Self::TaskReinstated,
        Self::TaskExtended,
        Self::PostingSwitched,
        Self::RoleGranted,
        Self::RoleWithdrawn,
        Self::AccountUnlocked,
        Self::HandedOver,
        Self::HandOverUndone,
        Self::OrganizationChanged,
        Self::CampaignChanged,
        Self::OrganizationsImported,
        Self::Urged,
        Self::JobAsked,
        Self::JobCancelled,
        Self::SchemeDrafted,
        Self::SchemeSaved,
        Self::SchemeDiscarded,
        Self::SchemeReplayed,
        Self::SchemeReleased,
        Self::SessionEnded,
        Self::CodeTooLate,
        Self::SecondFactorRemoved,
        Self::SignOnUnbound,
        Self::ContactKept,
        Self::MessageResent,
        Self::MessageCancelled,
    ];

    /// The code carried over the redirect.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Rescored => "rescored",
            Self::Sampled => "sampled",
            Self::Appealed => "appealed",
            Self::AppealAnswered => "appeal-answered",
            Self::Resumed => "resumed",
            Self::PasswordChanged => "password-changed",
            Self::LoggedOut => "logged-out",
            Self::Restored => "restored",
            Self::OrganizationAdded => "organization-added",
            Self::AccountDisabled => "account-disabled",
            Self::CampaignOpened => "campaign-opened",
            Self::Imported => "imported",
            Self::ImportUndone => "import-undone",
            Self::LastYearKept => "last-year-kept",
            Self::CarriedOver => "carried-over",
            Self::CarriedUndone => "carried-undone",
            Self::EvidenceAdded => "evidence-added",
            Self::EvidenceMarked => "evidence-marked",
            Self::EvidenceRemoved => "evidence-removed",
            Self::CommentWritten => "comment-written",
            Self::CommentAnswered => "comment-answered",
            Self::CommentHandled => "comment-handled",
            Self::TaskCancelled => "task-cancelled",
            Self::TaskReinstated => "task-reinstated",
            Self::TaskExtended => "task-extended",
            Self::PostingSwitched => "posting-switched",
            Self::RoleGranted => "role-granted",
            Self::RoleWithdrawn => "role-withdrawn",
            Self::AccountUnlocked => "account-unlocked",
            Self::HandedOver => "handed-over",
            Self::HandOverUndone => "hand-over-undone",
            Self::OrganizationChanged => "organization-changed",
            Self::CampaignChanged => "campaign-changed",
            Self::OrganizationsImported => "organizations-imported",
            Self::Urged => "urged",
            Self::JobAsked => "job-asked",
            Self::JobCancelled => "job-cancelled",
            Self::SchemeDrafted => "scheme-drafted",
            Self::SchemeSaved => "scheme-saved",
            Self::SchemeDiscarded => "scheme-discarded",
            Self::SchemeReplayed => "scheme-replayed",
            Self::SchemeReleased => "scheme-released",
            Self::SessionEnded => "session-ended",
            Self::CodeTooLate => "code-too-late",
            Self::SecondFactorRemoved => "second-factor-removed",
            Self::SignOnUnbound => "sign-on-unbound",
            Self::ContactKept => "contact-kept",
            Self::MessageResent => "message-resent",
            Self::MessageCancelled => "message-cancelled",
        }
    }

    /// The notice with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.code() == code)
    }

    /// The sentence on the page.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Saved => "已暂存。",
            Self::Submitted => "已提交，数据已锁定，等待审核。",
            Self::Returned => "已退回修改，填报单位的待办中已出现退回意见。",
            Self::Approved => "审核通过。",
            Self::Appealed => "申诉已提交，请等待财政局答复。",
            Self::AppealAnswered => "申诉已答复，接受的更正已撤销。",
            Self::Sampled => "已抽取并记录，名单不再改变。",
            Self::Rescored => "复核更正已保存，单位在审核通过后可以看到。",
            Self::Published => "已公开。",
            Self::Resumed => "已重新登录，刚才填写的内容已经收到。",
            Self::PasswordChanged => "密码已修改，下次登录请使用新密码。",
            Self::LoggedOut => "已退出登录。",
            Self::Restored => "已恢复为所选的内容，原来的内容留在修改记录里。",
            Self::OrganizationAdded => "单位已添加。",
            Self::AccountDisabled => "账号已停用，该账号的登录已全部失效。",
            Self::CampaignOpened => "年度工作已开启，各单位的待办中已出现填报任务。",
            Self::Imported => "已导入所选的内容。",
            Self::ImportUndone => "已撤销导入，各栏恢复为导入前的内容；导入后又改过的栏目没有动。",
            Self::LastYearKept => "已读入上年资料，供填写时对照。",
            Self::CarriedOver => "已带入所选的上年内容，请到各表逐格核对、确认。",
            Self::CarriedUndone => "已撤销带入，各栏恢复为带入前的内容；带入后又改过的栏目没有动。",
            Self::EvidenceAdded => "佐证材料已上传。",
            Self::EvidenceMarked => "佐证材料是否公开已更改。",
            Self::EvidenceRemoved => "佐证材料已删除。",
            Self::CommentWritten => "意见已记下，退回时勾选才会发给填报单位。",
            Self::CommentAnswered => "答复已记下。",
            Self::CommentHandled => "已标记为已处理。",
            Self::TaskCancelled => "已注明无需自评，该单位不再有填报任务。",
            Self::TaskReinstated => "已恢复自评，填报任务重新出现在该单位的待办中。",
            Self::TaskExtended => "已延期，该单位的截止日期已经更改。",
            Self::PostingSwitched => "已切换，现在办理的是所选单位的事务。",
            Self::RoleGranted => "已授权，本人现在可以办理。",
            Self::RoleWithdrawn => "身份已撤销，正在使用的登录已失效。",
            Self::AccountUnlocked => "登录锁定已解除。",
            Self::HandedOver => "已转办，对方登录后即可办理，原办理人不能再进入。",
            Self::HandOverUndone => "转办已收回，职责回到原办理人。",
            Self::OrganizationChanged => "单位资料已修改。",
            Self::CampaignChanged => "年度工作已修改。",
            Self::OrganizationsImported => "单位名录已导入。",
            Self::Urged => {
                "已催报，未报单位的待办中已出现提示，有联系方式的同时发出通知；今天已经催过的没有重复。"
            }
            Self::JobAsked => "任务已提交，系统正在后台办理。",
            Self::JobCancelled => "任务已取消，已经办完的部分保留。",
            Self::SchemeDrafted => "已新建方案草稿。发布以前，填报不受影响。",
            Self::SchemeSaved => "草稿已保存。",
            Self::SchemeDiscarded => "草稿已删除。",
            Self::SchemeReplayed => "已按草稿复算，各单位的填报没有改变。",
            Self::SchemeReleased => "方案已发布，开启年度工作时可以选用；这一版不再改变。",
            Self::SessionEnded => "那台设备上的登录已经退出。",
            Self::CodeTooLate => "输入密码后间隔太久，请重新登录。",
            Self::SignOnUnbound => "绑定已解除，该账号的登录已全部失效。",
            Self::SecondFactorRemoved => {
                "动态验证码已解除，该账号的登录已全部失效。本人下次登录只需密码，请提醒其重新启用。"
            }
            Self::ContactKept => "联系方式和通知设置已保存。",
            Self::MessageResent => "已安排重发，几秒钟后可以看到结果。",
            Self::MessageCancelled => "通知已取消，不再发出。",
        }
    }
}
