//! The way to one's own work.

use actix_web::HttpResponse;

use crate::web::extract::CurrentUser;
use crate::web::page::go_to;
use crate::web::routes;

/// `GET /work`.
pub async fn get(user: CurrentUser) -> HttpResponse {
    go_to(routes::first_page(user.actor().role))
}
