//! 抽查: a sample of a campaign's filings is drawn and kept with all that is needed to draw it again.

use chrono::{DateTime, Utc};

use super::Caller;
use super::filing::load_entries;
use super::record::{Deed, Outcome, settle};
use super::schemes::{Schemes, UnknownScheme};
use super::workshop::{WorkError, apart};
use crate::domain::evaluate::evaluate;
use crate::domain::sampling::{FORMAT, Member, Plan, PlanProblem, Protocol, draw};
use crate::domain::workflow::may_draw_sample;
use crate::store::campaign::{Campaign, load_campaign};
use crate::store::organization::load_organization;
use crate::store::sample::{HandedIn, NewSample, count_samples, insert_sample, list_handed_in};
use crate::store::{Store, StoreError, Tx};

/// The name under which drawing stands in the record of events.
const ACTION: &str = "draw-sample";

/// A reason for drawing again has at most so many characters.
const LONGEST_REASON: usize = 200;

/// Why no sample is drawn.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// Only the bureau's reviewers draw.
    #[error("只有本财政局的审核人可以抽查。")]
    NotAllowed,
    /// The plan or the population allows none.
    #[error(transparent)]
    Plan(#[from] PlanProblem),
    /// There is one already, and nobody said why there should be another.
    #[error("本年度已经抽查过 {0} 次。再次抽查请写明原因（200 字以内），原记录不会改变。")]
    Again(u32),
    /// Somebody else drew at the same time.
    #[error("刚刚有人抽查了同一年度，请查看后再决定是否再次抽查。")]
    Quicker,
    /// Something was handed in, sent back or decided while the sample was drawn.
    #[error("抽取期间有填报报送、退回或审核，总体已经变化，没有抽取。请重新抽取。")]
    Moved,
    /// The scheme is not known.
    #[error(transparent)]
    Scheme(#[from] UnknownScheme),
    /// The evaluation did not come to its end.
    #[error(transparent)]
    Work(#[from] WorkError),
    /// The protocol could not be written.
    #[error(transparent)]
    Protocol(#[from] serde_json::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for SampleError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NotAllowed => Some("not-allowed"),
            Self::Plan(problem) => Some(problem.code()),
            Self::Again(_) => Some("sampled-before"),
            Self::Quicker => Some("sampled-meanwhile"),
            Self::Moved => Some("moved"),
            Self::Scheme(_) => Some("unknown-scheme"),
            Self::Work(_) | Self::Protocol(_) | Self::Store(_) => None,
        }
    }
}

/// A sample as asked for.
#[derive(Debug, Clone)]
pub struct SampleRequest {
    /// The campaign.
    pub campaign_id: String,
    /// How to draw.
    pub plan: Plan,
    /// Why, where one was drawn before.
    pub reason: String,
    /// The name of who draws, as the protocol shows it.
    pub drawn_by: String,
    /// The time, as the protocol shows it.
    pub drawn_at: String,
}

/// Draws a sample from what was handed in, and gives its id.
///
/// # Errors
/// See [`SampleError`].
pub async fn draw_sample(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    request: SampleRequest,
    now: DateTime<Utc>,
) -> Result<String, SampleError> {
    // The population takes long to evaluate, and nobody is kept from writing meanwhile.
    let ready = prepare(store, schemes, caller, &request).await;
    let mut tx = store.write().await?;
    let deed = Deed::of(caller, ACTION, now);
    let outcome = match ready {
        Ok(ready) => keep(&mut tx, caller, request, ready, now).await,
        Err(error) => Err(error),
    };
    let deed = match &outcome {
        Ok(id) => deed.detail(format!("sample={id}")),
        Err(_) => deed,
    };
    settle(store, tx, deed, outcome).await
}

/// What a sample is drawn from, evaluated.
struct Ready {
    campaign: Campaign,
    handed_in: Vec<HandedIn>,
    population: Vec<Member>,
}

async fn prepare(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    request: &SampleRequest,
) -> Result<Ready, SampleError> {
    let mut tx = store.read().await?;
    let campaign = load_campaign(&mut tx, &request.campaign_id).await?;
    check(&mut tx, caller, &campaign, &request.reason).await?;
    let handed_in = list_handed_in(&mut tx, &campaign.id).await?;
    let population = population(&mut tx, schemes, &campaign, &handed_in).await?;
    Ok(Ready {
        campaign,
        handed_in,
        population,
    })
}

/// How many samples there are before this one, which its drawer may draw.
async fn check(
    tx: &mut Tx,
    caller: &Caller,
    campaign: &Campaign,
    reason: &str,
) -> Result<u32, SampleError> {
    if !may_draw_sample(&caller.actor, &campaign.bureau_id) {
        return Err(SampleError::NotAllowed);
    }
    let before = count_samples(tx, &campaign.id).await?;
    let is_said = (1..=LONGEST_REASON).contains(&reason.trim().chars().count());
    if before > 0 && !is_said {
        return Err(SampleError::Again(before));
    }
    Ok(before)
}

/// Draws and writes, as long as what was evaluated is still what lies before the bureau.
async fn keep(
    tx: &mut Tx,
    caller: &Caller,
    request: SampleRequest,
    ready: Ready,
    now: DateTime<Utc>,
) -> Result<String, SampleError> {
    let Ready {
        campaign,
        handed_in,
        population,
    } = ready;
    let before = check(tx, caller, &campaign, &request.reason).await?;
    if list_handed_in(tx, &campaign.id).await? != handed_in {
        return Err(SampleError::Moved);
    }
    let reason = request.reason.trim().to_owned();
    let drawn = draw(&population, &request.plan)?;
    let protocol = Protocol {
        format: FORMAT.to_owned(),
        campaign: campaign.title.clone(),
        year: campaign.year,
        drawn_by: request.drawn_by,
        drawn_at: request.drawn_at,
        plan: request.plan,
        population,
        drawn,
    };
    let new = NewSample {
        campaign_id: &campaign.id,
        bureau_id: &campaign.bureau_id,
        number: before.saturating_add(1),
        reason: if before > 0 { &reason } else { "" },
        population_digest: &protocol.drawn.population_digest,
        protocol: &serde_json::to_string_pretty(&protocol)?,
        drawn_by: &caller.actor.account_id,
    };
    insert_sample(tx, &new, now)
        .await?
        .ok_or(SampleError::Quicker)
}

/// What was handed in, evaluated one after the other, in the order of the codes.
async fn population(
    tx: &mut Tx,
    schemes: &Schemes,
    campaign: &Campaign,
    handed_in: &[HandedIn],
) -> Result<Vec<Member>, SampleError> {
    let mut population = Vec::new();
    for handed_in in handed_in {
        population.push(member(tx, schemes, campaign, handed_in).await?);
    }
    Ok(population)
}

async fn member(
    tx: &mut Tx,
    schemes: &Schemes,
    campaign: &Campaign,
    handed_in: &HandedIn,
) -> Result<Member, SampleError> {
    let version = handed_in.scheme_version()?;
    let scheme = std::sync::Arc::clone(schemes.load(&handed_in.scheme_id, version)?);
    let agency = load_organization(tx, &handed_in.agency_id).await?;
    let (entries, _) = load_entries(tx, &handed_in.filing_id, campaign, &agency).await?;
    let who = (
        handed_in.agency_code.clone(),
        handed_in.agency_name.clone(),
        handed_in.department_name.clone(),
    );
    let member = apart(move || Member::of(who, &scheme, &evaluate(&scheme, &entries)));
    Ok(member.await?)
}
