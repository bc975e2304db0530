//! The running hub: opened store, listening socket, orderly stop.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::auth::{Auth, hash_password};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::origin::{InvalidOrigin, Origins};
use crate::rooms::Rooms;
use crate::store::{Store, StoreError};
use crate::web::{Hub, router};

/// How long connections may take to end when the hub stops.
const STOP_LIMIT: Duration = Duration::from_secs(5);

/// The file in the data folder.
pub const DATABASE: &str = "floorwalker.db";

/// How a hub is to run.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder of the database file; made if it is not there.
    pub data: PathBuf,
    /// Where to listen. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// The origin under which browsers reach the hub, if a proxy with HTTPS stands before it.
    pub public: Option<String>,
    /// The origins of the shops whose pages may connect, besides the hub's own.
    pub shops: Vec<String>,
    /// Serve the demo shop too.
    pub is_demo: bool,
    /// What time it is.
    pub clock: Clock,
}

/// Why a hub does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder cannot be made.
    #[error("cannot make the data folder {}: {error}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {error}; is it taken? choose another with --listen")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        error: std::io::Error,
    },
    /// Passwords would cross the network in the clear.
    #[error(
        "{address} is not on this machine only, and without HTTPS passwords would cross the network in the clear; \
         listen on 127.0.0.1 behind a proxy with HTTPS, and name its address with --public https://…"
    )]
    Insecure {
        /// The address.
        address: SocketAddr,
    },
    /// An origin is none.
    #[error(transparent)]
    Origin(#[from] InvalidOrigin),
    /// The store cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A hub that runs until it is stopped.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// Its store, to add agents to.
    pub store: Store,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

impl Running {
    /// Adds an agent, or gives a known one another password.
    ///
    /// # Errors
    /// The store failed.
    pub async fn put_agent(&self, name: &str, password: &str) -> Result<(), StoreError> {
        self.store.put_agent(name, &hash_password(password)).await
    }

    /// Stops: tells all connections to come again later, waits until they have ended, closes the store.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        let _ = tokio::time::timeout(STOP_LIMIT, self.serving).await;
    }
}

/// Starts a hub.
///
/// # Errors
/// [`StartError`] says what to change.
pub async fn start(config: Config) -> Result<Running, StartError> {
    let is_secure = config.public.as_ref().is_some_and(|origin| origin.starts_with("https://"));
    if !is_secure && !config.listen.ip().is_loopback() {
        return Err(StartError::Insecure { address: config.listen });
    }
    std::fs::create_dir_all(&config.data).map_err(|error| StartError::Folder { folder: config.data.clone(), error })?;
    let listen_error = |error| StartError::Listen { address: config.listen, error };
    let listener = TcpListener::bind(config.listen).await.map_err(listen_error)?;
    let address = listener.local_addr().map_err(listen_error)?;
    let origins = Origins::new(address, config.public.as_deref(), &config.shops)?;
    let store = Store::open(&config.data.join(DATABASE))?;
    let (stop, stopping) = watch::channel(false);
    let hub = Hub {
        desk: Desk::start(store.clone()),
        rooms: Rooms::default(),
        auth: Auth::new(store.clone(), config.clock.clone()),
        origins: Arc::new(origins),
        clock: config.clock,
        stopping: stopping.clone(),
        is_secure,
        is_demo: config.is_demo,
        store: store.clone(),
    };
    let service = router(hub).into_make_service_with_connect_info::<SocketAddr>();
    let serving = tokio::spawn(async move {
        let mut stopping = stopping;
        let until_stop = async move { drop(stopping.wait_for(|is_stopping| *is_stopping).await) };
        if let Err(error) = axum::serve(listener, service).with_graceful_shutdown(until_stop).await {
            tracing::error!(%error, "serving ended");
        }
    });
    Ok(Running { address, store, stop, serving })
}
