//! Look-ups: forms, results, and what is kept of them.

use super::*;

#[test]
fn a_form_is_asked_sent_and_its_result_told() {
    let mut stage = Stage::new();
    stage.say("order");
    assert!(stage.conversation.form().is_some());
    stage.tell(Event::Filled(vec![("number".to_owned(), "1234".to_owned())]));
    assert!(stage.conversation.form().is_none() && stage.conversation.is_looking_up());
    let request = stage.effects.iter().find_map(|effect| match effect {
        Effect::LookUp(request) => Some(request),
        _ => None,
    });
    assert_eq!(request.expect("it is looked up").fields, [("number".to_owned(), "1234".to_owned())]);
    assert_eq!(stage.last_line(), "shopper: Number: •••• (Settled)");
    // A result that nobody waits for changes nothing.
    stage.tell(Event::LookedUp(3, LookedUp::Failed));
    assert!(stage.conversation.is_looking_up());
    stage.tell(Event::LookedUp(7, LookedUp::Found(Value::Nothing)));
    assert!(!stage.conversation.is_looking_up());
    assert_eq!(stage.last_line(), "bot: It is on its way.");
}

#[test]
fn what_is_masked_is_masked_in_the_log_and_in_what_is_passed_on() {
    let mut stage = Stage::new();
    stage.say("order 1234");
    let kept = format!("{:?}", stage.conversation.kept());
    assert!(kept.contains("order ••••") && !kept.contains("1234"), "{kept}");
    stage.tell(Event::Filled(vec![("number".to_owned(), "1234".to_owned())]));
    stage.tell(Event::LookedUp(7, LookedUp::Failed));
    assert_eq!(stage.last_line(), format!("bot: {}", texts(Language::En).text("bot-no-data")));
    let Some(Prompt::Consent(packet)) = stage.conversation.prompt() else { unreachable!("people are offered") };
    assert_eq!((packet.reason, packet.question.as_str()), (HandoffReason::NoData, "order ••••"));
    let told = packet.transcript.iter().map(|line| line.text.as_str()).collect::<Vec<_>>();
    assert_eq!(told, ["order ••••", "Your number?", "Number: ••••", "Not now."]);
}

#[test]
fn what_was_not_found_is_asked_again_and_other_words_take_the_form_away() {
    let mut stage = Stage::new();
    stage.say("order");
    stage.tell(Event::Filled(vec![]));
    stage.tell(Event::LookedUp(7, LookedUp::NotFound));
    assert!(stage.conversation.form().is_some());
    stage.say("hello");
    assert!(stage.conversation.form().is_none());
    // A form that is gone cannot be sent.
    let lines = stage.conversation.log().entries().len();
    stage.tell(Event::Filled(vec![]));
    assert_eq!(stage.conversation.log().entries().len(), lines);
}

#[test]
fn a_look_up_does_not_talk_over_a_person() {
    let mut stage = Taken::new().stage;
    let lines = stage.conversation.log().entries().len();
    stage.tell(Event::LookedUp(7, LookedUp::Found(Value::Nothing)));
    assert_eq!(stage.conversation.log().entries().len(), lines);
}

#[test]
fn a_question_that_needs_the_office_waits_for_it_visibly() {
    let mut stage = Stage::new();
    stage.say("later");
    assert_eq!(stage.effects[0], Effect::FetchOffice);
    assert_eq!(stage.last_line(), "shopper: later (Waiting)");
    assert!(stage.conversation.is_waiting_for_pack());
    // What is said behind it keeps its place.
    stage.say("when");
    assert_eq!(stage.last_line(), "shopper: when (Waiting)");
    stage.tell(Event::OfficeFailed);
    assert!(stage.lines().contains(&"bot: answer to when".to_owned()), "{:?}", stage.lines());
    assert!(!stage.conversation.is_waiting_for_pack());
    assert_eq!(stage.last_line(), format!("bot: {}", texts(Language::En).text("bot-no-pack")));
    assert!(matches!(stage.conversation.prompt(), Some(Prompt::Consent(_))));
    stage.say("later");
    stage.tell(Event::OfficeOpened);
    // It is asked again, and nothing is said twice.
    assert_eq!(stage.last_line(), "shopper: later (Waiting)");
}
