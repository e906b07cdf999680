//! 授权: what waits to be granted, and all accounts.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use crate::actions::posting::list_asked;
use crate::store::Page;
use crate::store::account::{count_accounts, list_accounts};
use crate::store::posting::HeldPosting;
use crate::web::bureau::AccountLine;
use crate::web::bureau::organizations::problem_of;
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::form::FormState;
use crate::web::frame::Frame;
use crate::web::page::{go_to, show};
use crate::web::pager::Pager;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

const LINES: u32 = 50;

/// What waits to be granted, and the accounts.
#[derive(Debug, Template)]
#[template(path = "people/permissions.html")]
pub struct PermissionsPage {
    /// The surroundings.
    pub frame: Frame,
    /// The log-in name to look for.
    pub form: FormState,
    /// What waits, oldest first.
    pub asked: Vec<HeldPosting>,
    /// The accounts by log-in name.
    pub accounts: Vec<AccountLine>,
    /// Where the list stands.
    pub pager: Pager,
}

impl PermissionsPage {
    fn address(&self, login_name: &str) -> String {
        routes::permissions_of(login_name)
    }

    fn of_posting(&self, held: &HeldPosting, address: &str) -> String {
        routes::of_posting(address, &held.posting.id)
    }

    fn asked_at(&self, held: &HeldPosting) -> String {
        to_the_minute(held.posting.asked_at)
    }
}

/// `GET /permissions`; with a log-in name it leads to that account.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let wanted = query.text("login_name").trim();
    if !wanted.is_empty() {
        return Ok(go_to(&routes::permissions_of(wanted)));
    }
    let asked = list_asked(&portal.store, &user.caller, Page::first(LINES)).await;
    let asked = asked
        .map_err(|error| problem_of(error).map_or_else(|error| error, WebError::BadRequest))?;
    let pager = Pager::new(routes::PERMISSIONS, &[], query.number("page"), LINES);
    let mut tx = portal.store.read().await?;
    let total = count_accounts(&mut tx).await?;
    let mut accounts = Vec::new();
    for account in list_accounts(&mut tx, pager.part()).await? {
        accounts.push(AccountLine::load(&mut tx, account, portal.now()).await?);
    }
    tx.commit().await?;
    show(&PermissionsPage {
        frame: user.frame(),
        form: FormState::default(),
        asked,
        accounts,
        pager: pager.of_total(total),
    })
}
