//! How amounts of money, numbers and dates are read, and how people write them.

use crate::knowledge::Language;

/// The names of months in English.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Money {
    /// In hundredths of the currency's unit.
    pub(crate) cents: u64,
    /// The currency's ISO 4217 code, empty if it is not known.
    pub(crate) currency: String,
}

/// Signs of currencies, with the code that each stands for in a text. `$` and `¥` are said of several: they are taken for these
/// only where no code is named.
const SIGNS: [(&str, &str); 12] = [
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

/// An amount as people write it: a plain number in `currency`, else the first amount in `written`, in the currency that it names
/// itself, else in `currency`. `None` if there is none.
pub(crate) fn amount(written: &str, currency: Option<String>) -> Option<String> {
    if let Some(cents) = decimal(written) {
        let told = Money { cents: cents.unsigned_abs(), currency: currency.unwrap_or_default() }.told();
        return Some(if cents < 0 { ["-", &told].concat() } else { told });
    }
    let own = money(written, None)?;
    let currency = if own.currency.is_empty() { currency.unwrap_or_default() } else { own.currency };
    Some(Money { currency, ..own }.told())
}

/// The first amount in `written`, such as `798.00`, `$1,299.00` or `ab 1.299,00 €`. `currency` is what is said of it elsewhere.
pub(crate) fn money(written: &str, currency: Option<String>) -> Option<Money> {
    let code = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let by_sign = || {
        let written = written.replace('￥', "¥");
        SIGNS.iter().find(|(sign, _)| written.contains(sign)).map(|(_, code)| (*code).to_owned())
    };
    let by_code = || written.split(|c: char| !c.is_ascii_alphabetic()).find(|word| code(word)).map(str::to_owned);
    let currency = currency.filter(|named| code(named)).or_else(by_code).or_else(by_sign).unwrap_or_default();
    Some(Money { cents: hundredths(written)?, currency })
}

/// The first number of `written` in hundredths. A single mark with one or two digits behind it begins the decimals; all others
/// part thousands.
pub(crate) fn hundredths(written: &str) -> Option<u64> {
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

impl Money {
    /// As people write it: the sign before, thousands parted, cents only where there are any.
    pub(crate) fn told(&self) -> String {
        let mut amount = parted(self.cents / 100);
        if !self.cents.is_multiple_of(100) {
            amount.extend(['.', digit(self.cents / 10), digit(self.cents)]);
        }
        match SIGNS.iter().find(|(_, code)| *code == self.currency) {
            Some((sign, _)) => [sign, amount.as_str()].concat(),
            None if self.currency.is_empty() => amount,
            None => [&self.currency, " ", &amount].concat(),
        }
    }
}

/// A plain decimal number such as those of JSON in hundredths, rounded. `None` if `written` is none, or too large.
pub(crate) fn decimal(written: &str) -> Option<i64> {
    let written = written.trim();
    let (sign, digits) = written.strip_prefix('-').map_or((1, written), |digits| (-1, digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(decimals) {
        return None;
    }
    let digit = |at: usize| decimals.as_bytes().get(at).map_or(0, |byte| i64::from(byte - b'0'));
    let cents = digit(0) * 10 + digit(1) + i64::from(digit(2) >= 5);
    Some(sign * whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)?)
}

/// A whole number as people write it, its thousands parted.
fn parted(number: u64) -> String {
    let digits = number.to_string();
    let mut told = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            told.push(',');
        }
        told.push(digit);
    }
    told
}

/// The last digit of a number.
fn digit(number: u64) -> char {
    char::from(b"0123456789"[(number % 10) as usize])
}

/// A number as people write it: the thousands of a whole one of five digits or more are parted, since fewer may be a year or a model. All else stays as it
/// stands.
pub(crate) fn number(written: &str) -> String {
    let (whole, rest) = written.split_at(written.find('.').unwrap_or(written.len()));
    match whole.parse::<u64>() {
        Ok(number) if whole.len() > 4 => [&parted(number), rest].concat(),
        _ => written.to_owned(),
    }
}

/// A date, `YYYY-MM-DD` with or without a time behind it, as people write it; all else as it stands.
pub(crate) fn date(written: &str, language: Language) -> String {
    let day = written.get(..10).unwrap_or_default();
    let mut parts = day.split('-').map(|part| part.parse::<usize>().unwrap_or_default());
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, day) = (part(), part(), part());
    match (language, MONTHS.get(month.wrapping_sub(1))) {
        (Language::En, Some(name)) if day > 0 => format!("{day} {name} {year}"),
        (Language::Zh, Some(_)) if day > 0 => format!("{year}年{month}月{day}日"),
        _ => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn money_and_dates_are_told_as_people_write_them() {
        let money = |cents, currency: &str| Money { cents, currency: currency.to_owned() }.told();
        assert_eq!([money(79_800, "CNY"), money(129_990, "USD"), money(5, "EUR")], ["¥798", "US$1,299.90", "€0.05"]);
        assert_eq!([money(1_200_000_000, ""), money(100, "CHF")], ["12,000,000", "CHF 1"]);
        let told = |written| amount(written, Some("USD".to_owned()));
        assert_eq!(
            ["18.990000000000002", "12.345", "-12.5", "1,299.5 EUR", "7"].map(told),
            ["US$18.99", "US$12.35", "-US$12.50", "€1,299.50", "US$7"].map(|told| Some(told.to_owned()))
        );
        assert_eq!(
            [decimal("-5"), decimal("2.3333"), decimal("1e3"), decimal("")],
            [Some(-500), Some(233), None, None]
        );
        assert_eq!(["1234", "98765.5", "1234567", "a lot"].map(number), ["1234", "98,765.5", "1,234,567", "a lot"]);
        let check = |written, en: &str, zh: &str| {
            assert_eq!([date(written, Language::En), date(written, Language::Zh)], [en, zh]);
        };
        check("2026-11-02", "2 November 2026", "2026年11月2日");
        check("2026-11-02T09:30:00+08:00", "2 November 2026", "2026年11月2日");
        check("2026-13-02", "2026-13-02", "2026-13-02");
        check("tomorrow", "tomorrow", "tomorrow");
        check("明天下午三点前到货", "明天下午三点前到货", "明天下午三点前到货");
    }
}
