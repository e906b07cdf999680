//! `ziping user`: accounts from the server's own machine, the first administrator's above all.

use std::collections::BTreeMap;
use std::io::{BufRead as _, IsTerminal as _};

use anyhow::{Context as _, Result, bail};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::place::{Place, now, open_passwords};
use crate::actions::Caller;
use crate::actions::account::{
    AccountRequest, create_account, disable_account, list_accounts, reset_password,
};
use crate::actions::token::first_password;
use crate::domain::workflow::Role;
use crate::store::organization::list_organizations;
use crate::store::{Page, Store};

const AT_ONCE: u32 = 500;

/// Keep accounts: make, list, close, give a new password
///
/// Works beside a running portal. Every deed is recorded like those of an administrator.
#[derive(Debug, Args)]
pub(super) struct UserArgs {
    #[command(subcommand)]
    deed: Deed,

    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// Make an account; without --password-stdin a password is made and printed once
    Create(CreateArgs),
    /// List all accounts: log-in name, role, code of the organization, name, state
    List,
    /// Close an account and end its sessions
    Disable {
        /// The log-in name
        #[arg(long, value_name = "NAME")]
        login_name: String,
    },
    /// Give an account a new password, end its sessions and lift its lock
    ResetPassword {
        /// The log-in name
        #[arg(long, value_name = "NAME")]
        login_name: String,

        #[command(flatten)]
        password: PasswordArgs,
    },
}

#[derive(Debug, Args)]
struct CreateArgs {
    /// The name typed to log in: 2 to 40 letters, digits, - _ .
    #[arg(long, value_name = "NAME")]
    login_name: String,

    /// What the person does; an account has one role
    #[arg(long, value_parser = PossibleValuesParser::new(Role::ALL.map(Role::code)))]
    role: String,

    /// Code of the organization the person works for; none for administrators
    #[arg(long, value_name = "CODE")]
    organization: Option<String>,

    /// The name on pages; the role when left out
    #[arg(long, value_name = "NAME")]
    display_name: Option<String>,

    #[command(flatten)]
    password: PasswordArgs,
}

#[derive(Debug, Args)]
struct PasswordArgs {
    /// Read the password from the first line of standard input
    #[arg(long)]
    password_stdin: bool,
}

/// Runs one of the deeds.
pub(super) async fn run(args: UserArgs) -> Result<()> {
    let store = args.place.open_store().await?;
    let result = match args.deed {
        Deed::Create(create) => make(&store, create).await,
        Deed::List => list(&store).await,
        Deed::Disable { login_name } => close(&store, &login_name).await,
        Deed::ResetPassword {
            login_name,
            password,
        } => reset(&store, &login_name, &password).await,
    };
    store.close().await;
    result
}

async fn make(store: &Store, args: CreateArgs) -> Result<()> {
    let role = Role::from_code(&args.role).context("no such role")?;
    let password = Password::get(&args.password)?;
    let request = AccountRequest {
        login_name: args.login_name,
        display_name: args.display_name.unwrap_or_else(|| role.label().to_owned()),
        role,
        organization_code: args.organization,
        password: password.text.clone(),
        must_change_password: true,
    };
    let caller = Caller::command_line();
    create_account(store, &open_passwords()?, &caller, &request, now()).await?;
    say(&format!("{} is {}.", request.login_name, role.label()));
    password.announce();
    Ok(())
}

async fn close(store: &Store, login_name: &str) -> Result<()> {
    disable_account(store, &Caller::command_line(), login_name, now()).await?;
    say(&format!("{login_name} is closed and logged out."));
    Ok(())
}

async fn reset(store: &Store, login_name: &str, args: &PasswordArgs) -> Result<()> {
    let password = Password::get(args)?;
    let caller = Caller::command_line();
    let passwords = open_passwords()?;
    reset_password(
        store,
        &passwords,
        &caller,
        login_name,
        &password.text,
        now(),
    )
    .await?;
    say(&format!("{login_name} has a new password."));
    password.announce();
    Ok(())
}

async fn list(store: &Store) -> Result<()> {
    let codes = organization_codes(store).await?;
    let caller = Caller::command_line();
    let mut page = Page::first(AT_ONCE);
    loop {
        let accounts = list_accounts(store, &caller, page).await?;
        for account in &accounts {
            let organization = account
                .organization_id
                .as_ref()
                .and_then(|id| codes.get(id));
            say(&format!(
                "{}\t{}\t{}\t{}\t{}",
                account.login_name,
                account.role.code(),
                organization.map_or("-", String::as_str),
                account.display_name,
                if account.is_disabled {
                    "closed"
                } else {
                    "open"
                },
            ));
        }
        if accounts.len() < AT_ONCE as usize {
            return Ok(());
        }
        page.offset += AT_ONCE;
    }
}

/// The codes of all organizations by id.
async fn organization_codes(store: &Store) -> Result<BTreeMap<String, String>> {
    let mut codes = BTreeMap::new();
    let mut page = Page::first(AT_ONCE);
    let mut tx = store.read().await?;
    loop {
        let some = list_organizations(&mut tx, page).await?;
        let is_last = some.len() < AT_ONCE as usize;
        codes.extend(some.into_iter().map(|found| (found.id, found.code)));
        if is_last {
            tx.commit().await?;
            return Ok(codes);
        }
        page.offset += AT_ONCE;
    }
}

/// A password given or made.
struct Password {
    text: String,
    is_made_here: bool,
}

impl Password {
    fn get(args: &PasswordArgs) -> Result<Self> {
        if !args.password_stdin {
            return Ok(Self {
                text: first_password()?,
                is_made_here: true,
            });
        }
        if std::io::stdin().is_terminal() {
            bail!(
                "--password-stdin reads from a pipe or file, so that nobody looks over your shoulder\n  leave it out and a password is made for you"
            );
        }
        let mut line = String::new();
        std::io::stdin()
            .lock()
            .read_line(&mut line)
            .context("cannot read the password from standard input")?;
        Ok(Self {
            text: line.trim_end_matches(['\r', '\n']).to_owned(),
            is_made_here: false,
        })
    }

    fn announce(&self) {
        if self.is_made_here {
            say(&format!("Password, shown this once: {}", self.text));
        }
        say("It must be changed at the first log-in.");
    }
}

#[expect(
    clippy::print_stdout,
    reason = "the command's answer to who started it"
)]
fn say(line: &str) {
    println!("{line}");
}
