//! The module that the loader starts.

fn main() {
    floorwalker::mount_from_loader();
}
