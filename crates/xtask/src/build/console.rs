//! The console's page for `dist/console/`: what Trunk put into the head, put there again with the final names.

use std::path::Path;

use anyhow::{Context, Result};

use crate::build::assemble::{self, Assets};
use crate::build::{Page, minify};
use crate::digest;
use crate::tools::Tools;
use crate::workspace::{files_under, read, read_text, write};

/// What Trunk adds to a page: it is written anew, since the files get other names and snippets are joined into the glue.
const ADDED_BY_TRUNK: [(&str, &str); 3] =
    [("<script type=\"module\">", "</script>"), ("<link rel=\"modulepreload\"", ">"), ("<link rel=\"preload\"", ">")];

/// Writes the page and its files. The script that starts the module is a file as well, so that a strict content security
/// policy needs no exception for it.
pub(crate) fn page(tools: &Tools, page: &Page, folder: &Path) -> Result<()> {
    let assets = assemble::modules(tools, page, "console", folder)?;
    let mut html = read_text(&page.folder.join("index.html"))?;
    for (from, to) in ADDED_BY_TRUNK {
        html = without(&html, from, to);
    }
    for path in files_under(&page.folder)? {
        let name = path.to_string_lossy().into_owned();
        if [&page.wasm, &page.glue, "index.html"].contains(&name.as_str()) || name.starts_with("snippets") {
            continue;
        }
        let bytes = read(&page.folder.join(&path))?;
        let hashed = by_content(&name, &bytes);
        html = html.replace(&name, &hashed);
        write(&folder.join(&hashed), bytes)?;
    }
    let start = start_script(tools, &assets, folder)?;
    let (before, after) = html.split_once("</head>").context("the console's page has no </head>")?;
    let html = format!("{}\n    {}\n  </head>{after}", before.trim_end(), head(&assets, &start));
    write(&folder.join("index.html"), html)
}

fn start_script(tools: &Tools, assets: &Assets, folder: &Path) -> Result<String> {
    let script = minify::text(tools, &format!("import start from \"./{}\";\nawait start();\n", assets.module))?;
    let name = by_content("start.js", script.as_bytes());
    write(&folder.join(&name), script)?;
    Ok(name)
}

/// The module is asked for together with the scripts, not after them.
fn head(Assets { module, wasm }: &Assets, start: &str) -> String {
    format!(
        "<link rel=\"preload\" href=\"/console/{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n    \
         <link rel=\"modulepreload\" href=\"/console/{module}\">\n    \
         <script type=\"module\" src=\"/console/{start}\"></script>"
    )
}

/// The text without any of its parts that begin with `from` and end with `to`.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once(from) {
        kept.push_str(before);
        rest = tail.split_once(to).map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The name of a file with the digest of its bytes, in place of the one that Trunk may have given.
fn by_content(name: &str, bytes: &[u8]) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let is_digest = |tail: &str| tail.len() >= 14 && tail.bytes().all(|byte| byte.is_ascii_hexdigit());
    let stem = stem.rsplit_once('-').filter(|(_, tail)| is_digest(tail)).map_or(stem, |(stem, _)| stem);
    format!("{stem}-{}.{ending}", digest::short(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_carries_the_digest_of_the_bytes_and_no_other() {
        assert_eq!(by_content("start.js", b"abc"), "start-ba7816bf8f01cfea.js");
        assert_eq!(by_content("tokens-1f2e3d4c5b6a798.css", b"abc"), "tokens-ba7816bf8f01cfea.css");
        assert_eq!(by_content("dark-mode.css", b"abc"), "dark-mode-ba7816bf8f01cfea.css");
    }

    #[test]
    fn all_that_trunk_adds_is_taken_out() {
        let page = "<head><link rel=\"icon\"><link rel=\"preload\" as=\"a\"><b><link rel=\"preload\" as=\"b\"></head>";
        assert_eq!(without(page, "<link rel=\"preload\"", ">"), "<head><link rel=\"icon\"><b></head>");
    }
}
