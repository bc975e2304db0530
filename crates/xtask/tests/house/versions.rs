//! What is pinned in more than one place agrees, and what keeps the engine pure is in force.

use std::fs;

use crate::tree;

fn read(path: &str) -> String {
    let path = tree::root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| unreachable!("cannot read {}: {error}", path.display()))
}

#[test]
fn the_wasm_bindgen_command_carries_the_version_of_the_library() {
    let lock = read("Cargo.lock");
    let manifest = read("crates/wasm-bindgen-cli/Cargo.toml");
    let version = manifest.lines().find(|line| line.starts_with("version = ")).expect("the command has a version");
    let locked = format!("name = \"wasm-bindgen\"\n{version}\n");
    assert!(lock.contains(&locked), "crates/wasm-bindgen-cli has {version}, Cargo.lock has another for wasm-bindgen");
}

#[test]
fn npm_lock_files_pin_contents_and_no_registry() {
    for path in
        ["e2e/package-lock.json", "crates/xtask/node/package-lock.json", "crates/bench/rivals/package-lock.json"]
    {
        let lock = read(path);
        assert!(lock.contains("\"integrity\": \"sha512-"), "{path} pins nothing");
        assert!(!lock.contains("\"resolved\""), "{path} names a registry: see .npmrc beside it, and lock again");
    }
}

#[test]
fn the_engine_may_not_ask_for_the_time() {
    let lints = read("crates/engine/clippy.toml");
    for clock in ["std::time::Instant::now", "std::time::SystemTime::now"] {
        assert!(lints.contains(clock), "crates/engine/clippy.toml must disallow {clock}");
    }
}
