//! Who agents are: passwords, sessions, and how often one may try.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use floorwalker_protocol::Millis;
use governor::clock::{Clock as _, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use tokio::sync::broadcast;

use crate::clock::Clock;
use crate::secret;
use crate::store::{Store, StoreError};

/// How long a session lasts: a working day.
const SESSION: Millis = 12 * 60 * 60 * 1000;

/// Tries for one name from one address before waiting begins.
const TRIES: NonZeroU32 = NonZeroU32::new(5).expect("not zero");

/// A further try comes free this often.
const TRY_EVERY: Duration = Duration::from_secs(12);

/// Fewest characters of a password (NIST SP 800-63B).
pub const PASSWORD_CHARS: usize = 8;

/// Longest name and password that are looked at, in bytes.
const CREDENTIAL_BYTES: usize = 256;

/// Why a login did not succeed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LoginError {
    /// The name or the password is wrong; which, it does not say.
    #[error("the name or the password is wrong")]
    Wrong,
    /// Too many tries.
    #[error("too many tries")]
    TooOften {
        /// How long to wait.
        wait: Duration,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Counts the tries for each name from each address.
type Tries = RateLimiter<(IpAddr, String), HashMapStateStore<(IpAddr, String)>, DefaultClock>;

/// Logs agents in and out; cheap to clone.
#[derive(Clone)]
pub struct Auth {
    store: Store,
    clock: Clock,
    tries: Arc<Tries>,
    ended: broadcast::Sender<[u8; 32]>,
    /// A hash of nothing in particular, verified where there is no such agent, so that an unknown name takes as long as a
    /// wrong password.
    decoy: Arc<str>,
}

impl std::fmt::Debug for Auth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Auth")
    }
}

/// A logged-in agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The digest of the session's token.
    pub key: [u8; 32],
    /// The agent's name.
    pub agent: String,
}

impl Auth {
    /// An authority over `store`'s agents.
    ///
    /// # Panics
    /// If the operating system gives no randomness.
    pub fn new(store: Store, clock: Clock) -> Self {
        let decoy = hash_password(&secret::random_secret());
        let tries = RateLimiter::keyed(Quota::with_period(TRY_EVERY).expect("not zero").allow_burst(TRIES));
        Self { store, clock, tries: Arc::new(tries), ended: broadcast::Sender::new(64), decoy: decoy.into() }
    }

    /// Checks a password and begins a session; gives its token.
    ///
    /// # Errors
    /// [`LoginError`]; a wrong name and a wrong password are not told apart, in words or in time.
    pub async fn login(&self, from: IpAddr, name: &str, password: &str) -> Result<String, LoginError> {
        if name.len() > CREDENTIAL_BYTES || password.len() > CREDENTIAL_BYTES {
            return Err(LoginError::Wrong);
        }
        if let Err(until) = self.tries.check_key(&(from, name.to_owned())) {
            return Err(LoginError::TooOften { wait: until.wait_time_from(DefaultClock::default().now()) });
        }
        self.tries.retain_recent();
        let known = self.store.password_hash(name).await?;
        let (hash, is_known) = known.map_or((self.decoy.to_string(), false), |hash| (hash, true));
        let password = password.to_owned();
        // Argon2 is slow on purpose: not on the threads that serve sockets.
        let is_right = tokio::task::spawn_blocking(move || verify(&hash, &password)).await.unwrap_or(false);
        if !(is_known && is_right) {
            return Err(LoginError::Wrong);
        }
        let token = secret::random_secret();
        let now = self.clock.now();
        self.store.begin_session(secret::digest(&token), name, now, now + SESSION).await?;
        Ok(token)
    }

    /// The session of a token, if it has not ended.
    ///
    /// # Errors
    /// The store failed.
    pub async fn session(&self, token: &str) -> Result<Option<Session>, StoreError> {
        let key = secret::digest(token);
        let agent = self.store.session_agent(key, self.clock.now()).await?;
        Ok(agent.map(|agent| Session { key, agent }))
    }

    /// Ends a session, and with it its open connections.
    ///
    /// # Errors
    /// The store failed; the session goes on.
    pub async fn logout(&self, session: &Session) -> Result<(), StoreError> {
        self.store.end_session(session.key).await?;
        // Nobody listens when no connection is open.
        let _ = self.ended.send(session.key);
        Ok(())
    }

    /// Follows the sessions that end by logout.
    pub fn ended(&self) -> broadcast::Receiver<[u8; 32]> {
        self.ended.subscribe()
    }
}

/// Seconds that a session's cookie lasts.
pub const SESSION_SECONDS: u64 = SESSION / 1000;

/// The Argon2id hash of a password, with its parameters and a random salt, as a PHC string (RFC 9106's second choice, the
/// crate's default).
///
/// # Panics
/// If the operating system gives no randomness.
pub fn hash_password(password: &str) -> String {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).expect("the operating system gives randomness");
    let salt = SaltString::encode_b64(&salt).expect("16 bytes are a salt");
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt);
    hash.expect("the default parameters are valid").to_string()
}

fn verify(hash: &str, password: &str) -> bool {
    let parsed = PasswordHash::new(hash);
    parsed.is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
}
