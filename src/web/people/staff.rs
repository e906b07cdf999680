//! 人员: who files and reviews under a bureau or department, and 转办 of their duties.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use super::PostingLine;
use crate::domain::account::{Duty, may_hand_over};
use crate::store::posting::list_postings_under;
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::pager::Pager;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;

const LINES: u32 = 50;

/// One person in one posting.
#[derive(Debug, Clone)]
pub struct StaffLine {
    /// The posting.
    pub line: PostingLine,
    /// The name on pages.
    pub display_name: String,
    /// The name typed to log in.
    pub login_name: String,
    /// Whether the page's reader may hand it over, or take it back.
    pub may_hand_over: bool,
}

/// The people under a bureau or department.
#[derive(Debug, Template)]
#[template(path = "people/staff.html")]
pub struct StaffPage {
    /// The surroundings.
    pub frame: Frame,
    /// The people, by the code of their organization.
    pub people: Vec<StaffLine>,
    /// Where the list stands.
    pub pager: Pager,
}

/// `GET /staff`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let pager = Pager::new(routes::STAFF, &[], query.number("page"), LINES);
    let mut part = pager.part();
    part.limit = part.limit.saturating_add(1);
    let own = user.actor().organization_id.clone().unwrap_or_default();
    let mut tx = portal.store.read().await?;
    let mut found = list_postings_under(&mut tx, &own, part, portal.now()).await?;
    let has_more = found.len() > pager.lines();
    found.truncate(pager.lines());
    let mut people = Vec::with_capacity(found.len());
    for held in found {
        // What stands in this list stands under the reader's own organization.
        let duty = Duty {
            role: held.posting.role,
            lineage: held
                .posting
                .organization_id
                .iter()
                .chain([&own])
                .cloned()
                .collect(),
        };
        people.push(StaffLine {
            may_hand_over: may_hand_over(user.actor(), &held.posting.account_id, &duty),
            line: PostingLine::load(&mut tx, held.posting, portal.now()).await?,
            display_name: held.display_name,
            login_name: held.login_name,
        });
    }
    tx.commit().await?;
    show(&StaffPage {
        frame: user.frame(),
        people,
        pager: pager.of_unknown_total(has_more),
    })
}
