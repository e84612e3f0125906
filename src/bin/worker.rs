//! The web worker of the page.

fn main() {
    crossread::worker::start();
}
