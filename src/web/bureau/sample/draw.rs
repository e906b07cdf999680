//! Drawing a sample.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;

use super::page::draw_page;
use crate::actions::sample::{SampleError, SampleRequest, draw_sample};
use crate::domain::sampling::{Plan, PlanProblem, Quota};
use crate::domain::workflow::may_draw_sample;
use crate::store::campaign::list_campaigns;
use crate::store::{Page, StoreError};
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::FormState;
use crate::web::frame::Notice;
use crate::web::page::go_to_saying;
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

const FIELDS: [&str; 5] = ["campaign", "seed", "percent", "count", "reason"];

/// `POST /samples`.
pub async fn post(portal: Data<Portal>, posted: PostedForm) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let mut form = FormState::of(&pairs, &FIELDS);
    if let Some(request) = read(&portal, &user, &mut form).await? {
        let (store, schemes, now) = (&portal.store, &portal.schemes, portal.now());
        match draw_sample(store, schemes, &user.caller, request, now).await {
            Ok(id) => return Ok(go_to_saying(&routes::sample(&id), Notice::Sampled)),
            Err(error @ SampleError::NotAllowed) => {
                return Err(WebError::Forbidden(error.to_string()));
            }
            Err(SampleError::Plan(problem)) => {
                form.refuse(field_of(&problem), problem.to_string());
            }
            Err(error @ SampleError::Again(_)) => form.refuse("reason", error.to_string()),
            Err(error @ (SampleError::Quicker | SampleError::Moved)) => {
                form.refuse_whole(error.to_string());
            }
            Err(error) => return Err(WebError::internal(error)),
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    draw_page(&portal, &user, None, form, status).await
}

/// What was typed as a request; nothing when something in it cannot be read. Whoever may not draw is
/// told so by the action.
async fn read(
    portal: &Portal,
    user: &CurrentUser,
    form: &mut FormState,
) -> Result<Option<SampleRequest>, StoreError> {
    let campaign = form.typed("campaign").to_owned();
    if !is_own(portal, user, &campaign).await? {
        form.refuse("campaign", "请选择年度工作。");
    }
    let number = |text: &str| text.trim().parse::<u32>();
    let quota = match (form.typed("percent").trim(), form.typed("count").trim()) {
        (percent, "") => number(percent).map(Quota::Percent),
        ("", count) => number(count).map(Quota::Count),
        (_, _) => {
            form.refuse("count", "抽查比例和抽查数量只填一项。");
            return Ok(None);
        }
    };
    if quota.is_err() {
        form.refuse("percent", "请填写抽查比例或抽查数量，只填整数。");
    }
    let plan = quota.map(|quota| Plan::usual(form.typed("seed").trim(), quota));
    let reason = form.typed("reason").to_owned();
    let drawn_by = user.account().display_name.clone();
    let drawn_at = to_the_minute(portal.now());
    let is_sound = form.is_sound();
    Ok(plan.ok().filter(|_| is_sound).map(|plan| SampleRequest {
        campaign_id: campaign,
        plan,
        reason,
        drawn_by,
        drawn_at,
    }))
}

/// Whether a campaign is of the person's bureau; the action decides about the person.
async fn is_own(portal: &Portal, user: &CurrentUser, campaign: &str) -> Result<bool, StoreError> {
    let bureau = user.actor().organization_id.clone().unwrap_or_default();
    if !may_draw_sample(user.actor(), &bureau) {
        return Ok(!campaign.is_empty());
    }
    let mut tx = portal.store.read().await?;
    let own = list_campaigns(&mut tx, &bureau, Page::first(u32::MAX)).await?;
    tx.commit().await?;
    Ok(own.iter().any(|it| it.id == campaign))
}

fn field_of(problem: &PlanProblem) -> &'static str {
    match problem {
        PlanProblem::Seed => "seed",
        PlanProblem::Percent => "percent",
        PlanProblem::Count(_) => "count",
        PlanProblem::Nobody | PlanProblem::Twice(_) => "campaign",
    }
}
