//! The hub is killed in the middle of conversations, again and again: nothing that it acknowledged may be missing.

mod support;

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use floorwalker_protocol::{Body, Seq};
use support::{Shopper, client_id};
use tempfile::TempDir;

/// A hub as a process of its own, which can be killed.
struct Process {
    child: Child,
    address: SocketAddr,
}

impl Process {
    fn start(data: &TempDir) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_floorwalker"))
            .args(["serve", "--listen", "127.0.0.1:0", "--allow-origin", "https://shop.example", "--data"])
            .arg(data.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the hub starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let address = lines.find_map(|line| {
            let line = line.expect("text");
            line.split_once("http://").and_then(|(_, rest)| rest.split('/').next()).and_then(|found| found.parse().ok())
        });
        Self { address: address.expect("the hub says where it listens"), child }
    }

    /// `kill -9`: no time to finish anything.
    fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ended");
    }
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_when_the_hub_is_killed() {
    let data = TempDir::new().expect("a temporary folder");
    let token = "token-of-the-first-shopper";
    let mut hub = Process::start(&data);
    let (mut shopper, _) = Shopper::greet(hub.address, token, None).await;
    let conversation = shopper.hand_over("a question").await;
    let handoff = shopper.handoff.clone();
    let mut acknowledged = Vec::new();
    for round in 0..5 {
        for n in 0..10 {
            let text = format!("round {round}, line {n}");
            let (_, seq) = shopper.say(&text).await;
            acknowledged.push((seq, text));
        }
        // Some are on their way while the hub dies: they may be kept or not, but once at most.
        for n in 0..5 {
            shopper.send_as(&client_id(), &format!("round {round}, unacknowledged {n}")).await;
        }
        hub.kill();
        hub = Process::start(&data);
        (shopper, _) = Shopper::greet(hub.address, token, None).await;
        shopper.handoff.clone_from(&handoff);
    }
    let (found, last) = shopper.say("the end").await;
    assert_eq!(found, conversation);
    let (mut reader, _) = Shopper::greet(hub.address, token, None).await;
    let events = reader.events_until(last).await;
    let numbers: Vec<u64> = events.iter().map(|event| event.seq.0).collect();
    assert_eq!(numbers, (1..=last.0).collect::<Vec<_>>());
    for (seq, text) in acknowledged {
        let Seq(number) = seq;
        let event = &events[usize::try_from(number - 1).expect("small")];
        assert_eq!(event.body, Body::Message { text });
    }
    hub.kill();
}
