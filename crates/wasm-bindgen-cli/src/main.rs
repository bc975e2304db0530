//! The `wasm-bindgen` command as Trunk calls it: its flags, handed to the library that does the work. A module that was linked
//! to be cut (with `--emit-relocs`) is cut before, by the library for that. No more than that.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::Options;

const USAGE: &str = "usage: wasm-bindgen [--target=web|bundler|nodejs|no-modules|deno] [--no-typescript] [--keep-debug] \
                     [--no-demangle] --out-dir=DIR --out-name=NAME INPUT.wasm";

/// The section that the linker leaves in for the cutting.
const RELOCATIONS: &[u8] = b"reloc.CODE";

fn main() -> Result<()> {
    let mut bindgen = Bindgen::new();
    // As the original command does: a page that calls the start function without a path gets the module beside the glue.
    bindgen.omit_default_module_path(false);
    let mut input = None;
    let mut out_dir = None;
    let mut out_name = None;
    for argument in std::env::args().skip(1) {
        let (flag, value) = argument.split_once('=').unwrap_or((&argument, ""));
        match flag {
            "--version" | "-V" => return version(),
            "--target" => target(&mut bindgen, value)?,
            "--out-dir" => out_dir = Some(value.to_owned()),
            "--out-name" => {
                bindgen.out_name(value);
                out_name = Some(value.to_owned());
            }
            "--no-typescript" => {
                bindgen.typescript(false);
            }
            "--keep-debug" => {
                bindgen.keep_debug(true);
            }
            "--no-demangle" => {
                bindgen.demangle(false);
            }
            _ if flag.starts_with('-') => bail!("unknown flag {flag}\n{USAGE}"),
            _ => input = Some(argument),
        }
    }
    let input = input.with_context(|| format!("no input file\n{USAGE}"))?;
    let out_dir = out_dir.with_context(|| format!("no --out-dir\n{USAGE}"))?;
    let out_name = out_name.with_context(|| format!("no --out-name\n{USAGE}"))?;
    let main = cut(Path::new(&input), Path::new(&out_dir), &out_name).with_context(|| format!("cannot cut {input}"))?;
    // The pieces call what they share through the table of functions, which the linker exported.
    bindgen.keep_lld_exports(main != Path::new(&input));
    bindgen.input_path(&main).generate(&out_dir).with_context(|| format!("cannot bind {input}"))
}

/// Cuts off what the module's split points name, each a file of its own in `out_dir`, with the script that fetches them. Gives the
/// path of what is left: the module itself if it was not linked to be cut.
fn cut(input: &Path, out_dir: &Path, out_name: &str) -> Result<PathBuf> {
    let module = fs::read(input)?;
    if !module.windows(RELOCATIONS.len()).any(|name| name == RELOCATIONS) {
        return Ok(input.to_owned());
    }
    let main = out_dir.join("main.wasm");
    let main_module = format!("./{out_name}.js");
    let mut options = Options::new(&module);
    options.output_dir = out_dir;
    options.main_out_path = &main;
    options.main_module = &main_module;
    wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:?}"))?;
    Ok(main)
}

fn target(bindgen: &mut Bindgen, name: &str) -> Result<()> {
    match name {
        "web" => bindgen.web(true),
        "bundler" => bindgen.bundler(true),
        "nodejs" => bindgen.nodejs(true),
        "no-modules" => bindgen.no_modules(true),
        "deno" => bindgen.deno(true),
        _ => bail!("unknown target {name:?}\n{USAGE}"),
    }
    .map(drop)
}

#[expect(clippy::print_stdout, reason = "Trunk reads the version from standard output")]
#[expect(clippy::unnecessary_wraps, reason = "returned as the result of main")]
fn version() -> Result<()> {
    println!("wasm-bindgen {}", env!("CARGO_PKG_VERSION"));
    Ok(())
}
