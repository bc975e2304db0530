//! One character made plain: width, case and accents taken away.

/// Folds full-width forms to ASCII, upper case to lower case, and accented Latin letters to their base letter. Anything
/// else stays as it is.
///
/// A hand-made fold of what shoppers type: complete Unicode tables would cost a browser 36 KB (NFKC) and 9 KB (case).
pub(super) fn fold(c: char) -> char {
    match c {
        // Full-width ASCII stands at a fixed distance; the ideographic space is the one exception.
        '\u{FF01}'..='\u{FF5E}' => shift(c, -0xFEE0).to_ascii_lowercase(),
        '\u{3000}' => ' ',
        '\u{2018}' | '\u{2019}' | '\u{02BC}' => '\'',
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' => 'c',
        'Ď'..='đ' => 'd',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => 'e',
        'Ĝ'..='ģ' => 'g',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => 'i',
        'Ĺ'..='ł' => 'l',
        'Ñ' | 'ñ' | 'Ń'..='ň' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => 'o',
        'Ŕ'..='ř' => 'r',
        'Ś'..='š' => 's',
        'Ţ'..='ŧ' => 't',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => 'u',
        'Ý' | 'ý' | 'ÿ' | 'Ÿ' => 'y',
        'Ź'..='ž' => 'z',
        // Greek and Cyrillic capitals stand at a fixed distance from their small letters.
        'Α'..='Ω' | 'А'..='Я' => shift(c, 0x20),
        _ => c.to_ascii_lowercase(),
    }
}

fn shift(c: char, distance: i32) -> char {
    (c as u32).checked_add_signed(distance).and_then(char::from_u32).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_accents_go() {
        let folded: String = "ＡｂＣ１２３　Éçüø «Я»’".chars().map(fold).collect();
        assert_eq!(folded, "abc123 ecuo «я»'");
    }

    #[test]
    fn folding_twice_changes_nothing_more() {
        for c in (0..=0x1_0000).filter_map(char::from_u32) {
            assert_eq!(fold(fold(c)), fold(c), "{c}");
        }
    }
}
