//! The page.

fn main() {
    crossread::app::start();
}
