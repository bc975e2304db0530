//! Builds the hub anew when the files that it carries inside have changed.

fn main() {
    println!("cargo::rerun-if-changed=../../dist/manifest.json");
}
