//! Plain text and numbers out of what pages write.

/// Most characters that are kept of one text.
const MOST_CHARS: usize = 2_000;

/// `written` without tags, with its entities read and its white space collapsed; line breaks of paragraphs stay.
pub(super) fn text(written: &str) -> String {
    let mut told = String::new();
    let mut rest: &str = written.char_indices().nth(4 * MOST_CHARS).map_or(written, |(end, _)| &written[..end]);
    while let Some(at) = rest.find(['<', '&']) {
        let (before, tail) = rest.split_at(at);
        told.push_str(before);
        if let Some((put, after)) = tag(tail).or_else(|| entity(tail)) {
            told.push_str(&put);
            rest = after;
        } else {
            told.push_str(&tail[..1]);
            rest = &tail[1..];
        }
    }
    told.push_str(rest);
    let lines = told.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    text.chars().take(MOST_CHARS).collect()
}

/// What a tag at the beginning of `written` stands for, and what follows it.
fn tag(written: &str) -> Option<(String, &str)> {
    let inner = written.strip_prefix('<')?;
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')) {
        return None;
    }
    let (tag, after) = inner.split_once('>')?;
    let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    let breaks = ["br", "p", "li", "div", "tr", "ul", "ol"].iter().any(|known| name.eq_ignore_ascii_case(known));
    Some((if breaks { "\n" } else { "" }.to_owned(), after))
}

/// The character that an entity at the beginning of `written` stands for, and what follows it.
fn entity(written: &str) -> Option<(String, &str)> {
    let (name, after) = written.strip_prefix('&')?.split_once(';')?;
    if name.len() > 8 {
        return None;
    }
    let number = |digits: &str| match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    };
    let character = match name {
        "nbsp" => ' ',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "yen" => '¥',
        "pound" => '£',
        "euro" => '€',
        "times" => '×',
        "deg" => '°',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        _ => char::from_u32(number(name.strip_prefix('#')?)?)?,
    };
    Some((character.to_string(), after))
}

/// A number as people write it: without the zeros that end its decimals.
pub(super) fn number(written: &str) -> String {
    let is_number = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_number && written.contains('.') && !written.starts_with('.') {
        written.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        written.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_words() {
        let check = |written, wanted: &str| assert_eq!(text(written), wanted, "{written}");
        check("<p>Soft &amp; warm</p><p>Two&nbsp;pockets</p>", "Soft & warm\nTwo pockets");
        check("3 < 4 and 5 > 2 & more;", "3 < 4 and 5 > 2 & more;");
        check("&#20013;&#x6587; <script>alert(1)</script>", "中文 alert(1)");
        check("  a\t b \n\n c  ", "a b\nc");
        check("<unclosed &unknown; &#xffffffff;", "<unclosed &unknown; &#xffffffff;");
    }

    #[test]
    fn numbers_lose_idle_zeros() {
        assert_eq!(["4.70", "20000", "798.00", "1.2.0x"].map(number), ["4.7", "20000", "798", "1.2.0x"]);
    }
}
