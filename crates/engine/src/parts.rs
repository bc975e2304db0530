//! What can be left out of the engine, so as to measure what it brings.

/// A part of the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Questions that are phrasings word for word.
    Exact,
    /// Likeness in words.
    Words,
    /// The answers as evidence.
    Answers,
    /// Likeness in meaning.
    Meaning,
    /// The topics of retail.
    Topics,
    /// What sets an entry apart from the others.
    Margin,
    /// Putting right what was mistyped.
    Repairs,
    /// Reading synonyms as one word.
    Synonyms,
    /// Fitting confidence to the knowledge.
    Calibration,
}

impl Part {
    /// All parts, with the names by which a command knows them.
    pub const ALL: [(&'static str, Self); 9] = [
        ("exact", Self::Exact),
        ("words", Self::Words),
        ("answers", Self::Answers),
        ("meaning", Self::Meaning),
        ("topics", Self::Topics),
        ("margin", Self::Margin),
        ("repairs", Self::Repairs),
        ("synonyms", Self::Synonyms),
        ("calibration", Self::Calibration),
    ];
}

/// Parts that are left out. By default none is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Without(u16);

impl Without {
    /// These, and `part` too.
    #[must_use]
    pub fn and(self, part: Part) -> Self {
        Self(self.0 | 1 << part as u16)
    }

    pub(crate) fn has(self, part: Part) -> bool {
        self.0 & 1 << part as u16 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_is_left_out_for_itself() {
        for (_, part) in Part::ALL {
            let without = Without::default().and(part);
            assert!(Part::ALL.iter().all(|(_, other)| without.has(*other) == (*other == part)));
        }
    }
}
