//! `floorwalker serve` and `floorwalker agent`: the options of the server, its start, and the people who answer.

use std::io::BufRead;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use tokio::signal::unix::{SignalKind, signal};

use super::out;
use crate::auth::{PASSWORD_CHARS, hash_password};
use crate::clock::Clock;
use crate::secret;
use crate::server::{Config, DATABASE, Running, start};
use crate::store::Store;

/// The demo's agent.
const DEMO_AGENT: &str = "demo";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder that holds the database; made if it is not there.
    #[arg(long)]
    data: PathBuf,
    /// The address to listen on. Other than loopback it needs `--public https://…`.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The origin under which browsers reach the hub, such as `https://chat.shop.example`.
    #[arg(long)]
    public: Option<String>,
    /// The origin of a shop whose pages may connect, such as `https://shop.example`. May be given several times.
    #[arg(long = "allow-origin")]
    allow_origin: Vec<String>,
    /// Serve the demo shop too, and make an agent `demo` with a fresh password.
    #[arg(long)]
    demo: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum AgentCommand {
    /// Add an agent, or give a known one another password, read as one line from standard input.
    Add {
        /// The folder that holds the database.
        #[arg(long)]
        data: PathBuf,
        /// The name that shoppers see.
        name: String,
    },
}

pub(super) fn run(arguments: Arguments) -> Result<(), String> {
    let level = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    tracing_subscriber::fmt().with_env_filter(level).with_writer(std::io::stderr).init();
    runtime()?.block_on(async {
        let config = Config {
            data: arguments.data,
            listen: arguments.listen,
            public: arguments.public,
            shops: arguments.allow_origin,
            is_demo: arguments.demo,
            clock: Clock::system(),
        };
        let running = start(config).await.map_err(|error| error.to_string())?;
        announce(&running, arguments.demo).await?;
        until_told_to_stop().await?;
        out::say("stopping");
        running.stop().await;
        Ok(())
    })
}

pub(super) fn run_agent(command: AgentCommand) -> Result<(), String> {
    let AgentCommand::Add { data, name } = command;
    let is_fit = !name.trim().is_empty() && name.chars().count() <= 40 && !name.chars().any(char::is_control);
    if !is_fit {
        return Err(format!("`{}` is no agent's name; give one of 1 to 40 characters", name.escape_debug()));
    }
    let mut password = String::new();
    std::io::stdin().lock().read_line(&mut password).map_err(|error| format!("cannot read the password: {error}"))?;
    let password = password.trim_end_matches(['\r', '\n']);
    if password.chars().count() < PASSWORD_CHARS {
        return Err(format!("the password on standard input has fewer than {PASSWORD_CHARS} characters"));
    }
    std::fs::create_dir_all(&data).map_err(|error| format!("cannot make {}: {error}", data.display()))?;
    let store = Store::open(&data.join(DATABASE)).map_err(|error| error.to_string())?;
    let hash = hash_password(password);
    runtime()?.block_on(store.put_agent(&name, &hash)).map_err(|error| error.to_string())?;
    out::say(&format!("agent {name} can log in"));
    Ok(())
}

async fn announce(running: &Running, is_demo: bool) -> Result<(), String> {
    let address = running.address;
    if is_demo {
        // A fresh one each time: a password that stands in the documentation would be everybody's.
        let password = secret::random_id();
        running.put_agent(DEMO_AGENT, &password).await.map_err(|error| error.to_string())?;
        out::say(&format!("demo shop  http://{address}/demo/"));
        out::say(&format!("console    http://{address}/console/"));
        out::say(&format!("log in as  {DEMO_AGENT}  with the password  {password}"));
    } else {
        out::say(&format!("console    http://{address}/console/"));
    }
    Ok(())
}

async fn until_told_to_stop() -> Result<(), String> {
    let mut terminate =
        signal(SignalKind::terminate()).map_err(|error| format!("cannot listen for signals: {error}"))?;
    tokio::select! {
        result = tokio::signal::ctrl_c() => result.map_err(|error| format!("cannot listen for signals: {error}")),
        _ = terminate.recv() => Ok(()),
    }
}

fn runtime() -> Result<tokio::runtime::Runtime, String> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| format!("cannot start: {error}"))
}
