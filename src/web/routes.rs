//! Every address, declared once, with who it is for.

mod scheme;

use std::collections::BTreeMap;

use actix_web::http::Method;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, Resource, Responder, Route};

pub use scheme::{
    SCHEME_DIFFERENCES, SCHEME_DRAFT, SCHEME_DRAFT_FILE, SCHEME_DRAFTS, SCHEME_FILE, SCHEME_MOVING,
    SCHEME_PREVIEW, SCHEME_RELEASE, SCHEME_REMOVAL, SCHEME_REPLAY, SCHEME_TEXT, SCHEME_UPLOAD,
    SCHEMES, of_draft, scheme_file, scheme_moving, scheme_part,
};

use super::error::WebError;
use super::extract::Access;
use super::frame::MenuItem;
use super::{account, assets, bureau, desk, people, portal, review};
use crate::domain::workflow::{Area, Role, may_enter};
use crate::export::Kind;

/// 首页.
pub const HOME: &str = "/";
/// 公开目录.
pub const PUBLICATIONS: &str = "/publications";
/// 登录.
pub const LOG_IN: &str = "/log-in";
/// The second step of a log-in: 动态验证码.
pub const LOG_IN_CODE: &str = "/log-in/code";
/// 单点登录: leads to the provider.
pub const SIGN_ON: &str = "/log-in/sign-on";
/// Where the provider sends people back to.
pub const SIGN_ON_ANSWER: &str = "/log-in/sign-on/answer";
/// Where somebody confirms once that the account of his name is his.
pub const SIGN_ON_CONFIRMED: &str = "/log-in/sign-on/confirmation";
/// 退出登录.
pub const LOG_OUT: &str = "/log-out";
/// 修改密码.
pub const PASSWORD: &str = "/account/password";
/// 动态验证码 of one's own: a POST begins it.
pub const SECOND_FACTOR: &str = "/account/second-factor";
/// A code shows that the telephone has it.
pub const SECOND_FACTOR_CONFIRMED: &str = "/account/second-factor/confirmation";
/// New recovery codes for a code.
pub const RECOVERY_CODES: &str = "/account/second-factor/recovery-codes";
/// 已登录设备.
pub const SESSIONS: &str = "/account/sessions";
/// 退出 on another device.
pub const SESSION_END: &str = "/account/sessions/{session}/end";
/// 我的通知.
pub const NOTICES: &str = "/account/notices";
/// Leads everybody to the first page of his own work.
pub const WORK: &str = "/work";
/// 我的填报.
pub const FILINGS: &str = "/filings";
/// 审核.
pub const REVIEWS: &str = "/reviews";
/// The filings that a reviewer has chosen: what would become of each; a POST does it.
pub const REVIEWS_CHOSEN: &str = "/reviews/chosen";
/// 待公开.
pub const PUBLISHING: &str = "/publishing";
/// 年度工作.
pub const CAMPAIGNS: &str = "/campaigns";
/// The form that opens a campaign.
pub const NEW_CAMPAIGN: &str = "/campaigns/new";
/// 结账.
pub const CLOSING: &str = "/campaigns/{campaign}/closing";
/// Asks for the closing pack.
pub const CLOSING_PACK: &str = "/campaigns/{campaign}/closing/pack";
/// Makes public what can be.
pub const CLOSING_PUBLICATIONS: &str = "/campaigns/{campaign}/closing/publications";
/// The result of a job.
pub const JOB_RESULT: &str = "/jobs/{job}/result";
/// Calls a job off.
pub const JOB_CANCEL: &str = "/jobs/{job}/cancel";
/// 统计.
pub const STATISTICS: &str = "/statistics";
/// A table of them as a file.
pub const STATISTICS_TABLE: &str = "/statistics/{campaign}/{table}.{kind}";
/// 发送记录.
pub const OUTBOX: &str = "/outbox";
/// 重发 of a message.
pub const MESSAGE_AGAIN: &str = "/outbox/{message}/again";
/// 取消 of a message.
pub const MESSAGE_CANCELLATION: &str = "/outbox/{message}/cancellation";
/// 抽查.
pub const SAMPLES: &str = "/samples";
/// 抽查记录.
pub const SAMPLE: &str = "/samples/{sample}";
/// The same as data.
pub const SAMPLE_DATA: &str = "/samples/{sample}/protocol.json";
/// Who was drawn, as a list.
pub const SAMPLE_LIST: &str = "/samples/{sample}/list.csv";
/// 单位.
pub const ORGANIZATIONS: &str = "/organizations";
/// The form that adds an organization.
pub const NEW_ORGANIZATION: &str = "/organizations/new";
/// 单位资料 of one organization.
pub const ORGANIZATION: &str = "/organizations/{organization}/details";
/// 导入单位: a POST brings a list.
pub const ROSTER: &str = "/organizations/import";
/// What was shown of a list is taken over.
pub const ROSTER_TAKEN: &str = "/organizations/import/taken";
/// 账号.
pub const ACCOUNTS: &str = "/accounts";
/// The form that makes an account.
pub const NEW_ACCOUNT: &str = "/accounts/new";
/// 导入人员: a POST brings a list.
pub const STAFF_LIST: &str = "/accounts/import";
/// What was shown of a list is taken over.
pub const STAFF_LIST_TAKEN: &str = "/accounts/import/taken";
/// The first passwords that the page shows, as a file.
pub const FIRST_PASSWORDS: &str = "/accounts/import/passwords";
/// 授权.
pub const PERMISSIONS: &str = "/permissions";
/// 操作记录.
pub const EVENTS: &str = "/events";
/// 操作记录 as a file.
pub const EVENTS_EXPORT: &str = "/events/export/{format}";
/// 我的任职: what one is, for whom, and changing between them.
pub const POSTINGS: &str = "/account/postings";
/// 人员: who files and reviews under a bureau or department.
pub const STAFF: &str = "/staff";

/// Where an organization is corrected.
#[must_use]
pub fn organization(id: &str) -> String {
    ORGANIZATION.replace("{organization}", id)
}

/// The log-in page that leads back to an address.
#[must_use]
pub fn log_in_then(next: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("{LOG_IN}?next={next}")
}

/// The way to the provider that leads to an address.
#[must_use]
pub fn sign_on(next: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("{SIGN_ON}?next={next}")
}

/// The second step of a log-in that leads to an address.
#[must_use]
pub fn log_in_code(next: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("{LOG_IN_CODE}?next={next}")
}

/// 使用说明 for who fills in forms.
pub const HELP_FILLING: &str = "/help/filling";

/// The publication of a filing, for the bureau: before it, the deed, and after it.
pub const FILING_PUBLICATION: &str = "/filings/{filing}/publication";

/// Where the publication of a filing is.
#[must_use]
pub fn filing_publication(id: &str) -> String {
    FILING_PUBLICATION.replace("{filing}", id)
}

/// 进度 of a campaign.
pub const CAMPAIGN: &str = "/campaigns/{campaign}";
/// The filings behind a count of its 进度.
pub const PROGRESS_LIST: &str = "/campaigns/{campaign}/filings";
/// What may be changed of a campaign.
pub const CAMPAIGN_SETTINGS: &str = "/campaigns/{campaign}/settings";

/// 编号与公开 of a campaign.
pub const CAMPAIGN_PRESENTATION: &str = "/campaigns/{campaign}/presentation";

/// Where it is set how a campaign's forms look.
#[must_use]
pub fn campaign_presentation(id: &str) -> String {
    CAMPAIGN_PRESENTATION.replace("{campaign}", id)
}

/// 催报: a POST shows who would be urged, and urges when that is confirmed.
pub const URGING: &str = "/campaigns/{campaign}/urging";

/// Where those who owe are urged.
#[must_use]
pub fn urging(id: &str) -> String {
    URGING.replace("{campaign}", id)
}

/// Where a campaign's 进度 is.
#[must_use]
pub fn campaign(id: &str) -> String {
    CAMPAIGN.replace("{campaign}", id)
}

/// Where a campaign is changed.
#[must_use]
pub fn campaign_settings(id: &str) -> String {
    CAMPAIGN_SETTINGS.replace("{campaign}", id)
}

/// Where the filings are that are so far, of one department or of all.
#[must_use]
pub fn progress_list(id: &str, progress: &str, department: &str) -> String {
    let list = PROGRESS_LIST.replace("{campaign}", id);
    format!("{list}?progress={progress}&department={department}")
}

/// The task of an agency, for the bureau: its state, 延期, 无需自评.
pub const FILING_TASK: &str = "/filings/{filing}/task";

/// Where the task of an agency is.
#[must_use]
pub fn filing_task(id: &str) -> String {
    FILING_TASK.replace("{filing}", id)
}

/// One of the addresses of a campaign.
#[must_use]
pub fn of_campaign(address: &str, id: &str) -> String {
    address.replace("{campaign}", id)
}

/// One of the addresses of a job.
#[must_use]
pub fn of_job(address: &str, id: &str) -> String {
    address.replace("{job}", id)
}

/// 统计 of a campaign, of one department where one is named.
#[must_use]
pub fn statistics(campaign: &str, department: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("campaign", campaign);
    if !department.is_empty() {
        query.append_pair("department", department);
    }
    format!("{STATISTICS}?{}", query.finish())
}

/// Where a table of the statistics is had as a file of this kind.
#[must_use]
pub fn statistics_table(campaign: &str, department: &str, table: &str, kind: Kind) -> String {
    let file = STATISTICS_TABLE
        .replace("{campaign}", campaign)
        .replace("{table}", table)
        .replace("{kind}", kind.ending());
    if department.is_empty() {
        file
    } else {
        format!("{file}?department={department}")
    }
}

/// Where the record of a sample is.
#[must_use]
pub fn sample(id: &str) -> String {
    SAMPLE.replace("{sample}", id)
}

/// Where the record of a sample is had as data.
#[must_use]
pub fn sample_data(id: &str) -> String {
    SAMPLE_DATA.replace("{sample}", id)
}

/// Where the list of a sample is had.
#[must_use]
pub fn sample_list(id: &str) -> String {
    SAMPLE_LIST.replace("{sample}", id)
}

/// Where an account is.
#[must_use]
pub fn account(login_name: &str) -> String {
    let name: String = form_urlencoded::byte_serialize(login_name.as_bytes()).collect();
    format!("{ACCOUNTS}/{name}")
}

/// Where what somebody may do is granted.
#[must_use]
pub fn permissions_of(login_name: &str) -> String {
    let name: String = form_urlencoded::byte_serialize(login_name.as_bytes()).collect();
    format!("{PERMISSIONS}/{name}")
}

/// 转办 of a posting.
pub const HAND_OVER: &str = "/postings/{posting}/hand-over";
/// 收回转办.
pub const HAND_OVER_UNDONE: &str = "/postings/{posting}/return";
/// Goes on in this posting.
pub const POSTING_SESSION: &str = "/postings/{posting}/session";
/// 同意 of a posting that was asked for.
pub const POSTING_GRANT: &str = "/postings/{posting}/grant";
/// 撤销 of a posting.
pub const POSTING_END: &str = "/postings/{posting}/end";

/// One of the addresses of a posting.
#[must_use]
pub fn of_posting(address: &str, id: &str) -> String {
    address.replace("{posting}", id)
}

/// The public page of an agency's year.
#[must_use]
pub fn publication(year: i32, agency_code: &str) -> String {
    format!("{PUBLICATIONS}/{year}/{agency_code}")
}

/// 下载: a published page as a file.
pub const DOWNLOAD: &str = "/publications/{year}/{agency_code}/download/{kind}";

/// Where a published page is had as a file of this kind.
#[must_use]
pub fn download(year: i32, agency_code: &str, kind: Kind) -> String {
    DOWNLOAD
        .replace("{year}", &year.to_string())
        .replace("{agency_code}", agency_code)
        .replace("{kind}", kind.ending())
}

/// A file that everybody may have, of a published page.
pub const PUBLIC_EVIDENCE: &str = "/publications/{year}/{agency_code}/evidence/{file}";

/// Where a public file of a published page is.
#[must_use]
pub fn public_evidence(year: i32, agency_code: &str, file: &str) -> String {
    PUBLIC_EVIDENCE
        .replace("{year}", &year.to_string())
        .replace("{agency_code}", agency_code)
        .replace("{file}", file)
}

/// The pages of the menu in order, with the part of the portal they belong to.
const MENU: [(&str, &str, Area); 13] = [
    ("待办", FILINGS, Area::Filing),
    ("审核", REVIEWS, Area::Review),
    ("人员", STAFF, Area::Review),
    ("待公开", PUBLISHING, Area::Publishing),
    ("年度工作", CAMPAIGNS, Area::Campaigns),
    ("抽查", SAMPLES, Area::Campaigns),
    ("统计", STATISTICS, Area::Statistics),
    ("发送记录", OUTBOX, Area::Campaigns),
    ("方案", SCHEMES, Area::Campaigns),
    ("单位", ORGANIZATIONS, Area::Administration),
    ("账号", ACCOUNTS, Area::Administration),
    ("授权", PERMISSIONS, Area::Security),
    ("操作记录", EVENTS, Area::Audit),
];

/// The menu of this role, with the entry marked under which the page lies.
#[must_use]
pub fn menu(role: Role, path: &str) -> Vec<MenuItem> {
    MENU.iter()
        .filter(|(_, _, area)| may_enter(role, *area))
        .map(|(label, href, _)| MenuItem {
            label,
            href: (*href).to_owned(),
            is_current: lies_under(path, href),
        })
        .collect()
}

fn lies_under(path: &str, href: &str) -> bool {
    path.strip_prefix(href)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The first page of this role's work.
#[must_use]
pub fn first_page(role: Role) -> &'static str {
    MENU.iter()
        .find(|(_, _, area)| may_enter(role, *area))
        .map_or(HOME, |(_, href, _)| href)
}

/// One route as declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// GET, POST or PUT.
    pub method: Method,
    /// The address, with `{names}` for its variable parts.
    pub path: &'static str,
    /// Who it is for.
    pub access: Access,
}

/// Collects the routes of all areas.
#[derive(Default)]
pub struct Routes {
    declared: Vec<Declared>,
    handlers: BTreeMap<&'static str, (Access, Vec<Route>)>,
}

impl Routes {
    /// Every route of the portal.
    #[must_use]
    pub fn all() -> Self {
        let mut routes = Self::default();
        routes.get("/static/{name}", Access::Everyone, assets::get);
        account::routes(&mut routes);
        bureau::routes(&mut routes);
        portal::routes(&mut routes);
        desk::routes(&mut routes);
        people::routes(&mut routes);
        review::routes(&mut routes);
        routes
    }

    /// Declares a page. Both methods of one address are for the same people.
    pub fn get<F, Args>(&mut self, path: &'static str, access: Access, handler: F)
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::GET, path, access, web::get().to(handler.clone()));
        self.add(Method::HEAD, path, access, web::head().to(handler));
    }

    /// Declares what a form is sent to.
    pub fn post<F, Args>(&mut self, path: &'static str, access: Access, handler: F)
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::POST, path, access, web::post().to(handler));
    }

    /// Declares what a script sends parts of a file to.
    pub fn put<F, Args>(&mut self, path: &'static str, access: Access, handler: F)
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::PUT, path, access, web::put().to(handler));
    }

    /// The declarations, for tests that try each of them with each role.
    #[must_use]
    pub fn declared(&self) -> &[Declared] {
        &self.declared
    }

    /// Puts everything into an app. A wrong method answers 405 with `Allow`, an unknown address 404.
    pub fn configure(self, config: &mut ServiceConfig) {
        for (path, (access, handlers)) in self.handlers {
            let resource = web::resource(path).app_data(access);
            config.service(handlers.into_iter().fold(resource, Resource::route));
        }
        config.default_service(web::to(not_found));
    }

    fn add(&mut self, method: Method, path: &'static str, access: Access, route: Route) {
        self.declared.push(Declared {
            method,
            path,
            access,
        });
        self.handlers
            .entry(path)
            .or_insert_with(|| (access, Vec::new()))
            .1
            .push(route);
    }
}

async fn not_found() -> Result<&'static str, WebError> {
    Err(WebError::NotFound)
}
