//! `manifest.json`: each file of `dist/` with its sizes and its digest, and which files the first answer needs.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use crate::digest;
use crate::workspace::{Workspace, files_under, read, write};

pub(crate) const NAME: &str = "manifest.json";

/// The ending of a file that is another file of `dist/`, compressed.
const BROTLI: &str = "br";

/// What a server sends compressed: all else is compressed already.
const COMPRESSIBLE: [&str; 10] = ["css", "fwlm", "html", "js", "json", "jsonl", "pack", "svg", "txt", "wasm"];

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// All that a browser downloads up to the first answer, in the order in which it asks for it.
    pub(crate) first_answer: Vec<String>,
    pub(crate) files: Vec<File>,
}

/// One file, and what it costs to send it: bytes.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct File {
    /// The path under `dist/`, with `/`.
    pub(crate) name: String,
    pub(crate) raw: u64,
    pub(crate) gzip: u64,
    pub(crate) brotli: u64,
    pub(crate) integrity: String,
}

impl Manifest {
    /// The manifest of the `dist/` that is there.
    pub(crate) fn read(workspace: &Workspace) -> Result<Self> {
        let path = workspace.dist().join(NAME);
        serde_json::from_slice(&read(&path)?)
            .with_context(|| format!("{} is not what `cargo xtask build` writes: build again", path.display()))
    }

    pub(crate) fn file(&self, name: &str) -> Result<&File> {
        let found = self.files.iter().find(|file| file.name == name);
        found.with_context(|| format!("{NAME} has no file {name}: build again with `cargo xtask build`"))
    }
}

/// Compresses what can be compressed, beside the original, and writes the manifest over all files of the folder.
pub(crate) fn write_for(folder: &Path, first_answer: Vec<String>) -> Result<()> {
    let mut files = Vec::new();
    for path in files_under(folder)? {
        let bytes = read(&folder.join(&path))?;
        let name = path.to_string_lossy().replace('\\', "/");
        let raw = bytes.len() as u64;
        let integrity = digest::integrity(&bytes);
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let (gzip, brotli) = if COMPRESSIBLE.contains(&ending) {
            let brotli = brotli_11(&bytes)?;
            write(&folder.join(format!("{name}.{BROTLI}")), &brotli)?;
            (gzip_9(&bytes)?.len() as u64, brotli.len() as u64)
        } else {
            (raw, raw)
        };
        files.push(File { name, raw, gzip, brotli, integrity });
    }
    let manifest = Manifest { first_answer, files };
    write(&folder.join(NAME), serde_json::to_string_pretty(&manifest)? + "\n")
}

fn gzip_9(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn brotli_11(bytes: &[u8]) -> Result<Vec<u8>> {
    let params =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &params)?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_compressed_can_be_read_again() {
        let text = "the floorwalker walks the floor. ".repeat(200);
        let mut gunzipped = String::new();
        flate2::read::GzDecoder::new(&gzip_9(text.as_bytes()).expect("gzip")[..])
            .read_to_string(&mut gunzipped)
            .expect("gzip data");
        assert_eq!(gunzipped, text);
        let mut unbrotlied = Vec::new();
        brotli::BrotliDecompress(&mut &brotli_11(text.as_bytes()).expect("brotli")[..], &mut unbrotlied)
            .expect("brotli data");
        assert_eq!(unbrotlied, text.as_bytes());
    }
}
