//! Which of the values that can be chosen a shopper's words mention: a size, a colour.

/// Sizes that have a name besides their letter.
const NAMED: [(&str, &[&str]); 6] = [
    ("XS", &["extra small", "x-small", "加小", "特小"]),
    ("S", &["small", "小号", "小码"]),
    ("M", &["medium", "中号", "中码"]),
    ("L", &["large", "大号", "大码"]),
    ("XL", &["extra large", "x-large", "加大"]),
    ("XXL", &["2xl", "double xl", "xx-large"]),
];

/// Characters that name a colour by themselves.
const COLOURS: &str = "红橙黄绿青蓝紫黑白灰粉棕银金米紅黃綠藍";

/// Whether this is a size by its letters.
pub(super) fn is_size(value: &str) -> bool {
    NAMED.iter().any(|(size, _)| *size == value) || ["XXXL", "2XL", "3XL"].contains(&value)
}

/// Those of `values` that `said` mentions, in their order. Where one mention stands within another (“L” in “XL”), only the longer counts.
pub(super) fn mentioned<'a>(said: &str, values: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<(&str, usize, usize)> = Vec::new();
    for value in values {
        let places = names(value).into_iter().filter_map(|name| find(said, &name));
        if let Some((start, end)) = places.max_by_key(|(start, end)| end - start) {
            found.push((value, start, end));
        }
    }
    let is_within = |&(_, start, end): &(&str, usize, usize)| {
        found.iter().any(|(_, other, to)| *other <= start && end <= *to && end - start < to - other)
    };
    found.iter().filter(|place| !is_within(place)).map(|(value, ..)| *value).collect()
}

/// What a value may be called: itself, each of its words in either script, and the names of sizes.
fn names(value: &str) -> Vec<String> {
    let mut names = vec![value.to_owned()];
    let is_han = |c: char| crate::text::is_han(c);
    let han: String = value.chars().filter(|c| is_han(*c)).collect();
    let latin: Vec<&str> =
        value.split(|c: char| is_han(c) || c.is_whitespace() || c == '/').filter(|word| !word.is_empty()).collect();
    if han.chars().count() > 1 {
        let colour = han.chars().rfind(|c| COLOURS.contains(*c));
        names.extend(colour.map(|colour| colour.to_string()));
        names.push(han);
    }
    if latin.len() > 1 || latin.len() < value.split_whitespace().count() {
        names.push(latin.join(" "));
        names.extend(latin.iter().filter(|word| word.len() > 2).map(|word| (*word).to_owned()));
    }
    let known = NAMED.iter().filter(|(size, _)| *size == value).flat_map(|(_, names)| *names);
    names.extend(known.map(|name| (*name).to_owned()));
    names.retain(|name| !name.trim().is_empty());
    names
}

/// Where `said` mentions `name`, in bytes: not as a part of a longer word or number. A single letter has to be a capital, or stand
/// before 码 or 号 or behind “size”.
pub(super) fn find(said: &str, name: &str) -> Option<(usize, usize)> {
    let (text, wanted) = (said.to_ascii_lowercase(), name.to_ascii_lowercase());
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let ends_in_digit = wanted.ends_with(|c: char| c.is_ascii_digit());
    text.match_indices(&wanted).map(|(start, _)| (start, start + wanted.len())).find(|&(start, end)| {
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let first = wanted.chars().next().is_some_and(is_word);
        let last = wanted.chars().next_back().is_some_and(is_word);
        let joins_before = first && before.is_some_and(|c| is_word(c) || c == '\'' || c == '’');
        // A unit may follow a number at once.
        let joins_after = last && after.is_some_and(|c| is_word(c) && (c.is_ascii_digit() || !ends_in_digit));
        let is_letter = name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_sized = text[end..].trim_start().starts_with(['码', '号', '碼', '號', '的'])
            || ["size ", "in a ", "in an "].iter().any(|word| text[..start].ends_with(word));
        !joins_before && !joins_after && (!is_letter || said[start..end] == *name || is_sized)
    })
}

/// Fewer letters than these are no noun that a name would be known by.
const NOUN: usize = 4;

/// What may follow the name of a choice.
const TAILS: [&str; 8] = ["size", "one", "inch", "尺寸的", "尺寸", "码的", "码", "号"];

/// `said` without what a product named `name` is called in it, and without which of `choices` is meant: “how much is the teapot in
/// blue” asks what “how much is it” asks. None if that is all the same.
pub(super) fn pointing<'a>(said: &str, name: &str, choices: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut bare = said.to_owned();
    for choice in mentioned(said, choices) {
        let places = names(choice).into_iter().filter_map(|name| find(&bare, &name));
        if let Some((start, end)) = places.max_by_key(|(start, end)| end - start) {
            // “The queen size”, 42码的: what names the choice as one goes with it.
            let rest = bare[end..].trim_start();
            let tail = TAILS
                .iter()
                .find(|tail| rest.starts_with(**tail))
                .map_or(0, |tail| tail.len() + bare[end..].len() - rest.len());
            bare.replace_range(start..end + tail, "");
        }
    }
    let lower = name.to_ascii_lowercase();
    let is_part = |c: char| !c.is_alphanumeric();
    let named: Vec<&str> = lower.split(is_part).filter(|word| word.len() >= NOUN && word.is_ascii()).collect();
    let is_named = |word: &str| {
        let word = word.trim_matches(is_part).to_ascii_lowercase();
        named.iter().any(|noun| word == *noun || word.strip_suffix('s') == Some(noun))
    };
    let mut told: Vec<&str> = Vec::new();
    for word in bare.split_whitespace() {
        match (is_named(word), told.last()) {
            (true, Some(&"it")) => {}
            (true, _) => told.push("it"),
            (false, _) => told.push(word),
        }
    }
    let told = without_han(&told.join(" "), name);
    (told != said && !told.is_empty()).then_some(told)
}

/// The longest run of at least two Chinese characters that `said` and `name` have in common, taken out of `said`.
fn without_han(said: &str, name: &str) -> String {
    let chars: Vec<char> = said.chars().collect();
    let mut best = 0..0;
    for start in 0..chars.len() {
        let mut run = String::new();
        for (end, c) in chars.iter().enumerate().skip(start).take_while(|(_, c)| crate::text::is_han(**c)) {
            run.push(*c);
            // What is not there is not there with more behind it.
            if !name.contains(&run) {
                break;
            }
            if end + 1 - start > best.len() {
                best = start..end + 1;
            }
        }
    }
    if best.len() < 2 {
        return said.to_owned();
    }
    chars[..best.start].iter().chain(&chars[best.end..]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_heard_as_they_are_said() {
        let sizes = ["XS", "S", "M", "L", "XL", "XXL"];
        let check = |said, wanted: &[&str]| assert_eq!(mentioned(said, sizes.into_iter()), wanted, "{said}");
        check("这件M码还有吗", &["M"]);
        check("XXL还有没有,剩多少", &["XXL"]);
        check("how many S are left", &["S"]);
        check("when will the medium be available again", &["M"]);
        check("is it available in a small", &["S"]);
        check("l码和xl码", &["L", "XL"]);
        check("I'm sure it's small", &["S"]);
        check("how much is it", &[]);
    }

    #[test]
    fn colours_are_heard_by_any_of_their_names() {
        let colours = ["冰川蓝 Glacier Blue", "玄武黑 Basalt Black"];
        let check = |said, wanted: &[&str]| assert_eq!(mentioned(said, colours.into_iter()), wanted, "{said}");
        check("蓝色的还有吗", &["冰川蓝 Glacier Blue"]);
        check("is the black one in stock", &["玄武黑 Basalt Black"]);
        check("glacier blue or basalt black", &["冰川蓝 Glacier Blue", "玄武黑 Basalt Black"]);
        check("the bluest one", &[]);
    }

    #[test]
    fn a_product_called_by_its_name_is_pointed_at() {
        let check = |said, name, wanted: Option<&str>| {
            let sizes = ["20寸", "Queen"].into_iter();
            assert_eq!(pointing(said, name, sizes).as_deref(), wanted, "{said}");
        };
        check("how much is this teapot?", "Brackenfold Stoneware Teapot", Some("how much is this it"));
        check("这个机械键盘多少钱", "叩石 K87 三模机械键盘", Some("这个多少钱"));
        check("20寸多少钱", "旅行箱", Some("多少钱"));
        check("how much is it", "Stoneware Teapot", None);
        check("多少钱", "三模机械键盘", None);
    }
}
