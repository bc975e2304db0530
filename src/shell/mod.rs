//! The shell: gives the conversation its events and carries out its effects with the browser.
//!
//! It owns the one signal that the components read. It decides nothing: what follows from an event is the
//! conversation's, what it looks like the components'.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use floorwalker_engine::{Engine, LanguageModel, LookedUp, Models, Request, Value, pack};
use floorwalker_locale::Catalog;
use floorwalker_protocol::{ClientId, VisitorToken};
use gloo_timers::{callback::Timeout, future::TimeoutFuture};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    Knowledge, Options,
    browser::{
        clock::{self, Awakening},
        console, dom, fetch, page, random,
        socket::{self, Line, SocketEvent},
        storage,
    },
    conversation::{Bot, Conversation, Effect, Event, Kept, Moment, Setting},
    locale,
    lookups::{LookUp, LookUps},
    piece::{
        Unreachable, facts,
        office::{self, Office},
        people, plain,
    },
};
use floorwalker_engine::knowledge::{self as known, Language};

/// Letters of 6 bits in a secret: 256 bits, rounded up.
const TOKEN_LETTERS: usize = 43;
/// Letters of 6 bits in a message's id: 132 bits never meet twice.
const ID_LETTERS: usize = 22;

/// Milliseconds after which the people's side is tried again that could not be fetched; each time twice as many, up to the latter.
const FIRST_PAUSE: u32 = 500;
const LONGEST_PAUSE: u32 = 30_000;

/// Milliseconds that a look-up may take, unless the knowledge says how many.
const PATIENCE: u32 = 10_000;

/// What takes events.
type Handle = fn(&mut Conversation, &Moment, Event) -> Vec<Effect>;

/// A handle on a running conversation. Cheap to copy; valid while the component that made it lives.
#[derive(Clone, Copy)]
pub(crate) struct Shell {
    conversation: RwSignal<Conversation, LocalStorage>,
    machine: StoredValue<Machine, LocalStorage>,
    people: RwSignal<Option<people::People>, LocalStorage>,
    office: RwSignal<Option<Office>, LocalStorage>,
    /// The interface's texts.
    pub texts: &'static Catalog,
    /// The interface's language as a BCP 47 tag.
    pub locale: &'static str,
}

/// What is at hand for carrying out effects.
struct Machine {
    options: Options,
    language: Language,
    /// Where the conversation is kept on the device.
    key: String,
    /// The visitors' socket of the hub.
    address: String,
    engine: Option<Rc<RefCell<Engine>>>,
    /// What the page looks up itself.
    lookups: LookUps,
    /// What the shop knows of its visitor.
    visitor: Value,
    /// The languages whose models are on their way or here.
    models: Vec<Language>,
    /// What reads the page, once it is here, and the address of the page that was read last.
    reader: Option<facts::Reader>,
    read: String,
    socket: Option<Box<dyn Line>>,
    /// Whether the people's side is on its way.
    is_fetching_people: bool,
    /// What happened since something happened that only the people's side can handle.
    waiting: Vec<Event>,
    timer: Option<Timeout>,
    awakening: Option<Awakening>,
}

impl Shell {
    /// Starts a conversation, with what was kept of it on this device.
    pub(crate) fn start(options: Options) -> Self {
        let wanted = page::languages();
        let wanted = std::iter::once(options.locale.as_str()).chain(wanted.iter().map(String::as_str));
        let (locale, language) = locale::language_for(wanted);
        let texts = locale::texts(language);
        let hub = if options.hub.is_empty() { String::new() } else { page::absolute(&options.hub) };
        let home = match &options.knowledge {
            _ if !hub.is_empty() => hub.clone(),
            Knowledge::Url(url) => page::absolute(url),
            Knowledge::Bytes(_) => page::absolute(""),
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "any number will do")]
        let seed = (js_sys::Math::random() * 1e15) as u64;
        let setting = Setting { locale: locale.to_owned(), texts, has_hub: !hub.is_empty(), seed };
        let machine = Machine {
            key: ["floorwalker:", &page::origin(&home)].concat(),
            address: socket::address(&hub),
            options,
            language,
            engine: None,
            lookups: LookUps::default(),
            visitor: Value::default(),
            models: Vec::new(),
            reader: None,
            read: String::new(),
            socket: None,
            is_fetching_people: false,
            waiting: Vec::new(),
            timer: None,
            awakening: None,
        };
        let shell = Self {
            conversation: RwSignal::new_local(Conversation::new(setting)),
            machine: StoredValue::new_local(machine),
            people: RwSignal::new_local(None),
            office: RwSignal::new_local(None),
            texts,
            locale,
        };
        shell.awaken();
        shell
    }

    /// Reads the conversation, and reads it again when it changes.
    pub(crate) fn read<T>(self, read: impl FnOnce(&Conversation) -> T) -> T {
        self.conversation.with(read)
    }

    /// The options as they were given.
    pub(crate) fn option<T>(self, read: impl FnOnce(&Options) -> T) -> T {
        self.machine.with_value(|machine| read(&machine.options))
    }

    /// The people's side, once it is here.
    pub(crate) fn people(self) -> Option<people::People> {
        self.people.get()
    }

    /// What fills in templates and looks things up, once it is here.
    pub(crate) fn office(self) -> Option<Office> {
        self.office.get()
    }

    /// Something happened.
    pub(crate) fn tell(self, event: Event) {
        let people = self.people.get_untracked();
        if people.is_none() && self.must_wait(&event) {
            self.machine.update_value(|machine| machine.waiting.push(event));
            return self.fetch_people();
        }
        if matches!(event, Event::Said(_)) {
            self.look_at_page();
        }
        let Some(id) = random::letters::<ID_LETTERS>().and_then(|letters| ClientId::new(letters).ok()) else { return };
        let moment = Moment { at: clock::now(), id, page: page::page() };
        let handle = people.map_or(Conversation::handle_alone as Handle, |people| people.handle);
        let effects = self.conversation.try_update(|conversation| handle(conversation, &moment, event));
        for effect in effects.into_iter().flatten() {
            self.carry_out(effect);
        }
        self.set_timer();
        if people.is_none() && self.conversation.with_untracked(Conversation::may_need_people) {
            self.fetch_people();
        }
    }

    /// Whether the people's side has to be here first. What happens after something that waits for it waits as well: events
    /// keep their order.
    fn must_wait(self, event: &Event) -> bool {
        let is_amid_others = self.machine.with_value(|machine| !machine.waiting.is_empty());
        is_amid_others || self.conversation.with_untracked(|conversation| conversation.needs_people(event))
    }

    /// Fetches the people's side unless it is here or on its way, however long it takes; then what waited for it happens.
    fn fetch_people(self) {
        let is_new = self.machine.try_update_value(|machine| !std::mem::replace(&mut machine.is_fetching_people, true));
        if is_new != Some(true) {
            return;
        }
        spawn_local(async move {
            let mut pause = FIRST_PAUSE;
            let people = loop {
                match people::people().await {
                    Ok(people) => break people,
                    Err(Unreachable) => TimeoutFuture::new(pause).await,
                }
                if self.machine.is_disposed() {
                    return;
                }
                pause = LONGEST_PAUSE.min(pause * 2);
            };
            let waited = self.machine.try_update_value(|machine| std::mem::take(&mut machine.waiting));
            self.people.try_set(Some(people));
            for mut event in waited.into_iter().flatten() {
                if let Event::Restored(kept) = &mut event {
                    kept.link = self.machine.with_value(|machine| (people.kept)(&machine.link_key()));
                }
                self.tell(event);
            }
        });
    }

    /// The shopper agreed to the handoff, and may have left a contact.
    pub(crate) fn agree(self, contact: &str) {
        let contact = Some(contact.trim().to_owned()).filter(|contact| !contact.is_empty());
        let letters = random::letters::<TOKEN_LETTERS>();
        if let Some(token) = letters.and_then(|letters| VisitorToken::new(letters).ok()) {
            self.tell(Event::Agreed { contact, token });
        }
    }

    fn awaken(self) {
        let kept = self.machine.with_value(|machine| storage::read(&machine.key).map(Box::<Kept>::new));
        if let Some(kept) = kept {
            self.tell(Event::Restored(kept));
        }
        let awakening = Awakening::listen(move || self.tell(Event::Wake));
        self.machine.update_value(|machine| machine.awakening = Some(awakening));
    }

    fn carry_out(self, effect: Effect) {
        match effect {
            Effect::FetchPack => self.fetch_pack(),
            Effect::FetchModel(language) => self.fetch_model(language),
            Effect::FetchOffice => self.fetch_office(),
            Effect::LookUp(request) => self.look_up(*request),
            Effect::Connect => self.connect(),
            Effect::Transmit(message) => self.machine.with_value(|machine| {
                if let Some(socket) = &machine.socket {
                    socket.send(&message);
                }
            }),
            Effect::Disconnect(code) => {
                if let Some(mut socket) = self.machine.try_update_value(|machine| machine.socket.take()).flatten() {
                    socket.close(code);
                }
            }
            Effect::Keep => {
                if let Some(kept) = self.conversation.with_untracked(Conversation::kept) {
                    self.keep(&kept);
                }
            }
        }
    }

    /// Something happened, if anybody is there yet to whom it may happen.
    fn tell_if_there(self, event: Event) {
        if !self.machine.is_disposed() {
            self.tell(event);
        }
    }

    /// Looks something up by a function of the page, or where the knowledge says. Whatever is later than it may be is not waited for.
    fn look_up(self, Request { number, name, fields, endpoint }: Request) {
        let given = endpoint.as_ref().map_or(0, |endpoint| endpoint.timeout);
        let patience = if given == 0 { PATIENCE } else { given };
        Timeout::new(patience, move || self.tell_if_there(Event::LookedUp(number, LookedUp::Failed))).forget();
        let Some(office) = self.office.get_untracked() else { return };
        let looking = match (self.machine.with_value(|machine| machine.lookups.get(&name)), endpoint) {
            (Some(LookUp::Here(function)), _) => function(fields),
            (Some(LookUp::Page(function)), _) => (office.by_function)(function, fields),
            (None, Some(endpoint)) => (office.at)(endpoint, fields),
            (None, None) => {
                console::complain(&name, "nothing looks this up: name a \"url\", or call floorwalker('lookup', …)");
                Box::pin(async { LookedUp::Failed })
            }
        };
        spawn_local(async move {
            let result = looking.await;
            self.tell_if_there(Event::LookedUp(number, result));
        });
    }

    /// The engine from a pack, or from knowledge as the merchant wrote it.
    async fn engine(bytes: &[u8], url: &str) -> Option<Engine> {
        let engine = if bytes.starts_with(pack::MAGIC) {
            Engine::load(bytes, Models::default()).map_err(|error| error.to_string())
        } else {
            let read = plain::reader().await.ok()?;
            read(bytes)
        };
        engine.map_err(|what| console::complain(url, &what)).ok()
    }

    /// The office, fetched unless it is here. `None` if it cannot be had; the next call tries again.
    async fn open_office(self) -> Option<Office> {
        let known = self.office.try_get_untracked()?;
        if known.is_some() {
            return known;
        }
        let office = office::office().await.ok()?;
        self.office.try_set(Some(office));
        Some(office)
    }

    /// Fetches what the engine needs for templates and look-ups. If it cannot be had, the next question that needs it tries again.
    fn fetch_office(self) {
        spawn_local(async move {
            let office = self.open_office().await;
            let engine = self.machine.try_with_value(|machine| machine.engine.clone()).flatten();
            self.tell_if_there(if let (Some(office), Some(engine)) = (office, engine) {
                engine.borrow_mut().take_office((office.engines)());
                Event::OfficeOpened
            } else {
                Event::OfficeFailed
            });
        });
    }

    /// Has this look up what the knowledge calls `name`.
    pub(crate) fn take_look_up(self, name: String, look_up: LookUp) {
        self.machine.update_value(|machine| machine.lookups.put(name, look_up));
    }

    /// Takes in what the shop knows of its visitor.
    pub(crate) fn meet(self, visitor: Value) {
        self.machine.update_value(|machine| {
            if let Some(engine) = &machine.engine {
                engine.borrow_mut().meet(visitor.clone());
            }
            machine.visitor = visitor;
        });
    }

    fn fetch_pack(self) {
        let (knowledge, language) =
            self.machine.with_value(|machine| (machine.options.knowledge.clone(), machine.language));
        let is_alone = knowledge.is_none();
        spawn_local(async move {
            let engine = match knowledge {
                Knowledge::Bytes(bytes) => Engine::load(bytes, Models::default()).ok(),
                Knowledge::Url(url) if url.is_empty() => None,
                Knowledge::Url(url) => match fetch::bytes(&url).await {
                    Some(bytes) => Self::engine(&bytes, &url).await,
                    None => None,
                },
            };
            // Without knowledge the page's own facts are all there is to answer from.
            let engine = engine.or_else(|| is_alone.then(|| Engine::begin(known::Knowledge::default())));
            let engine = engine.map(|engine| Rc::new(RefCell::new(engine)));
            self.machine.try_update_value(|machine| {
                machine.engine.clone_from(&engine);
                if let Some(engine) = &engine {
                    engine.borrow_mut().meet(machine.visitor.clone());
                }
                // The new engine knows no page yet.
                machine.read.clear();
            });
            if is_alone {
                self.fetch_reader().await;
            }
            let engine = engine.filter(|engine| engine.borrow().has_answers());
            let needs_office = engine.as_ref().is_some_and(|engine| engine.borrow().needs_office());
            self.tell(engine.map_or(Event::PackFailed, |engine| Event::PackLoaded(Bot::new(&engine, language))));
            if needs_office {
                self.fetch_office();
            }
            if !is_alone {
                self.fetch_reader().await;
            }
        });
    }

    /// Reads the page if it is another one by now. What reads it is fetched if it is not here yet: it could not be before, or this is
    /// the first page that has something to say; then the next question is the first to be put to the page.
    fn look_at_page(self) {
        if self.machine.with_value(|machine| machine.reader.is_some()) {
            self.read_page();
        } else if self.machine.with_value(|machine| machine.engine.is_some()) {
            spawn_local(self.fetch_reader());
        }
    }

    /// Fetches what reads the page, if the page may say anything, and reads it.
    async fn fetch_reader(self) {
        if dom::has_facts()
            && let Ok(reader) = facts::reader().await
        {
            self.machine.try_update_value(|machine| machine.reader = Some(reader));
            self.read_page();
        }
    }

    /// Reads the page unless it is the one that was read last: shops change pages without loading them anew.
    fn read_page(self) {
        let address = page::page().url;
        self.machine.try_update_value(|machine| {
            if let (Some(reader), Some(engine)) = (machine.reader, &machine.engine)
                && machine.read != address
            {
                engine.borrow_mut().open(reader(machine.options.knowledge.is_none()));
                machine.read = address;
            }
        });
    }

    /// Fetches a language model and gives it to the engine. Until then, and if it never comes, the engine answers by words
    /// alone; the next question in the language tries again.
    fn fetch_model(self, language: Language) {
        let wanted = self.machine.try_update_value(|machine| {
            let is_new = !machine.options.models.is_empty() && !machine.models.contains(&language);
            is_new.then(|| {
                machine.models.push(language);
                machine.options.models.replace('*', language.tag())
            })
        });
        let Some(url) = wanted.flatten() else { return };
        spawn_local(async move {
            let model = fetch::bytes(&url).await.and_then(|bytes| LanguageModel::load(&bytes).ok());
            self.machine.try_update_value(|machine| match (model, &machine.engine) {
                (Some(model), Some(engine)) => engine.borrow_mut().add_model(Arc::new(model)),
                _ => machine.models.retain(|other| *other != language),
            });
        });
    }

    fn keep(self, kept: &Kept) {
        self.machine.with_value(|machine| {
            // The link first: whoever reads that there is one finds it.
            if let (Some(people), Some(link)) = (self.people.get_untracked(), &kept.link) {
                (people.keep)(&machine.link_key(), link);
            }
            storage::write(&machine.key, kept);
        });
    }

    fn connect(self) {
        let Some(people) = self.people.get_untracked() else { return };
        let opened = self.machine.try_update_value(|machine| {
            let on = move |event| {
                self.tell(match event {
                    SocketEvent::Opened => Event::SocketOpened,
                    SocketEvent::Closed(code) => Event::SocketClosed(code),
                    SocketEvent::Frame(frame) => Event::Frame(frame),
                });
            };
            machine.socket = (people.connect)(&machine.address, Rc::new(on));
            machine.socket.is_some()
        });
        if opened == Some(false) {
            // Told a moment later, so that no event begins amid another.
            Timeout::new(0, move || self.tell(Event::SocketClosed(1006))).forget();
        }
    }

    fn set_timer(self) {
        let deadline = self.conversation.try_with_untracked(Conversation::deadline).flatten();
        let timer = deadline.map(|deadline| {
            let wait = deadline.saturating_sub(clock::now());
            Timeout::new(u32::try_from(wait).unwrap_or(u32::MAX), move || self.tell(Event::Tick))
        });
        self.machine.try_update_value(|machine| machine.timer = timer);
    }
}

impl Machine {
    /// Where the link to people is kept.
    fn link_key(&self) -> String {
        [&self.key, ":link"].concat()
    }
}
