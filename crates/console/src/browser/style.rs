//! Puts the console's styles into the page as an adopted style sheet, which needs no permission from a content policy.

use web_sys::CssStyleSheet;

use super::document;

const SHEETS: [&str; 7] = [
    include_str!("../../style/tokens.css"),
    include_str!("../../style/base.css"),
    include_str!("../../style/frame.css"),
    include_str!("../../style/login.css"),
    include_str!("../../style/list.css"),
    include_str!("../../style/thread.css"),
    include_str!("../../style/packet.css"),
];

/// Adopts all style sheets, in the order in which they build on each other.
pub fn adopt() {
    let Ok(sheet) = CssStyleSheet::new() else { return };
    if sheet.replace_sync(&SHEETS.concat()).is_ok() {
        document().adopted_style_sheets().push(&sheet);
    }
}
