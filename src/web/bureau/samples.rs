//! The pages of this area with made-up contents.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};

use super::{
    AccountLine, AccountPage, AccountsPage, CampaignsPage, EventsPage, KindLine, NewAccountPage,
    NewCampaignPage, NewOrganizationPage, OpeningPreview, OrganizationPage, OrganizationsPage,
    PasswordShownPage, PublicationPage, QueuePage, TaskPage,
};
use super::{campaign_samples, outbox_samples};
use crate::actions::filing::TodoItem;
use crate::domain::account::{Standing, Term};
use crate::domain::campaign::CampaignSettings;
use crate::domain::workflow::{Chain, FilingFacts, OrganizationKind, Progress, Role, State, Verb};
use crate::store::account::Account;
use crate::store::campaign::Campaign;
use crate::store::event::{Event, EventResult};
use crate::store::filing::Filing;
use crate::store::filing_list::ListedFiling;
use crate::store::organization::Organization;
use crate::store::posting::Posting;
use crate::store::publication::PublicationHead;
use crate::web::desk::{Due, Timeline};
use crate::web::form::{Choice, FormState};
use crate::web::pager::Pager;
use crate::web::samples::{HOSTILE, LONGEST, Sample, frame};

const NOON: DateTime<Utc> = DateTime::<Utc>::UNIX_EPOCH;

/// Every page, in every case worth looking at.
#[must_use]
pub fn samples() -> Vec<Sample> {
    let cases = [
        ("empty", ""),
        ("typical", "乙区行政审批服务局"),
        ("hostile", HOSTILE),
        ("longest names", LONGEST),
    ];
    cases
        .into_iter()
        .flat_map(|(case, name)| {
            let lists = lists(case, name).into_iter();
            let mut more = campaign_samples::samples(case, name);
            more.extend(outbox_samples::samples(case, name));
            let more = more
                .into_iter()
                .chain(super::sample::samples::samples(case, name))
                .chain(super::statistics::samples::samples(case, name))
                .chain(super::staff_list_samples::samples(case, name))
                .chain(super::closing::samples::samples(case, name))
                .chain(super::scheme::samples::samples(case, name));
            let own = single(case, name).into_iter().chain(forms(case, name));
            lists.chain(own).chain(more)
        })
        .collect()
}

fn sample(page: &str, case: &str, drawn: &impl Template) -> Sample {
    Sample::new(format!("bureau/{page} {case}"), drawn)
}

/// Three things of a kind, or none for the empty case.
fn some<T: Clone>(name: &str, thing: T) -> Vec<T> {
    if name.is_empty() {
        Vec::new()
    } else {
        vec![thing; 3]
    }
}

fn pager(name: &str) -> Pager {
    let total = if name.is_empty() { 0 } else { 90 };
    Pager::new("/list", &[("name", name)], Some(2), 20).of_total(total)
}

fn lists(case: &str, name: &str) -> Vec<Sample> {
    let queue = |is_others: bool, state: State| QueuePage {
        frame: frame(Role::Publisher),
        is_others,
        items: some(name, item(name, state)),
        pager: pager(name),
    };
    let administrator = || frame(Role::SystemAdministrator);
    let campaigns = CampaignsPage {
        frame: frame(Role::Publisher),
        campaigns: some(name, (campaign(name), name.to_owned())),
        pager: pager(name),
    };
    let organizations = OrganizationsPage {
        frame: administrator(),
        organizations: some(name, organization(name)),
        pager: pager(name),
    };
    let accounts = AccountsPage {
        frame: administrator(),
        accounts: some(name, line(name)),
        pager: pager(name),
    };
    let events = EventsPage {
        frame: frame(Role::Auditor),
        events: some(name, event(name)),
        pager: Pager::new("/events", &[], Some(2), 50).of_unknown_total(true),
    };
    vec![
        sample("queue", case, &queue(false, State::Approved)),
        sample("queue of others", case, &queue(true, State::Published)),
        sample("campaigns", case, &campaigns),
        sample("organizations", case, &organizations),
        sample("accounts", case, &accounts),
        sample("events", case, &events),
    ]
}

fn single(case: &str, name: &str) -> Vec<Sample> {
    let administrator = || frame(Role::SystemAdministrator);
    let form = |fields: &[&'static str]| refused_form(name, fields);
    let publication = |published: Option<PublicationHead>| PublicationPage {
        frame: frame(Role::Publisher),
        filing_id: "1".to_owned(),
        filing_version: 3,
        agency: name.to_owned(),
        year: 2022,
        state: State::Approved.label(),
        title: format!("{name}2022年度部门整体支出绩效自评报告"),
        result: Some("96.00 分（优）".to_owned()),
        answered: 4,
        history: Timeline::of(&item(name, State::Approved).listed.filing.facts, &[]),
        may_publish: published.is_none(),
        published,
    };
    let account = |is_own: bool| AccountPage {
        frame: administrator(),
        line: line(name),
        phone: name.to_owned(),
        is_own,
        contact: form(&["email", "mobile"]),
    };
    let shown = PasswordShownPage {
        frame: administrator(),
        is_new: true,
        login_name: name.to_owned(),
        password: "hd8mw2kq7rt9xc4vbn3p".to_owned(),
    };
    let new_account = NewAccountPage {
        frame: administrator(),
        form: form(&["login_name", "display_name", "role", "organization"]),
        organizations: choices(name),
    };
    vec![
        sample("publication before", case, &publication(None)),
        sample("publication after", case, &publication(Some(head(name)))),
        sample("account", case, &account(false)),
        sample("account of one's own", case, &account(true)),
        sample(
            "task",
            case,
            &task(name, form(&["day", "why_later", "why"]), State::Draft),
        ),
        sample(
            "task cancelled",
            case,
            &task(name, form(&["why"]), State::Cancelled),
        ),
        sample("password shown", case, &shown),
        sample("new account", case, &new_account),
    ]
}

/// The forms that open a campaign and keep organizations.
fn forms(case: &str, name: &str) -> Vec<Sample> {
    let administrator = || frame(Role::SystemAdministrator);
    let form = |fields: &[&'static str]| refused_form(name, fields);
    let kinds = || some(name, kind_line(name));
    let new_campaign = NewCampaignPage {
        frame: frame(Role::Publisher),
        form: form(&[
            "year",
            "title",
            "due_on",
            "scheme",
            "agency_check",
            "department",
            "submit_word",
        ]),
        schemes: choices(name),
        kinds: kinds(),
        preview: None,
        has_last: !name.is_empty(),
    };
    let opening = NewCampaignPage {
        frame: frame(Role::Publisher),
        form: FormState::prefilled(&[("year", "2025"), ("title", name)]),
        schemes: choices(name),
        kinds: kinds(),
        preview: Some(OpeningPreview {
            filings: 15,
            lines: some(name, kind_line(name))
                .into_iter()
                .map(|line| (line, name.to_owned()))
                .collect(),
            unchecked: some(name, name.to_owned()),
        }),
        has_last: false,
    };
    let new_organization = NewOrganizationPage {
        frame: administrator(),
        form: form(&[
            "kind",
            "parent",
            "region",
            "code",
            "name",
            "short_name",
            "credit_code",
            "kind_of_agency",
        ]),
        parents: choices(name),
    };
    let changed_organization = OrganizationPage {
        frame: administrator(),
        organization: organization(name),
        form: form(&["name", "short_name", "credit_code", "kind_of_agency"]),
    };
    vec![
        sample("new campaign", case, &new_campaign),
        sample("campaign looked ahead at", case, &opening),
        sample("new organization", case, &new_organization),
        sample("organization", case, &changed_organization),
    ]
}

/// Something to choose from, three of it.
fn choices(name: &str) -> Vec<Choice> {
    let choice = |number: usize| Choice::new(format!("{name}{number}"), name);
    some(name, ())
        .iter()
        .zip(1..)
        .map(|((), number)| choice(number))
        .collect()
}

/// A form with this in every field, and something wrong with each; an empty one with nothing.
fn refused_form(name: &str, fields: &[&'static str]) -> FormState {
    let mut form = FormState::prefilled(
        &fields
            .iter()
            .map(|field| (*field, name))
            .collect::<Vec<_>>(),
    );
    if !name.is_empty() {
        form.refuse_whole(format!("“{name}”不合适。"));
        for field in fields {
            form.refuse(field, format!("“{name}”不合适。"));
        }
    }
    form
}

fn kind_line(name: &str) -> KindLine {
    KindLine {
        kind: name.to_owned(),
        agencies: 5,
        chosen: format!("{name}1"),
    }
}

/// An agency's task; no agency is without a name.
fn task(name: &str, form: FormState, state: State) -> TaskPage {
    let facts = item(name, state).listed.filing.facts;
    let verbs = match state {
        State::Cancelled => vec![Verb::Reinstate],
        _ => vec![Verb::View, Verb::Cancel, Verb::Extend],
    };
    TaskPage {
        frame: frame(Role::FinanceReviewer),
        filing_id: "1".to_owned(),
        filing_version: 3,
        agency: if name.is_empty() {
            "乙区档案馆"
        } else {
            name
        }
        .to_owned(),
        campaign: name.to_owned(),
        progress: Progress::of(state, !name.is_empty()),
        due: Due::new(NaiveDate::default(), NOON),
        is_extended: !name.is_empty(),
        timeline: Timeline::of(&facts, &[]),
        verbs,
        form,
    }
}

fn item(name: &str, state: State) -> TodoItem {
    let filing = Filing {
        id: "1".to_owned(),
        campaign_id: "1".to_owned(),
        scheme_id: "lukou-2022".to_owned(),
        scheme_version: 1,
        version: 7,
        facts: FilingFacts {
            state,
            agency_id: "1".to_owned(),
            chain: Chain::default(),
            department_id: None,
            bureau_id: "2".to_owned(),
            submitted_by: None,
            finance_approved_by: None,
        },
        submitted_at: Some(NOON),
        updated_at: NOON,
        extended_to: None,
        is_started: true,
    };
    let listed = ListedFiling {
        filing,
        year: 2022,
        campaign_title: name.to_owned(),
        due_on: NaiveDate::default(),
        agency_code: "yi-11".to_owned(),
        agency_name: name.to_owned(),
        return_reason: None,
    };
    TodoItem {
        listed,
        verbs: vec![Verb::View, Verb::Publish],
    }
}

fn head(name: &str) -> PublicationHead {
    PublicationHead {
        id: "1".to_owned(),
        filing_id: "1".to_owned(),
        region: name.to_owned(),
        year: 2022,
        agency_code: "yi-11".to_owned(),
        agency_name: name.to_owned(),
        version: 1,
        title: format!("{name}2022年度部门整体支出绩效自评报告"),
        source: name.to_owned(),
        published_at: NOON,
        views: 1234,
    }
}

fn campaign(name: &str) -> Campaign {
    Campaign {
        id: "1".to_owned(),
        bureau_id: "2".to_owned(),
        year: 2022,
        title: name.to_owned(),
        due_on: NaiveDate::default(),
        scheme_id: "lukou-2022".to_owned(),
        scheme_version: 1,
        settings: CampaignSettings::default(),
    }
}

fn organization(name: &str) -> Organization {
    Organization {
        id: "1".to_owned(),
        kind: OrganizationKind::Agency,
        parent_id: None,
        region: name.to_owned(),
        code: name.to_owned(),
        name: name.to_owned(),
        short_name: name.to_owned(),
        credit_code: "91350100M000100Y43".to_owned(),
        kind_of_agency: "事业".to_owned(),
    }
}

pub(in crate::web) fn line(name: &str) -> AccountLine {
    // No account is without a name.
    let named = if name.is_empty() { "a" } else { name };
    let account = Account {
        id: "1".to_owned(),
        login_name: named.to_owned(),
        display_name: named.to_owned(),
        must_change_password: true,
        is_disabled: false,
        created_at: NOON,
        password_changed_at: NOON,
    };
    let posting = posting(name);
    AccountLine {
        account,
        duties: vec![
            (posting.clone(), Standing::InForce),
            (posting, Standing::Asked),
        ],
    }
}

/// A posting of 填报人 for an organization of this name.
pub(in crate::web) fn posting(name: &str) -> Posting {
    Posting {
        id: "1".to_owned(),
        account_id: "1".to_owned(),
        role: Role::Accountant,
        organization_id: Some("1".to_owned()),
        organization_name: name.to_owned(),
        organization_code: "yi-11".to_owned(),
        asked_at: NOON,
        term: Term {
            since: Some(NOON),
            ..Term::default()
        },
    }
}

fn event(name: &str) -> Event {
    Event {
        at: NOON,
        account_id: Some("1".to_owned()),
        login_name: name.to_owned(),
        action: "log-in".to_owned(),
        filing_id: Some("1".to_owned()),
        result: EventResult::Refused,
        from_address: "192.0.2.1".to_owned(),
        request_id: "00000001-1".to_owned(),
        detail: "role=accountant".to_owned(),
    }
}
