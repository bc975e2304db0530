//! The bot: questions and answers.

use super::*;

#[test]
fn a_model_is_wanted_when_the_pack_is_here_and_when_a_question_misses_its_language() {
    let mut stage = Stage::without_pack(true);
    stage.tell(Event::Opened);
    assert_eq!(stage.effects, [Effect::FetchPack]);
    stage.tell(Event::PackLoaded(bot()));
    assert_eq!(stage.effects, [Effect::FetchModel(Language::En)]);
    stage.say("when");
    assert_eq!(stage.effects, [Effect::Keep]);
    stage.say("什么时候");
    assert_eq!(stage.effects, [Effect::FetchModel(Language::Zh), Effect::Keep]);
}

#[test]
fn a_question_is_answered_at_once() {
    let mut stage = Stage::new();
    stage.say("  how? ");
    assert_eq!(stage.lines(), ["shopper: how? (Settled)", "bot: answer to how?"]);
    assert_eq!(stage.effects, [Effect::Keep]);
}

#[test]
fn a_question_before_the_pack_waits_visibly_and_is_answered_then() {
    let mut stage = Stage::without_pack(true);
    stage.say("how?");
    assert_eq!(stage.effects, [Effect::FetchPack, Effect::Keep]);
    assert_eq!(stage.lines(), ["shopper: how? (Waiting)"]);
    assert!(stage.conversation.is_waiting_for_pack());
    stage.tell(Event::PackLoaded(bot()));
    assert_eq!(stage.lines(), ["shopper: how? (Settled)", "bot: answer to how?"]);
}

#[test]
fn a_pack_that_does_not_come_is_said_and_leads_to_people_and_is_tried_again() {
    let mut stage = Stage::without_pack(true);
    stage.say("how?");
    stage.tell(Event::PackFailed);
    assert!(matches!(stage.conversation.prompt(), Some(Prompt::Consent(_))));
    assert_eq!(stage.lines().len(), 2);
    stage.say("again?");
    assert!(stage.effects.contains(&Effect::FetchPack));
}

#[test]
fn when_none_of_a_choice_fits_a_person_is_offered_for_the_question_itself() {
    let mut stage = Stage::new();
    stage.tell(Event::Said("which".to_owned()));
    stage.tell(Event::NoneFits);
    let none = texts(Language::En).text("none-of-these");
    let holds = |packet: &Packet| {
        packet.question == "which"
            && packet.reason == HandoffReason::LowConfidence
            && packet.transcript.iter().any(|line| line.text == none)
    };
    assert!(matches!(stage.conversation.prompt(), Some(Prompt::Consent(packet)) if holds(packet)));
}

#[test]
fn chips_come_with_the_text_before_them() {
    let mut stage = Stage::new();
    stage.say("which");
    let entry = stage.conversation.log().entries().last().expect("a reply");
    assert!(
        matches!(&entry.line.content, Content::Said { text, chips, .. } if text == "Which one?" && chips == &["A?"])
    );
}

#[test]
fn nothing_is_kept_before_the_first_message() {
    let mut stage = Stage::new();
    assert_eq!(stage.conversation.kept(), None);
    stage.tell(Event::PersonWanted);
    assert_eq!(stage.conversation.kept(), None);
    stage.say("how?");
    assert!(stage.conversation.kept().is_some());
}
