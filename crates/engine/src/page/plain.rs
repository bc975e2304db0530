//! Plain text, numbers and prices out of what pages write.

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

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Money {
    /// In hundredths of the currency's unit.
    pub(super) cents: u64,
    /// The currency's ISO 4217 code, empty if the page does not say.
    pub(super) currency: String,
}

/// Signs of currencies, with the code that each stands for in a text. `$` and `¥` are said of several: they are taken for these
/// only where the page names no code.
pub(super) const SIGNS: [(&str, &str); 12] = [
    ("US$", "USD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("CA$", "CAD"),
    ("A$", "AUD"),
    ("S$", "SGD"),
    ("JP¥", "JPY"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₩", "KRW"),
    ("¥", "CNY"),
    ("$", "USD"),
];

/// The first amount in `written`, such as `798.00`, `$1,299.00` or `ab 1.299,00 €`. `currency` is what the page says beside it.
pub(super) fn money(written: &str, currency: Option<String>) -> Option<Money> {
    let code = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let by_sign = || {
        let written = written.replace('￥', "¥");
        SIGNS.iter().find(|(sign, _)| written.contains(sign)).map(|(_, code)| (*code).to_owned())
    };
    let by_code = || written.split(|c: char| !c.is_ascii_alphabetic()).find(|word| code(word)).map(str::to_owned);
    let currency = currency.filter(|named| code(named)).or_else(by_code).or_else(by_sign).unwrap_or_default();
    Some(Money { cents: cents(written)?, currency })
}

/// The first number of `written` in hundredths. A single mark with one or two digits behind it begins the decimals; all others
/// part thousands.
fn cents(written: &str) -> Option<u64> {
    let start = written.find(|c: char| c.is_ascii_digit())?;
    let number = &written[start..];
    let end = number
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '\u{a0}')))
        .unwrap_or(number.len());
    let number = number[..end].trim_end_matches(|c: char| !c.is_ascii_digit());
    let (whole, decimals) = match number.rsplit_once(['.', ',']) {
        Some((whole, decimals))
            if decimals.len() <= 2 || decimals.bytes().all(|byte| byte == b'0') && decimals.len() != 3 =>
        {
            (whole, decimals)
        }
        _ => (number, ""),
    };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let decimals = format!("{:0<2}", digits(decimals).chars().take(2).collect::<String>());
    digits(whole).parse::<u64>().ok()?.checked_mul(100)?.checked_add(decimals.parse().ok()?)
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
    fn prices_are_read_as_they_are_meant() {
        let check = |written, cents, currency: &str| {
            assert_eq!(money(written, None), Some(Money { cents, currency: currency.to_owned() }), "{written}");
        };
        check("798.00", 79_800, "");
        check("$1,299.00", 129_900, "USD");
        check("from 1.299,00 €", 129_900, "EUR");
        check("¥ 1,299", 129_900, "CNY");
        check("12.5 USD", 1_250, "USD");
        check("CHF 1'299.95", 129_995, "CHF");
        check("A$139", 13_900, "AUD");
        assert_eq!(money("free", None), None);
        assert_eq!(money("99999999999999999999999", None), None);
        assert_eq!(money("12", Some("EUR".to_owned())).map(|money| money.currency), Some("EUR".to_owned()));
    }

    #[test]
    fn numbers_lose_idle_zeros() {
        assert_eq!(["4.70", "20000", "798.00", "1.2.0x"].map(number), ["4.7", "20000", "798", "1.2.0x"]);
    }
}
