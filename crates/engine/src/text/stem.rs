//! English words without their endings.

/// The stem of a folded English word: plural, tense and adverb endings taken off, so that "shipped", "ships" and
/// "shipping" meet. A much smaller set of rules than Porter's (1980), steps 1a to 1c with its conditions on what must
/// remain; words with digits and words of three letters or fewer stay as they are.
pub(crate) fn stem(word: &str) -> String {
    if word.len() <= 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    without_silent_e(without_tense(&singular(word)))
}

fn singular(word: &str) -> String {
    if let Some(base) = word.strip_suffix("ies")
        && base.len() > 1
    {
        return format!("{base}y");
    }
    for (ending, kept) in [("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")] {
        if let Some(base) = word.strip_suffix(ending) {
            return format!("{base}{kept}");
        }
    }
    match word.strip_suffix('s') {
        Some(base) if !base.ends_with(['s', 'u', 'i']) => base.to_owned(),
        _ => word.to_owned(),
    }
}

fn without_tense(word: &str) -> String {
    for ending in ["ing", "ed"] {
        if let Some(base) = word.strip_suffix(ending)
            && has_vowel(base)
            && base.len() >= 3
        {
            return undouble(base);
        }
    }
    match word.strip_suffix("ly") {
        Some(base) if base.len() >= 4 => base.to_owned(),
        _ => word.to_owned(),
    }
}

/// "shipp" to "ship", but not "fall", "miss", "buzz" and their like.
fn undouble(base: &str) -> String {
    if let [.., before, last] = base.as_bytes()
        && before == last
        && !matches!(last, b'l' | b's' | b'z' | b'e' | b'o')
    {
        return base[..base.len() - 1].to_owned();
    }
    base.to_owned()
}

/// "exchange" meets "exchang(ing)".
fn without_silent_e(mut word: String) -> String {
    if word.len() > 4 && word.ends_with('e') {
        word.pop();
    }
    word
}

fn has_vowel(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_meet() {
        for forms in [
            &["ship", "ships", "shipped", "shipping"][..],
            &["exchange", "exchanges", "exchanged", "exchanging"],
            &["delivery", "deliveries"],
            &["return", "returns", "returned", "returning"],
            &["box", "boxes"],
            &["refund", "refunds", "refunded"],
            &["arrive", "arrives", "arrived", "arriving"],
        ] {
            for form in forms {
                assert_eq!(stem(form), stem(forms[0]), "{form}");
            }
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (one, other) in [("sing", "string"), ("bus", "bu"), ("status", "statu"), ("size", "sing")] {
            assert_ne!(stem(one), stem(other), "{one} and {other}");
        }
    }

    #[test]
    fn short_words_and_codes_stay_as_they_are() {
        for word in ["is", "yes", "40d", "np-rl3", "gas", "冰川"] {
            assert_eq!(stem(word), word);
        }
    }
}
