//! People: passing on, talking, ending.

use super::*;

#[test]
fn nothing_is_sent_before_the_shopper_agrees() {
    let mut stage = Stage::new();
    stage.say("odd");
    assert_eq!(stage.effects, [Effect::Keep]);
    assert!(matches!(stage.conversation.prompt(), Some(Prompt::Consent(_))));
    stage.tell(Event::Declined);
    assert_eq!(stage.effects, [Effect::Keep]);
    assert_eq!(stage.conversation.prompt(), None);
    stage.tell(Event::Wake);
    assert_eq!(stage.effects, []);
}

#[test]
fn what_is_sent_is_what_was_shown_and_the_contact() {
    let mut stage = Stage::new();
    stage.say("how?");
    stage.say("odd");
    let Some(Prompt::Consent(shown)) = stage.conversation.prompt().cloned() else {
        unreachable!("consent is asked for: {:?}", stage.lines());
    };
    assert_eq!(shown.transcript.len(), 3, "{shown:?}");
    assert_eq!((shown.question.as_str(), shown.confidence), ("odd", Some(0.25)));
    stage.agree();
    assert!(stage.effects.contains(&Effect::Connect));
    assert_eq!(stage.conversation.owner(), &Owner::Passing);
    stage.welcome(None, 0);
    let sent = Packet { contact: Some("a@b.example".to_owned()), ..*shown };
    assert!(matches!(&stage.transmitted()[..], [ToHub::Handoff { packet, .. }] if *packet == sent));
}

#[test]
fn without_a_hub_there_is_still_a_way_on() {
    let mut stage = Stage::without_pack(false);
    stage.tell(Event::PackLoaded(bot()));
    for event in [Event::Said("odd".to_owned()), Event::PersonWanted] {
        stage.tell(Event::Declined);
        stage.tell(event);
        assert_eq!(stage.conversation.prompt(), Some(&Prompt::Elsewhere));
    }
}

#[test]
fn the_bot_is_silent_while_people_have_the_conversation() {
    let Taken { mut stage, id, .. } = Taken::new();
    assert_eq!(stage.conversation.owner(), &Owner::Agent("Lin".to_owned()));
    let before = stage.lines().len();
    stage.say("how?");
    assert_eq!(stage.lines()[before..], ["shopper: how? (Sending)"]);
    let client_id = stage.transmitted()[0].client_id().cloned().expect("a message has one");
    stage.ack(&client_id, &id, 3);
    assert_eq!(stage.lines()[before..], ["shopper: how? (Sent)"]);
}

#[test]
fn a_reload_loses_and_doubles_nothing() {
    let mut taken = Taken::new();
    taken.stage.by_lin(&taken.id, 3, said("hello"));
    taken.stage.say("unsent");
    let before = taken.stage.lines();

    let mut again = Taken { stage: taken.stage.reload(), ..taken };
    assert!(again.stage.conversation.owner().is_people());
    again.stage.welcome(Some(&again.id), 3);
    let unsent = again.stage.transmitted()[0].client_id().cloned().expect("what was not acknowledged is sent again");
    again.replay();
    again.stage.by_lin(&again.id, 3, said("hello"));
    assert_eq!(again.stage.lines(), before);
    again.stage.by_shopper(&again.id, 4, &unsent, said("unsent"));
    assert_eq!(again.stage.last_line(), "shopper: unsent (Sent)");
    assert_eq!(again.stage.lines().len(), before.len());
    assert_eq!(again.stage.conversation.owner(), &Owner::Agent("Lin".to_owned()));
}

#[test]
fn a_conversation_begun_elsewhere_is_shown_whole() {
    let taken = Taken::new();
    let mut kept = taken.stage.conversation.kept().expect("kept");
    kept.lines.clear();
    let mut other = Taken { stage: Stage::without_pack(true), ..taken };
    other.stage.tell(Event::Restored(Box::new(kept)));
    other.stage.welcome(Some(&other.id), 2);
    other.replay();
    assert_eq!(other.stage.lines(), ["shopper: odd (Settled)", "PassedOn (Settled)", "Joined(\"Lin\") (Settled)"]);
}

#[test]
fn with_the_hub_away_the_bot_goes_on_and_the_handoff_waits() {
    let mut stage = Stage::new();
    stage.say("odd");
    stage.agree();
    stage.tell(Event::SocketClosed(1006));
    assert!(stage.conversation.is_lost());
    assert_eq!(stage.conversation.owner(), &Owner::Passing);
    stage.say("how?");
    assert_eq!(stage.lines()[3..], ["shopper: how? (Sending)", "bot: answer to how?"]);

    stage.now += 60_000;
    stage.tell(Event::Wake);
    stage.welcome(None, 0);
    assert!(matches!(stage.transmitted()[..], [ToHub::Handoff { .. }]));
    assert!(!stage.conversation.is_lost());
}

#[test]
fn after_the_end_the_bot_is_there_again_and_the_line_is_given_back() {
    let Taken { mut stage, id, .. } = Taken::new();
    stage.by_lin(&id, 3, Body::Closed);
    assert_eq!(stage.conversation.owner(), &Owner::Bot);
    assert!(stage.effects.contains(&Effect::Disconnect(1000)));
    assert_eq!(stage.conversation.deadline(), None);
    stage.say("how?");
    assert_eq!(stage.last_line(), "bot: answer to how?");
}

#[test]
fn a_second_handoff_is_not_ended_by_the_first_ones_end() {
    let mut taken = Taken::new();
    taken.stage.by_lin(&taken.id, 3, Body::Closed);
    taken.stage.say("odd");
    taken.stage.agree();
    let before = taken.stage.lines();
    taken.stage.welcome(Some(&taken.id), 3);
    taken.replay();
    taken.stage.by_lin(&taken.id, 3, Body::Closed);
    assert_eq!(taken.stage.conversation.owner(), &Owner::Passing);
    assert_eq!(taken.stage.lines(), before);
}

#[test]
fn ending_is_at_once_for_the_shopper_and_reaches_the_hub() {
    let Taken { mut stage, id, .. } = Taken::new();
    stage.tell(Event::EndWanted);
    assert_eq!(stage.conversation.prompt(), Some(&Prompt::End));
    stage.tell(Event::EndConfirmed);
    let close = stage.transmitted()[0].client_id().cloned().expect("the end is sent");
    assert_eq!(stage.conversation.owner(), &Owner::Bot);
    stage.by_lin(&id, 3, said("still there?"));
    assert_eq!(stage.conversation.owner(), &Owner::Bot);
    stage.by_shopper(&id, 4, &close, Body::Closed);
    let ends = stage.lines().iter().filter(|line| line.starts_with("EndedByShopper")).count();
    assert_eq!((ends, stage.conversation.owner()), (1, &Owner::Bot));
}

#[test]
fn a_conversation_that_the_hub_does_not_know_any_more_goes_back_to_the_bot() {
    let mut again = Taken::new().stage.reload();
    again.welcome(None, 0);
    assert_eq!(again.conversation.owner(), &Owner::Bot);
    assert_eq!(again.last_line(), "Lost (Settled)");
}

#[test]
fn a_refused_message_is_shown_as_such() {
    let Taken { mut stage, .. } = Taken::new();
    stage.say("how?");
    let client_id = stage.transmitted()[0].client_id().cloned().expect("a message has one");
    let error = ErrorMessage::new(ErrorCode::TooLarge, "too long").of(client_id);
    stage.tell(Event::Frame(Box::new(ToVisitor::Error(error))));
    assert_eq!(stage.last_line(), "shopper: how? (Failed)");
    assert!(stage.conversation.owner().is_people());
}

#[test]
fn a_hub_that_denies_the_secret_leaves_the_shopper_with_the_bot_and_a_new_try() {
    let mut stage = Stage::new();
    stage.say("odd");
    stage.agree();
    stage.tell(Event::SocketClosed(close_code::DENIED));
    assert_eq!(stage.conversation.owner(), &Owner::Bot);
    stage.say("odd");
    stage.agree();
    assert!(stage.effects.contains(&Effect::Connect));
}

#[test]
fn what_comes_while_the_panel_is_closed_is_counted_until_it_is_opened() {
    let Taken { mut stage, id, .. } = Taken::new();
    stage.tell(Event::Closed);
    stage.by_lin(&id, 3, said("hello"));
    assert_eq!(stage.conversation.unread(), 1);
    stage.tell(Event::Opened);
    assert_eq!(stage.conversation.unread(), 0);
}

#[test]
fn typing_is_told_when_it_begins_and_when_it_ends() {
    let Taken { mut stage, .. } = Taken::new();
    stage.tell(Event::Typed);
    assert_eq!(stage.transmitted(), [ToHub::Typing { is_typing: true }]);
    stage.tell(Event::Typed);
    assert_eq!(stage.transmitted(), []);
    stage.now = stage.conversation.deadline().expect("an end of typing");
    stage.tell(Event::Tick);
    assert_eq!(stage.transmitted(), [ToHub::Typing { is_typing: false }]);
}

#[test]
fn a_hub_with_another_store_begins_anew() {
    let Taken { mut stage, .. } = Taken::new();
    stage.tell(Event::SocketClosed(1006));
    stage.now += 60_000;
    stage.tell(Event::Tick);
    stage.welcome_from("epoch-two", None, 0);
    assert_eq!(stage.conversation.owner(), &Owner::Bot);
    assert!(!stage.lines().iter().any(|line| line.contains("Lin")), "{:?}", stage.lines());
}

#[test]
fn the_person_control_asks_once() {
    let mut stage = Stage::new();
    stage.tell(Event::PersonWanted);
    stage.tell(Event::PersonWanted);
    assert_eq!(stage.lines().len(), 1);
    assert!(matches!(stage.conversation.prompt(), Some(Prompt::Consent(_))));
}
