//! The log: all lines in the order in which they are shown, each once.
//!
//! It owns order and identity. What a line means for the conversation is decided elsewhere.

use floorwalker_protocol::ClientId;

use super::line::{Line, Place};

/// Most lines that are kept; older ones fall off.
pub(super) const MOST_LINES: usize = 300;

/// A line with what a screen needs to tell it from others and from its own earlier self.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The same for the whole life of the line.
    pub key: u32,
    /// Changes whenever the line does.
    pub version: u32,
    /// The line.
    pub line: Line,
}

/// All lines, in the order in which they are shown.
///
/// Lines that the hub keeps stand in the hub's order. Lines that are still on their way to it come after them, in the
/// order in which they will arrive there.
#[derive(Clone, Debug, Default)]
pub struct Log {
    entries: Vec<Entry>,
    next_key: u32,
    revision: u32,
}

impl Log {
    /// The lines.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Changes whenever a line does.
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// Adds a line at the end.
    pub fn push(&mut self, line: Line) {
        self.insert(self.entries.len(), line);
    }

    /// Adds a line that the hub keeps: before what is still on its way there.
    pub fn push_placed(&mut self, line: Line) {
        let is_underway = |entry: &&Entry| entry.line.is_underway();
        let underway = self.entries.iter().rev().take_while(is_underway).count();
        self.insert(self.entries.len() - underway, line);
    }

    /// Whether there is a line that went to the hub under `client_id`.
    pub fn has_own(&self, client_id: &ClientId) -> bool {
        self.entries.iter().any(|entry| entry.line.client_id.as_ref() == Some(client_id))
    }

    /// Whether there is a line that the hub keeps at `place`.
    pub fn has_place(&self, place: &Place) -> bool {
        self.entries.iter().any(|entry| entry.line.place.as_ref() == Some(place))
    }

    /// Changes the lines for which `change` says that it did.
    pub fn revise(&mut self, mut change: impl FnMut(&mut Line) -> bool) {
        let mut is_changed = false;
        for entry in &mut self.entries {
            if change(&mut entry.line) {
                entry.version += 1;
                is_changed = true;
            }
        }
        self.revision += u32::from(is_changed);
    }

    /// Changes the last line for which `change` says that it did.
    pub fn revise_last(&mut self, mut change: impl FnMut(&mut Line) -> bool) {
        if let Some(entry) = self.entries.iter_mut().rev().find_map(|entry| change(&mut entry.line).then_some(entry)) {
            entry.version += 1;
            self.revision += 1;
        }
    }

    /// Changes the line that went to the hub under `client_id`, if there is one.
    pub fn revise_own(&mut self, client_id: &ClientId, mut change: impl FnMut(&mut Line)) {
        self.revise(|line| {
            let is_meant = line.client_id.as_ref() == Some(client_id);
            if is_meant {
                change(line);
            }
            is_meant
        });
    }

    /// Forgets every line that the hub keeps.
    pub fn forget_placed(&mut self) {
        self.entries.retain(|entry| entry.line.place.is_none());
        self.revision += 1;
    }

    fn insert(&mut self, index: usize, line: Line) {
        self.entries.insert(index, Entry { key: self.next_key, version: 0, line });
        self.next_key += 1;
        self.revision += 1;
        if self.entries.len() > MOST_LINES {
            self.entries.remove(0);
        }
    }
}

impl FromIterator<Line> for Log {
    fn from_iter<I: IntoIterator<Item = Line>>(lines: I) -> Self {
        let mut log = Self::default();
        lines.into_iter().for_each(|line| log.push(line));
        log
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::line::{Content, Delivery, Voice};

    fn said(text: &str) -> Line {
        Line::new(0, Content::words(Voice::Shopper, text))
    }

    fn id(name: &str) -> ClientId {
        ClientId::new(format!("client-{name}")).expect("valid")
    }

    fn texts(log: &Log) -> Vec<String> {
        let text = |entry: &Entry| match &entry.line.content {
            Content::Said { text, .. } => text.clone(),
            Content::Notice(notice) => format!("{notice:?}"),
        };
        log.entries().iter().map(text).collect()
    }

    #[test]
    fn what_the_hub_keeps_stands_before_what_is_on_its_way() {
        let mut log = Log::default();
        log.push(said("a"));
        log.push(said("b").sending(id("b")));
        log.push(said("c").sending(id("c")));
        log.push_placed(said("from the hub"));
        assert_eq!(texts(&log), ["a", "from the hub", "b", "c"]);
    }

    #[test]
    fn an_acknowledged_line_gives_way_until_its_place_is_known() {
        let mut log = Log::default();
        log.push(said("own").sending(id("own")));
        log.revise_own(&id("own"), |line| line.delivery = Delivery::Sent);
        log.push_placed(said("stored before it"));
        assert_eq!(texts(&log), ["stored before it", "own"]);
    }

    #[test]
    fn a_change_of_one_line_leaves_the_versions_of_the_others() {
        let mut log: Log = [said("a"), said("b").sending(id("b"))].into_iter().collect();
        let before = log.revision();
        log.revise_own(&id("b"), |line| line.delivery = Delivery::Sent);
        assert_eq!(log.entries().iter().map(|entry| entry.version).collect::<Vec<_>>(), [0, 1]);
        assert_ne!(log.revision(), before);
        log.revise_own(&id("unknown"), |line| line.delivery = Delivery::Failed);
        assert_eq!(log.entries()[1].version, 1);
    }

    #[test]
    fn the_oldest_lines_fall_off_and_keys_stay_unique() {
        let log: Log = (0..MOST_LINES + 5).map(|index| said(&index.to_string())).collect();
        assert_eq!(log.entries().len(), MOST_LINES);
        assert_eq!(texts(&log)[0], "5");
        assert!(log.entries().windows(2).all(|pair| pair[0].key < pair[1].key));
    }
}
