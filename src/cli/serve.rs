//! `ziping serve`: the portal.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::time::Duration;

use actix_web::web::Data;
use anyhow::{Context as _, Result};
use clap::Args;

use super::place::{Place, load_settings, now, open_passwords};
use super::sender::Sender;
use crate::actions::digest::fill_all;
use crate::actions::password::Passwords;
use crate::actions::schemes::Schemes;
use crate::config::Settings;
use crate::courier::Courier;
use crate::demo;
use crate::domain::workflow::Role;
use crate::jobs::{Bench, do_next};
use crate::sign_on::Provider;
use crate::store::Store;
use crate::store::account::count_accounts;
use crate::vault::{Seal, Vault};
use crate::web::portal::{keep_counting, render_record, save_views};
use crate::web::routes::SIGN_ON_ANSWER;
use crate::web::server;
use crate::web::state::{Clock, Parts, Portal};

/// How long nobody looks for jobs after there were none.
const BETWEEN_JOBS: Duration = Duration::from_secs(3);

/// Serve the portal until interrupted
///
/// Makes its database when there is none. Every option has a default; `ziping serve --demo` shows
/// everything with two counties of demonstration data.
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// Fill an empty database with demonstration counties, accounts and filings
    #[arg(long)]
    demo: bool,

    /// Address and port to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,

    #[command(flatten)]
    place: Place,

    /// Configuration file; docs/ziping.example.toml lists every key
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    #[arg(
        long,
        value_name = "SECRET",
        help = "Secret that the provider of single sign-on gave, in place of sign_on.client_secret_file \
                (given by the environment variable, it stays out of the list of processes)",
        env = "ZIPING_SIGN_ON_SECRET",
        hide_env_values = true
    )]
    sign_on_secret: Option<String>,

    /// Folder with more scheme files, besides those of DIR/schemes
    #[arg(long, value_name = "DIR")]
    schemes: Option<PathBuf>,
}

/// Serves until the process is asked to stop, then saves what was counted.
pub(super) async fn run(args: ServeArgs) -> Result<()> {
    let settings = load_settings(args.config.as_deref())?;
    let more = args
        .schemes
        .as_deref()
        .or(settings.schemes.folder.as_deref());
    let schemes = args.place.load_schemes(more)?;
    check_roles(&settings)?;
    warn_of_refused(&schemes);
    let (passwords, sign_on) = doors(&settings, args.sign_on_secret.as_deref())?;
    let courier = Courier::open(&settings).context("messages cannot be sent as it is set")?;
    // The port first: a second start by mistake must not touch the data of the first.
    let listener = listen(args.listen)?;
    let store = args.place.open_store().await?;
    let releases = schemes.refresh(&store).await;
    releases.context("the released schemes cannot be read")?;
    let vault = Vault::open(&settings.evidence, &args.place.folder.data)
        .await
        .context("the place of the evidence cannot be used")?;
    let key_file = settings.second_factor.key_file.as_deref();
    let seal = Seal::open(key_file, &args.place.folder.data)?;
    let portal = Data::new(Portal::new(Parts {
        store,
        passwords,
        schemes,
        vault,
        seal,
        sign_on,
        settings,
        clock: Clock::new(now),
        start: u32::from_be_bytes(random_bytes()?),
    }));
    let is_loaded = args.demo && load_demo(&portal).await?;
    let (server, address) = server::serve(portal.clone(), listener)?;
    greet(&args, &portal.store, address, is_loaded).await?;
    tell_of_evidence(&portal.vault);
    let counting = actix_web::rt::spawn(keep_counting(portal.clone()));
    let filling = actix_web::rt::spawn(fill_digests(portal.clone()));
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let sender = Sender::new(portal.store.clone(), courier, &portal.settings);
    let sending = actix_web::rt::spawn(sender.keep_sending(stopped));
    let working = actix_web::rt::spawn(do_jobs(portal.clone()));
    let watching = actix_web::rt::spawn(watch_releases(portal.clone()));
    server.await.context("the server stopped")?;
    counting.abort();
    filling.abort();
    // A message in hand is handed over to the end.
    stop.send_replace(true);
    sending.await.context("the sending of messages stopped")?;
    working.abort();
    watching.abort();
    save_views(&portal).await;
    portal.store.close().await;
    Ok(())
}

/// How people come in: by passwords, and by the provider of 单点登录 where there is one.
fn doors(settings: &Settings, secret: Option<&str>) -> Result<(Passwords, Option<Provider>)> {
    let passwords = open_passwords()?;
    let Some(sign_on) = &settings.sign_on else {
        return Ok((passwords, None));
    };
    let provider = Provider::new(sign_on.clone(), secret, SIGN_ON_ANSWER)
        .context("sign_on in the configuration cannot be used")?;
    let passwords = if sign_on.passwords_stay {
        passwords
    } else {
        passwords.closed_for_bound()
    };
    Ok((passwords, Some(provider)))
}

/// A mistyped role must not leave its people without a second factor.
fn check_roles(settings: &Settings) -> Result<()> {
    for code in &settings.second_factor.required_for {
        let known = Role::ALL.map(Role::code).join(", ");
        Role::from_code(code).with_context(|| {
            format!("second_factor.required_for names no role: {code}\n  the roles are {known}")
        })?;
    }
    Ok(())
}

/// Filings that were handed in under an older version get what lists sort and filter by.
async fn fill_digests(portal: Data<Portal>) {
    match fill_all(&portal.store, &portal.schemes).await {
        Ok(0) => {}
        Ok(filled) => tracing::info!(filled, "filings digested"),
        Err(error) => tracing::error!(%error, "the filings could not be digested"),
    }
}

/// Does what was asked for in the background, one job after another.
async fn do_jobs(portal: Data<Portal>) {
    let node = match random_bytes() {
        Ok(bytes) => format!("{}-{:08x}", std::process::id(), u32::from_be_bytes(bytes)),
        Err(error) => {
            tracing::error!(%error, "no jobs are done");
            return;
        }
    };
    let bench = Bench {
        store: &portal.store,
        schemes: &portal.schemes,
        vault: &portal.vault,
        render: render_record,
        node: &node,
    };
    loop {
        match Box::pin(do_next(&bench, || portal.now())).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "the jobs could not be looked at"),
        }
        actix_web::rt::time::sleep(BETWEEN_JOBS).await;
    }
}

/// A scheme that another program released at the same database is known here within two seconds.
async fn watch_releases(portal: Data<Portal>) {
    loop {
        tokio::time::sleep(Duration::from_secs(2)).await;
        if let Err(error) = portal.schemes.refresh(&portal.store).await {
            tracing::warn!(%error, "the releases of schemes could not be looked at");
        }
    }
}

/// Scheme files that cannot be used; the portal starts without them.
fn warn_of_refused(schemes: &Schemes) {
    for refused in schemes.refused() {
        eprintln!(
            "ziping: the scheme file {} is not used ({} mistakes); ziping scheme lint {} tells them with their cures:",
            refused.file,
            refused.problems.len(),
            refused.file
        );
        for problem in &refused.problems {
            eprintln!("  {problem}");
        }
    }
}

fn listen(address: SocketAddr) -> Result<TcpListener> {
    let listener = TcpListener::bind(address).map_err(|error| {
        let cure = match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                "another program, perhaps another ziping, listens there: stop it, or choose another port, for example --listen 127.0.0.1:8081"
            }
            std::io::ErrorKind::PermissionDenied => {
                "ports below 1024 need special rights: choose a higher one with --listen, and put a reverse proxy in front"
            }
            _ => "choose an address of this machine with --listen, for example 127.0.0.1:8080",
        };
        anyhow::anyhow!("cannot listen on {address}: {error}\n  {cure}")
    })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

async fn load_demo(portal: &Portal) -> Result<bool> {
    demo::load(
        &portal.store,
        &portal.passwords,
        &portal.schemes,
        render_record,
        portal.now(),
    )
    .await
    .context("the demonstration could not be loaded")
}

/// What the person at the terminal needs to know now.
#[expect(
    clippy::print_stdout,
    reason = "the command's answer to who started it"
)]
async fn greet(
    args: &ServeArgs,
    store: &Store,
    address: SocketAddr,
    is_loaded: bool,
) -> Result<()> {
    println!(
        "ziping {} serves http://{address}/",
        env!("CARGO_PKG_VERSION")
    );
    println!("Stop it with Ctrl+C.");
    let mut tx = store.read().await?;
    let accounts = count_accounts(&mut tx).await?;
    tx.commit().await?;
    if args.demo && (is_loaded || is_demo(store).await?) {
        println!(
            "\nDemonstration accounts, all with the password {}",
            demo::PASSWORD
        );
        println!("(for trying out only: never use this database for real work):\n");
        for account in demo::ACCOUNTS {
            println!(
                "  {:<12} {} {}",
                account.login_name,
                account.role.label(),
                account.organization
            );
        }
    } else if args.demo {
        println!(
            "\n--demo was ignored: this database is in use already. Try it with another folder: --data ./demo"
        );
    } else if accounts == 0 {
        println!("\nThe portal is empty. Make the first administrator in another terminal:\n");
        println!("  {}\n", first_administrator(args));
        println!(
            "and log in at http://{address}/log-in, or look around with --demo and another --data folder."
        );
    }
    Ok(())
}

/// Where files are kept and whether anybody looks for viruses in them.
#[expect(
    clippy::print_stdout,
    reason = "the command's answer to who started it"
)]
fn tell_of_evidence(vault: &Vault) {
    let scanned = if vault.scanner.is_there() {
        "and scanned for viruses before they are kept"
    } else {
        "and not scanned for viruses (evidence.scan in the configuration)"
    };
    println!("Evidence is kept in {} {scanned}.", vault.blobs.place());
}

/// The command that makes the first administrator of this very portal.
fn first_administrator(args: &ServeArgs) -> String {
    let mut command =
        "ziping user create --login-name admin --role system-administrator".to_owned();
    match &args.place.database.database {
        Some(_) => command.push_str(" --database URL"),
        None => command.extend([" --data ", &args.place.folder.data.display().to_string()]),
    }
    command
}

/// Whether the database holds the demonstration from an earlier start.
async fn is_demo(store: &Store) -> Result<bool> {
    let Some(first) = demo::ACCOUNTS.first() else {
        return Ok(false);
    };
    let mut tx = store.read().await?;
    Ok(
        crate::store::account::find_account_by_login(&mut tx, first.login_name)
            .await?
            .is_some(),
    )
}

fn random_bytes() -> Result<[u8; 4]> {
    let mut bytes = [0; 4];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no random bytes: {error}"))?;
    Ok(bytes)
}
