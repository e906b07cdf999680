//! `ziping user`: accounts from the server's own machine, the first administrator's above all.

use std::io::{BufRead as _, IsTerminal as _};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::output::say;
use super::place::{Place, now, open_passwords};
use super::staff_list::{self, StaffListArgs};
use crate::actions::Caller;
use crate::actions::account::{
    AccountRequest, create_account, disable_account, list_accounts, reset_password,
};
use crate::actions::posting::{PostingRequest, give_posting};
use crate::actions::token::first_password;
use crate::domain::workflow::Role;
use crate::store::posting::{Posting, list_postings};
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
    /// Give an account one more role
    Grant {
        /// The log-in name
        #[arg(long, value_name = "NAME")]
        login_name: String,

        /// What the person does besides
        #[arg(long, value_parser = PossibleValuesParser::new(Role::ALL.map(Role::code)))]
        role: String,

        /// Code of the organization; none for the three administrators
        #[arg(long, value_name = "CODE")]
        organization: Option<String>,
    },
    /// Take over a list of people with their roles as a whole, or nothing when a row is wrong
    ///
    /// Exit status: 0 taken over or nothing to do, 1 rows are wrong, 2 could not run.
    Import(StaffListArgs),
    /// List all accounts: log-in name, roles with the code of the organization, name, state
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

    /// What the person does; more roles are granted with `grant` or by the security administrator
    #[arg(long, value_parser = PossibleValuesParser::new(Role::ALL.map(Role::code)))]
    role: String,

    /// Code of the organization the person works for; none for the three administrators
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
pub(super) async fn run(args: UserArgs) -> Result<ExitCode> {
    let store = args.place.open_store().await?;
    let result = keep(&store, args.deed).await;
    store.close().await;
    result
}

async fn keep(store: &Store, deed: Deed) -> Result<ExitCode> {
    match deed {
        Deed::Import(import) => return staff_list::run(store, &import).await,
        Deed::Create(create) => make(store, create).await?,
        Deed::Grant {
            login_name,
            role,
            organization,
        } => grant(store, login_name, &role, organization).await?,
        Deed::List => list(store).await?,
        Deed::Disable { login_name } => close(store, &login_name).await?,
        Deed::ResetPassword {
            login_name,
            password,
        } => reset(store, &login_name, &password).await?,
    }
    Ok(ExitCode::SUCCESS)
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

async fn grant(
    store: &Store,
    login_name: String,
    role: &str,
    organization_code: Option<String>,
) -> Result<()> {
    let role = Role::from_code(role).context("no such role")?;
    let request = PostingRequest {
        login_name,
        role,
        organization_code,
    };
    give_posting(store, &Caller::command_line(), &request, now()).await?;
    say(&format!("{} is {} too.", request.login_name, role.label()));
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
    let caller = Caller::command_line();
    let mut page = Page::first(AT_ONCE);
    loop {
        let accounts = list_accounts(store, &caller, page).await?;
        let mut tx = store.read().await?;
        for account in &accounts {
            let postings = list_postings(&mut tx, &account.id).await?;
            say(&format!(
                "{}\t{}\t{}\t{}",
                account.login_name,
                duties(&postings),
                account.display_name,
                if account.is_disabled {
                    "closed"
                } else {
                    "open"
                },
            ));
        }
        tx.commit().await?;
        if accounts.len() < AT_ONCE as usize {
            return Ok(());
        }
        page.offset += AT_ONCE;
    }
}

/// What somebody is now: `accountant:11,accountant:12`; `-` for nothing.
fn duties(postings: &[Posting]) -> String {
    let now = now();
    let words: Vec<String> = postings
        .iter()
        .filter(|posting| posting.term.is_in_force(now))
        .map(|posting| match posting.organization_code.as_str() {
            "" => posting.role.code().to_owned(),
            code => format!("{}:{code}", posting.role.code()),
        })
        .collect();
    if words.is_empty() {
        "-".to_owned()
    } else {
        words.join(",")
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
