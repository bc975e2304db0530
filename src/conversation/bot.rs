//! The bot's side of a conversation: questions in, lines out. How a reply is found is the engine's.

use std::{cell::RefCell, fmt, rc::Rc};

use floorwalker_engine::{Block, Dialogue, Engine, LookedUp, Outcome, Reason, Reply, Scored, knowledge::Language};
use floorwalker_protocol::{Candidate, HandoffReason, Millis, limits};

use super::{
    Conversation, Owner, Prompt,
    event::{Effect, Moment},
    line::{Content, Delivery, Line, Voice},
};

/// How many questions are suggested to a shopper who has not asked yet.
const SUGGESTIONS: usize = 4;

/// What replies in a dialogue, which remembers it.
pub trait Answers {
    /// Replies to what the shopper says.
    fn reply(&self, dialogue: &mut Dialogue, said: &str) -> Reply;

    /// Replies to a form for the entry with this id, as the shopper filled it in.
    fn fill(&self, dialogue: &mut Dialogue, entry: &str, given: &[(String, String)]) -> Reply;

    /// Replies to what came of the look-up with this number. `None` if nobody waits for it any more.
    fn looked_up(&self, dialogue: &mut Dialogue, number: u32, result: LookedUp) -> Option<Reply>;
}

/// An engine that is shared with whoever gives it language models later, and the language of questions that show none of their own.
struct Known {
    engine: Rc<RefCell<Engine>>,
    language: Language,
}

impl Answers for Known {
    fn reply(&self, dialogue: &mut Dialogue, said: &str) -> Reply {
        self.engine.borrow().turn(dialogue, said, self.language)
    }

    fn fill(&self, dialogue: &mut Dialogue, entry: &str, given: &[(String, String)]) -> Reply {
        self.engine.borrow().fill(dialogue, entry, given, self.language)
    }

    fn looked_up(&self, dialogue: &mut Dialogue, number: u32, result: LookedUp) -> Option<Reply> {
        self.engine.borrow().looked_up(dialogue, number, result)
    }
}

/// What the widget needs of a loaded pack.
pub struct Bot {
    /// The shop's name, empty if the knowledge has none.
    pub shop: String,
    /// The shop's own greeting.
    pub greeting: Option<String>,
    /// Questions to suggest.
    pub suggestions: Vec<String>,
    /// The language of questions that show none of their own.
    pub language: Language,
    /// The languages in which there is anything to answer.
    pub speaks: Vec<Language>,
    /// What replies.
    pub answers: Box<dyn Answers>,
}

impl Bot {
    /// The bot that answers from `engine`, in `language` unless a question shows another one. The engine is shared with
    /// whoever gives it language models later.
    pub fn new(engine: &Rc<RefCell<Engine>>, language: Language) -> Self {
        let known = engine.borrow();
        Self {
            shop: known.shop_name(language).to_owned(),
            greeting: known.welcome(language),
            suggestions: known.suggestions(language, SUGGESTIONS).into_iter().map(|chip| chip.label).collect(),
            language,
            speaks: Language::ALL.into_iter().filter(|language| known.speaks(*language)).collect(),
            answers: Box::new(Known { engine: Rc::clone(engine), language }),
        }
    }
}

impl fmt::Debug for Bot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shop)
    }
}

/// How the pack stands.
#[derive(Debug, Default)]
pub enum Pack {
    /// Nobody asked for it yet.
    #[default]
    Absent,
    /// On its way.
    Loading,
    /// It did not come. The next question tries again.
    Failed,
    /// Here.
    Ready(Bot),
}

/// What the bot thought of the last question: an agent will want to know.
#[derive(Clone, Debug)]
pub(super) struct Considered {
    pub(super) question: String,
    pub(super) confidence: f32,
    pub(super) candidates: Vec<Candidate>,
}

impl Considered {
    fn new(question: &str, reply: &Reply) -> Self {
        let candidate = |scored: &Scored| Candidate {
            entry: scored.entry.clone(),
            title: scored.title.clone(),
            confidence: scored.confidence,
        };
        let candidates = reply.explanation.candidates.iter().take(limits::PACKET_CANDIDATES).map(candidate).collect();
        Self { question: question.to_owned(), confidence: reply.confidence, candidates }
    }
}

impl Conversation {
    /// Fetches the pack unless it is here or on its way.
    pub(super) fn want_pack(&mut self, effects: &mut Vec<Effect>) {
        if matches!(self.pack, Pack::Absent | Pack::Failed) {
            self.pack = Pack::Loading;
            effects.push(Effect::FetchPack);
        }
    }

    /// The pack is here: answers what waited for it.
    pub(super) fn pack_loaded(&mut self, moment: &Moment, bot: Bot, effects: &mut Vec<Effect>) {
        want_model(&bot, bot.language, &[], effects);
        self.pack = Pack::Ready(bot);
        self.answer_waiting(moment, effects);
    }

    /// Answers what waited.
    pub(super) fn answer_waiting(&mut self, moment: &Moment, effects: &mut Vec<Effect>) {
        for question in self.settle_waiting() {
            if self.owner == Owner::Bot {
                self.answer(moment, &question, effects);
            }
        }
    }

    /// The pack did not come: says so to whoever waits for it.
    pub(super) fn pack_failed(&mut self, moment: &Moment) {
        self.pack = Pack::Failed;
        if let Some(question) = self.settle_waiting().pop() {
            self.no_answers(moment, question);
        }
    }

    /// The office did not come: answers what waited and takes none, and says so of the rest.
    pub(super) fn office_failed(&mut self, moment: &Moment, effects: &mut Vec<Effect>) {
        let mut unanswered = None;
        for question in self.settle_waiting() {
            if self.owner != Owner::Bot {
                continue;
            }
            let mut own = Vec::new();
            self.answer(moment, &question, &mut own);
            if own.contains(&Effect::FetchOffice) {
                self.settle_waiting();
                unanswered = Some(question);
            } else {
                effects.append(&mut own);
            }
        }
        if let Some(question) = unanswered {
            self.no_answers(moment, question);
        }
    }

    /// What answers could not be loaded.
    fn no_answers(&mut self, moment: &Moment, question: String) {
        self.offer_people(moment, HandoffReason::Unknown, question);
        self.bot_says(moment.at, self.setting.texts.text("bot-no-pack"));
    }

    /// Puts a question of the shopper's to the bot, now or when the pack is here.
    pub(super) fn ask(&mut self, moment: &Moment, question: &str, effects: &mut Vec<Effect>) {
        // What waits is answered first: questions keep their order.
        let is_ready = matches!(self.pack, Pack::Ready(_)) && !self.is_waiting_for_pack();
        let mut line = Line::new(moment.at, Content::words(Voice::Shopper, question));
        if !is_ready {
            line.delivery = Delivery::Waiting;
        }
        self.log.push(line);
        if is_ready {
            self.answer(moment, question, effects);
        } else {
            self.want_pack(effects);
        }
    }

    /// Answers if the bot is sure. For a time in which people are wanted but cannot be reached.
    pub(super) fn answer_if_sure(&mut self, moment: &Moment, question: &str) {
        if let Pack::Ready(bot) = &self.pack {
            let reply = bot.answers.reply(&mut self.dialogue, question);
            if reply.outcome == Outcome::Answer {
                self.show(moment.at, reply);
            }
        }
    }

    /// The bot says `text`.
    pub(super) fn bot_says(&mut self, at: Millis, text: &str) {
        self.log.push(Line::new(at, Content::words(Voice::Bot, text)));
    }

    /// Opens the prompt that leads to people: consent if there is a hub, other ways if there is none.
    pub(super) fn offer_people(&mut self, moment: &Moment, reason: HandoffReason, question: String) {
        self.prompt = Some(if self.setting.has_hub {
            Prompt::Consent(Box::new(self.packet(moment, reason, question)))
        } else {
            Prompt::Elsewhere
        });
    }

    fn answer(&mut self, moment: &Moment, question: &str, effects: &mut Vec<Effect>) {
        let Pack::Ready(bot) = &self.pack else { return };
        let reply = bot.answers.reply(&mut self.dialogue, question);
        if reply.outcome == Outcome::Wait {
            effects.push(Effect::FetchOffice);
            return self.log.revise_last(|line| {
                let is_it = matches!(&line.content, Content::Said { by: Voice::Shopper, text, .. } if text == question);
                if is_it {
                    line.delivery = Delivery::Waiting;
                }
                is_it
            });
        }
        want_model(bot, reply.language, &reply.explanation.models, effects);
        let question = match &reply.heard {
            Some(heard) => {
                self.revise_said(question, |line| line.content = Content::words(Voice::Shopper, heard.as_str()));
                heard.clone()
            }
            None => question.to_owned(),
        };
        // What is given for a look-up is no question.
        let is_given = matches!(reply.outcome, Outcome::Ask | Outcome::LookUp | Outcome::HandOff(Reason::NoData));
        if !(is_given && self.form.is_some()) {
            self.considered = Some(Considered::new(&question, &reply));
        }
        self.take(moment, reply, &question, effects);
    }

    /// The shopper filled in the form.
    pub(super) fn filled(&mut self, moment: &Moment, given: &[(String, String)], effects: &mut Vec<Effect>) {
        let Some(form) = self.form.take().filter(|_| self.owner == Owner::Bot) else { return };
        let Pack::Ready(bot) = &self.pack else { return };
        let reply = bot.answers.fill(&mut self.dialogue, &form.entry, given);
        let heard = reply.heard.clone().unwrap_or_default();
        if !heard.is_empty() {
            self.log.push(Line::new(moment.at, Content::words(Voice::Shopper, heard.as_str())));
        }
        self.take(moment, reply, &heard, effects);
    }

    /// A look-up is done. The bot does not talk over a person who came meanwhile.
    pub(super) fn looked_up(&mut self, moment: &Moment, number: u32, result: LookedUp, effects: &mut Vec<Effect>) {
        let (Pack::Ready(bot), true) = (&self.pack, self.owner == Owner::Bot) else { return };
        if let Some(reply) = bot.answers.looked_up(&mut self.dialogue, number, result) {
            // A person who is asked for meanwhile stays so.
            let prompt = self.prompt.take();
            self.take(moment, reply, "", effects);
            self.prompt = prompt.or(self.prompt.take());
        }
    }

    /// Shows a reply and does what follows from it. `question` is what a person would be asked, if nothing was asked before.
    fn take(&mut self, moment: &Moment, reply: Reply, question: &str, effects: &mut Vec<Effect>) {
        let outcome = reply.outcome;
        self.looking_up = reply.look_up.as_ref().map(|request| request.number);
        effects.extend(reply.look_up.clone().map(|request| Effect::LookUp(Box::new(request))));
        self.show(moment.at, reply);
        let Outcome::HandOff(reason) = outcome else {
            self.prompt = None;
            return;
        };
        let question = self.considered.as_ref().map_or(question, |considered| &considered.question).to_owned();
        let texts = self.setting.texts;
        let reason = match reason {
            Reason::Requested => HandoffReason::Requested,
            Reason::LowConfidence => HandoffReason::LowConfidence,
            Reason::Unknown => HandoffReason::Unknown,
            Reason::Repeated => HandoffReason::Repeated,
            Reason::Upset => HandoffReason::Upset,
            Reason::Sensitive => HandoffReason::Sensitive,
            Reason::NoData => HandoffReason::NoData,
        };
        let words = match (reason, self.setting.has_hub) {
            (HandoffReason::Requested, true) => texts.text("bot-requested"),
            (HandoffReason::Requested, false) => texts.text("bot-requested-alone"),
            (HandoffReason::LowConfidence, true) => texts.text("bot-unsure"),
            (HandoffReason::Repeated, true) => texts.text("bot-repeated"),
            (HandoffReason::Upset, true) => texts.text("bot-upset"),
            (HandoffReason::Sensitive, true) => texts.text("bot-sensitive"),
            (HandoffReason::Sensitive, false) => texts.text("bot-sensitive-alone"),
            (HandoffReason::NoData, true) => texts.text("bot-no-data"),
            (HandoffReason::NoData, false) => texts.text("bot-no-data-alone"),
            (_, true) => texts.text("bot-unknown"),
            (_, false) => texts.text("bot-alone"),
        };
        // The packet is made first: the bot's announcement of it is no part of it.
        self.offer_people(moment, reason, question);
        self.bot_says(moment.at, words);
    }

    /// None of what was offered is meant: a person may know.
    pub(super) fn none_fits(&mut self, moment: &Moment) {
        let Some(considered) = self.considered.as_ref().filter(|_| self.owner == Owner::Bot) else { return };
        let (question, texts) = (considered.question.clone(), self.setting.texts);
        self.log.push(Line::new(moment.at, Content::words(Voice::Shopper, texts.text("none-of-these"))));
        self.offer_people(moment, HandoffReason::LowConfidence, question);
        let words = if self.setting.has_hub { texts.text("bot-none") } else { texts.text("bot-alone") };
        self.bot_says(moment.at, words);
    }

    /// Shows a reply. Chips belong to the text before them.
    fn show(&mut self, at: Millis, Reply { blocks, outcome, .. }: Reply) {
        let mut lines: Vec<(String, Vec<String>)> = Vec::new();
        self.form = None;
        for block in blocks {
            match block {
                // A voice may be silent.
                Block::Text(text) if text.is_empty() => {}
                Block::Text(text) => lines.push((text, Vec::new())),
                Block::Chips(chips) => {
                    if lines.is_empty() {
                        lines.push((self.setting.texts.text("bot-which").to_owned(), Vec::new()));
                    }
                    if let Some((_, known)) = lines.last_mut() {
                        known.extend(chips.into_iter().map(|chip| chip.label));
                    }
                }
                Block::Form(form) => self.form = Some(form),
            }
        }
        for (text, chips) in lines {
            let is_choice = outcome == Outcome::Clarify && !chips.is_empty();
            self.log.push(Line::new(at, Content::Said { by: Voice::Bot, text, chips, is_choice }));
        }
    }

    /// Changes the lines in which the shopper `said` this.
    fn revise_said(&mut self, said: &str, mut change: impl FnMut(&mut Line)) {
        self.log.revise(|line| {
            let is_it = matches!(&line.content, Content::Said { by: Voice::Shopper, text, .. } if text == said);
            if is_it {
                change(line);
            }
            is_it
        });
    }

    /// Takes the questions that waited for the pack, oldest first.
    fn settle_waiting(&mut self) -> Vec<String> {
        let mut questions = Vec::new();
        self.log.revise(|line| {
            let is_waiting = line.delivery == Delivery::Waiting;
            if is_waiting && let Content::Said { text, .. } = &line.content {
                questions.push(text.clone());
                line.delivery = Delivery::Settled;
            }
            is_waiting
        });
        questions
    }
}

/// Has the model of `language` fetched if it would help and is not among those that are `there`.
fn want_model(bot: &Bot, language: Language, there: &[Language], effects: &mut Vec<Effect>) {
    if bot.speaks.contains(&language) && !there.contains(&language) {
        effects.push(Effect::FetchModel(language));
    }
}
