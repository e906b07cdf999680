//! 操作记录: who did what, when, from where, with which result.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use crate::domain::workflow::Verb;
use crate::store::event::{Event, EventResult, list_events};
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::pager::Pager;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_second;

const LINES: u32 = 50;

/// The record of events, newest first.
#[derive(Debug, Template)]
#[template(path = "bureau/events.html")]
pub struct EventsPage {
    /// The surroundings.
    pub frame: Frame,
    /// The events.
    pub events: Vec<Event>,
    /// Where the list stands.
    pub pager: Pager,
}

impl EventsPage {
    fn export(&self, format: &str) -> String {
        routes::EVENTS_EXPORT.replace("{format}", format)
    }

    fn at(&self, event: &Event) -> String {
        to_the_second(event.at)
    }

    fn action(&self, event: &Event) -> String {
        action_label(&event.action).map_or_else(|| event.action.clone(), str::to_owned)
    }

    fn result(&self, event: &Event) -> &'static str {
        match event.result {
            EventResult::Done => "完成",
            EventResult::Refused => "被拒绝",
            EventResult::Failed => "失败",
        }
    }
}

/// The words for an action's permanent code.
fn action_label(code: &str) -> Option<&'static str> {
    let label = match code {
        "log-in" => "登录",
        "log-out" => "退出登录",
        "change-password" => "修改密码",
        "create-account" => "添加账号",
        "import-accounts" => "导入人员",
        "import-organizations" => "导入单位",
        "disable-account" => "停用账号",
        "reset-password" => "重置密码",
        "await-code" => "密码正确，等待验证码",
        "begin-second-factor" => "开始启用动态验证码",
        "confirm-second-factor" => "启用动态验证码",
        "renew-recovery-codes" => "更换恢复码",
        "remove-second-factor" => "解除动态验证码",
        "sign-on" => "统一身份认证登录",
        "bind-sign-on" => "绑定统一身份认证",
        "unbind-sign-on" => "解除统一身份认证绑定",
        "end-session" => "退出其他设备",
        "end-all-sessions" => "全部退出",
        "export-events" => "导出操作记录",
        "close-events" => "清理到期操作记录",
        "grant-role" => "授权",
        "withdraw-role" => "撤销身份",
        "unlock-account" => "解除登录锁定",
        "switch-posting" => "切换单位",
        "hand-over" => "转办",
        "undo-hand-over" => "收回转办",
        "change-notices" => "修改我的通知",
        "change-contact" => "修改联系方式",
        "resend-message" => "重发通知",
        "cancel-message" => "取消通知",
        "urge" => "催报",
        "create-organization" => "添加单位",
        "open-campaign" => "开启年度工作",
        "comment" => "写审核意见",
        "answer-comment" => "答复审核意见",
        "handle-comment" => "标记意见已处理",
        "add-evidence" => "上传佐证材料",
        "mark-evidence" => "标记佐证材料是否公开",
        "remove-evidence" => "删除佐证材料",
        other => return Verb::from_code(other).map(Verb::label),
    };
    Some(label)
}

/// `GET /events`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let pager = Pager::new(routes::EVENTS, &[], query.number("page"), LINES);
    let mut part = pager.part();
    part.limit = part.limit.saturating_add(1);
    let mut tx = portal.store.read().await?;
    let mut events = list_events(&mut tx, part).await?;
    tx.commit().await?;
    let has_more = events.len() > pager.lines();
    events.truncate(pager.lines());
    show(&EventsPage {
        frame: user.frame(),
        events,
        pager: pager.of_unknown_total(has_more),
    })
}
