//! 我的任职: what one is, for whom; 切换单位; 转办 of one's own.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{DateTime, Utc};

use crate::actions::session::{LogInError, switch_posting};
use crate::domain::account::Standing;
use crate::store::hand_over::find_hand_over;
use crate::store::posting::{Posting, list_postings};
use crate::store::{StoreError, Tx};
use crate::web::error::{Link, WebError};
use crate::web::extract::{CurrentUser, PostedForm, give_session, session_token};
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show};
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::{last_day_before, to_the_day};

/// One posting as its page shows it.
#[derive(Debug, Clone)]
pub struct PostingLine {
    /// The posting.
    pub posting: Posting,
    /// How it stands.
    pub standing: Standing,
    /// Who does it instead, with the words until when; or in whose place it is done.
    pub remark: String,
    /// Whether the page's reader works in it now.
    pub is_current: bool,
}

impl PostingLine {
    pub(super) async fn load(
        tx: &mut Tx,
        posting: Posting,
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let standing = posting.term.at(now);
        let remark = match (standing, posting.term.away_until, posting.term.ended_at) {
            (Standing::Away, Some(until), _) => {
                let name = find_hand_over(tx, &posting.id).await?;
                let name = name
                    .map(|handed| handed.substitute_name)
                    .unwrap_or_default();
                format!("由{name}办理至 {}", last_day_before(until))
            }
            (Standing::InForce, _, Some(end)) => format!("代办至 {}", last_day_before(end)),
            _ => String::new(),
        };
        Ok(Self {
            posting,
            standing,
            remark,
            is_current: false,
        })
    }

    /// What the posting is called: 填报人（甲县档案馆）.
    #[must_use]
    pub fn name(&self) -> String {
        if self.posting.organization_name.is_empty() {
            return self.posting.role.label().to_owned();
        }
        format!(
            "{}（{}）",
            self.posting.role.label(),
            self.posting.organization_name
        )
    }

    /// Since when, as a day.
    #[must_use]
    pub fn since(&self) -> String {
        self.posting.term.since.map(to_the_day).unwrap_or_default()
    }

    /// Whether it waits to be granted.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.standing == Standing::Asked
    }

    /// Whether it is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.standing == Standing::Ended
    }

    /// Whether it can be worked in.
    #[must_use]
    pub fn is_in_force(&self) -> bool {
        self.standing == Standing::InForce
    }

    /// Whether it can be handed over: in force, a part in filings, and not held for somebody else.
    #[must_use]
    pub fn can_be_handed(&self) -> bool {
        self.is_in_force()
            && !self.posting.role.is_of_the_house()
            && self.posting.term.ended_at.is_none()
    }

    /// Whether it went to somebody, or came from somebody, for a time.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        self.standing == Standing::Away
            || (self.is_in_force() && self.posting.term.ended_at.is_some())
    }

    /// One of the posting's addresses.
    #[must_use]
    pub fn address(&self, address: &str) -> String {
        routes::of_posting(address, &self.posting.id)
    }
}

/// The postings of a person.
#[derive(Debug, Template)]
#[template(path = "people/postings.html")]
pub struct PostingsPage {
    /// The surroundings.
    pub frame: Frame,
    /// Those not over.
    pub postings: Vec<PostingLine>,
}

/// `GET /account/postings`.
pub async fn get(portal: Data<Portal>, user: CurrentUser) -> Result<HttpResponse, WebError> {
    let mut tx = portal.store.read().await?;
    let mut postings = Vec::new();
    for posting in list_postings(&mut tx, &user.account().id).await? {
        let mut line = PostingLine::load(&mut tx, posting, portal.now()).await?;
        line.is_current = line.posting.id == user.session.posting.id;
        if line.standing != Standing::Ended {
            postings.push(line);
        }
    }
    tx.commit().await?;
    show(&PostingsPage {
        frame: user.frame(),
        postings,
    })
}

/// `POST /postings/{posting}/session`: 切换单位.
pub async fn switch(
    request: HttpRequest,
    portal: Data<Portal>,
    posted: PostedForm,
    posting: Path<String>,
) -> Result<HttpResponse, WebError> {
    let token = session_token(&request, &portal)
        .ok_or_else(|| WebError::defect("a form came without a session"))?;
    let caller = &posted.user.caller;
    match switch_posting(&portal.store, &token, caller, &posting, portal.now()).await {
        Ok(entered) => {
            give_session(&request, &portal, &entered.token);
            Ok(go_to_saying(routes::WORK, Notice::PostingSwitched))
        }
        Err(LogInError::NoPosting) => Err(WebError::conflict(
            "不能切换到这项任职：它已经结束、转办，或者不是您的。",
            Link::new("返回我的任职", routes::POSTINGS),
        )),
        Err(error) => Err(WebError::internal(error)),
    }
}
