//! Reads lines of text and writes each as the engine reads it: the stems of its words, and its runs of Chinese characters
//! with `=` before them, separated by blanks. The pipeline of the language models learns from these.

use std::io::{self, BufRead, BufWriter, Write};

use floorwalker_engine::text::{Token, tokens};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let show = |token| match token {
            Token::Word { stem, .. } => stem,
            Token::Han(run) => format!("={}", run.into_iter().collect::<String>()),
        };
        let shown: Vec<String> = tokens(&line?).into_iter().map(show).collect();
        writeln!(out, "{}", shown.join(" "))?;
    }
    out.flush()
}
