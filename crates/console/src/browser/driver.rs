//! Runs the console: hands events to the state, carries out its effects, and keeps the socket and the timers.

use floorwalker_protocol::Millis;
use gloo_events::EventListener;
use gloo_timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::socket::{ABNORMAL_CLOSURE, Report, Socket};
use super::{address, api, clock, ids, page, preference};
use crate::locale::Language;
use crate::state::State;
use crate::state::event::{Effect, Event};

/// The path of the agents' socket.
const SOCKET: &str = "/v1/agent";

/// The running console, as views hold it: what is known, what time it is, and where to send events.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    state: RwSignal<State>,
    clock: RwSignal<Millis>,
    language: RwSignal<Language>,
    shell: StoredValue<Shell, LocalStorage>,
}

/// What the browser holds for the console.
#[derive(Debug, Default)]
struct Shell {
    socket: Option<Socket>,
    timer: Option<Timeout>,
    /// Kept, not used: dropping them would silence them.
    _kept: (Vec<EventListener>, Option<Interval>),
}

impl Console {
    /// Starts the console. It runs as long as the page.
    pub fn start() -> Self {
        let console = Self {
            state: RwSignal::new(State::new(ids::number())),
            clock: RwSignal::new(clock::now()),
            language: RwSignal::new(preference::language()),
            shell: StoredValue::new_local(Shell::default()),
        };
        let listeners = vec![
            address::on_move(move |place| console.send(Event::Went(place))),
            page::on_online(move || console.send(Event::Wake)),
            page::on_attention(move |is_in_front| {
                console.send(Event::Attention(is_in_front));
                if is_in_front {
                    console.send(Event::Wake);
                }
            }),
        ];
        let second = clock::every_second(move || console.clock.set(clock::now()));
        console.shell.set_value(Shell { socket: None, timer: None, _kept: (listeners, Some(second)) });
        console.send(Event::Attention(page::is_in_front()));
        console.send(Event::Went(address::place()));
        console.send(Event::Started);
        console
    }

    /// Lets something happen.
    pub fn send(self, event: Event) {
        let now = clock::now();
        let effects = self.state.try_update(|state| state.handle(now, event)).unwrap_or_default();
        for effect in effects {
            self.carry_out(effect);
        }
        self.set_timer(now);
    }

    /// What is known, for views to follow.
    pub fn read<T>(self, get: impl FnOnce(&State) -> T) -> T {
        self.state.with(get)
    }

    /// What is known, without following it.
    pub fn peek<T>(self, get: impl FnOnce(&State) -> T) -> T {
        self.state.with_untracked(get)
    }

    /// A part of what is known, which changes only when it differs.
    pub fn select<T>(self, get: impl Fn(&State) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.state.with(&get))
    }

    /// The time, to the second.
    pub fn now(self) -> Millis {
        self.clock.get()
    }

    /// The language in which the console is shown.
    pub fn language(self) -> Language {
        self.language.get()
    }

    /// Shows the console in another language, also next time.
    pub fn set_language(self, language: Language) {
        preference::keep_language(language);
        self.language.set(language);
    }

    fn carry_out(self, effect: Effect) {
        match effect {
            Effect::AskWho => spawn_local(async move { self.send(Event::Who(api::who().await)) }),
            Effect::LogIn(login) => {
                spawn_local(async move { self.send(Event::LoginAnswered(api::log_in(&login).await)) });
            }
            Effect::LogOut => spawn_local(async move { self.send(Event::LogOutAnswered(api::log_out().await)) }),
            Effect::Connect => self.connect(),
            Effect::Transmit(message) => self.shell.with_value(|shell| {
                if let Some(socket) = &shell.socket {
                    socket.send(&message);
                }
            }),
            Effect::Disconnect(code) => {
                if let Some(socket) = self.take_socket() {
                    socket.close(code);
                }
            }
        }
    }

    fn connect(self) {
        let report = move |report| match report {
            Report::Frame(frame) => self.send(Event::Frame(*frame)),
            Report::Unknown => self.send(Event::Tick),
            Report::Closed(code) => {
                drop(self.take_socket());
                self.send(Event::SocketClosed(code));
            }
        };
        drop(self.take_socket());
        match Socket::open(&address::socket(SOCKET), report) {
            Ok(socket) => self.shell.update_value(|shell| shell.socket = Some(socket)),
            Err(_) => spawn_local(async move { self.send(Event::SocketClosed(ABNORMAL_CLOSURE)) }),
        }
    }

    fn take_socket(self) -> Option<Socket> {
        self.shell.try_update_value(|shell| shell.socket.take()).flatten()
    }

    fn set_timer(self, now: Millis) {
        let deadline = self.peek(State::deadline);
        let timer = deadline.map(|at| clock::after(at.saturating_sub(now), move || self.send(Event::Tick)));
        self.shell.update_value(|shell| shell.timer = timer);
    }
}
