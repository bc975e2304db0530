//! The `wasm-bindgen` command as Trunk calls it: its flags, handed to the library that does the work. No more than that.

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

const USAGE: &str = "usage: wasm-bindgen [--target=web|bundler|nodejs|no-modules|deno] [--no-typescript] [--keep-debug] \
                     [--no-demangle] --out-dir=DIR --out-name=NAME INPUT.wasm";

fn main() -> Result<()> {
    let mut bindgen = Bindgen::new();
    // As the original command does: a page that calls the start function without a path gets the module beside the glue.
    bindgen.omit_default_module_path(false);
    let mut input = None;
    let mut out_dir = None;
    for argument in std::env::args().skip(1) {
        let (flag, value) = argument.split_once('=').unwrap_or((&argument, ""));
        match flag {
            "--version" | "-V" => return version(),
            "--target" => target(&mut bindgen, value)?,
            "--out-dir" => out_dir = Some(value.to_owned()),
            "--out-name" => {
                bindgen.out_name(value);
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
    bindgen.input_path(&input).generate(&out_dir).with_context(|| format!("cannot bind {input}"))
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
