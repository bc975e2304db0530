//! Who may know whom: the arrows between the packages of this workspace, read from `cargo metadata`.

use std::collections::BTreeMap;
use std::process::Command;

use serde::Deserialize;

use crate::tree;

/// Each package, and those it may depend on, for building or for testing. A package that is not listed may not exist.
const ALLOWED: [(&str, &[&str]); 9] = [
    ("floorwalker", &["floorwalker-engine", "floorwalker-protocol", "floorwalker-locale"]),
    ("floorwalker-bench", &["floorwalker-engine"]),
    ("floorwalker-console", &["floorwalker-engine", "floorwalker-protocol", "floorwalker-locale"]),
    ("floorwalker-engine", &[]),
    ("floorwalker-hub", &["floorwalker-engine", "floorwalker-protocol"]),
    ("floorwalker-locale", &[]),
    ("floorwalker-protocol", &[]),
    ("floorwalker-wasm-bindgen-cli", &[]),
    ("xtask", &[]),
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
}

#[test]
fn every_package_knows_only_those_it_may_know() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--no-deps", "--format-version=1", "--offline"]).current_dir(tree::root());
    let output = cargo.output().expect("cargo runs, since it runs this test");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Metadata = serde_json::from_slice(&output.stdout).expect("the metadata of cargo");
    tree::assert_none("these arrows are not allowed (see ARCHITECTURE.md):", &forbidden(&metadata.packages));
}

fn forbidden(packages: &[Package]) -> Vec<String> {
    let allowed = BTreeMap::from(ALLOWED);
    let mut found = Vec::new();
    for Package { name, dependencies } in packages {
        let Some(may_know) = allowed.get(name.as_str()) else {
            found.push(format!("{name}: no rule says whom this package may know"));
            continue;
        };
        for Dependency { name: known } in dependencies {
            // A package may name itself, to switch features on for its own tests.
            if allowed.contains_key(known.as_str()) && known != name && !may_know.contains(&known.as_str()) {
                found.push(format!("{name} -> {known}"));
            }
        }
    }
    found
}

#[test]
fn a_forbidden_arrow_is_named() {
    let package = |name: &str, known: &[&str]| Package {
        name: name.to_owned(),
        dependencies: known.iter().map(|name| Dependency { name: (*name).to_owned() }).collect(),
    };
    let packages = [
        package("floorwalker-protocol", &["serde", "floorwalker-protocol"]),
        package("floorwalker-engine", &["floorwalker-protocol"]),
        package("floorwalker-stranger", &[]),
    ];
    assert_eq!(
        forbidden(&packages),
        ["floorwalker-engine -> floorwalker-protocol", "floorwalker-stranger: no rule says whom this package may know"]
    );
}
