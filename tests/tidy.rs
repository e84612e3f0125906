//! House rules that the compiler does not check.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All text files that are ours, with paths from the root; nothing that is built or fetched.
fn files() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder that can be read").map(|e| e.expect("an entry").path()) {
            let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let built = ["target", "dist", "node_modules", "artifacts", ".git", ".tools"].contains(&name.as_str());
            if entry.is_dir() && !built {
                folders.push(entry);
            } else if entry.is_file()
                && !built
                && let Ok(text) = fs::read_to_string(&entry)
            {
                found.push((relative(&entry), text));
            }
        }
    }
    found.sort();
    assert!(found.len() > 40, "the files of the project are found");
    found
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Lines of files below `folder` (Rust, comments aside, build scripts aside) that hold one of `words`.
fn uses(folder: &str, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files().iter().filter(|(p, _)| p.starts_with(folder) && p.ends_with(".rs") && !p.ends_with("/build.rs")) {
        for (n, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            if let Some(word) = words.iter().find(|w| code.contains(**w)) {
                found.push(format!("{path}:{}: {word}", n + 1));
            }
        }
    }
    found
}

fn none(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn the_core_is_pure() {
    let layers = ["crate::wire", "crate::intake", "crate::app", "crate::worker", "crate::embed"];
    let browser = ["web_sys", "js_sys", "wasm_bindgen", "yew", "gloo"];
    let world =
        ["std::fs", "std::env", "std::net", "std::io", "std::time", "std::thread", "std::process", "SystemTime", "Instant::"];
    let text = ["println!", "eprintln!", "dbg!", "unimplemented!"];
    none(uses("src/core/", &[&layers[..], &browser, &world, &text].concat()));
}

#[test]
fn the_wire_knows_no_javascript_and_no_layer_above() {
    none(uses(
        "src/wire/",
        &[
            "crate::intake",
            "crate::app",
            "crate::worker",
            "crate::embed",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "std::fs",
            "std::time",
        ],
    ));
}

#[test]
fn the_intake_knows_no_javascript_and_no_layer_above() {
    none(uses(
        "src/intake/",
        &["crate::app", "crate::worker", "crate::embed", "web_sys", "js_sys", "wasm_bindgen", "std::fs", "std::time"],
    ));
}

#[test]
fn the_outer_layers_do_not_know_each_other() {
    none(uses("src/app/", &["crate::worker", "crate::embed"]));
    none(uses("src/worker/", &["crate::app", "crate::embed", "crate::core"]));
    none(uses("src/embed/", &["crate::app", "crate::worker", "crate::intake", "crate::core"]));
}

#[test]
fn offsets_change_units_in_one_place() {
    let outside = |line: &String| !line.starts_with("src/wire/") && !line.starts_with("src/embed/pack.rs");
    none(uses("src/", &["encode_utf16", "len_utf16"]).into_iter().filter(outside).collect());
}

#[test]
fn no_path_of_a_machine_and_no_host_of_a_mirror() {
    // Put together here, so that this file does not hold them.
    let machine: Vec<String> = ["work/", "tmp/", "root/", "home/", "Users/"].iter().map(|p| format!("/{p}")).collect();
    let mut found = Vec::new();
    for (path, text) in files().iter().filter(|(p, _)| !p.ends_with(".tsv")) {
        for (n, line) in text.lines().enumerate() {
            for start in &machine {
                let from_root = line
                    .find(start.as_str())
                    .filter(|&at| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-}$*".contains(c)));
                if from_root.is_some() {
                    found.push(format!("{path}:{}: {start}", n + 1));
                }
            }
            if path.ends_with("package-lock.json") && line.contains("\"resolved\"") {
                found.push(format!("{path}:{}: the address of a registry", n + 1));
            }
        }
    }
    none(found);
}

#[test]
fn files_stay_readable() {
    /// A file of more lines wants a second room.
    const MOST: usize = 800;
    let rust = |p: &str| p.ends_with(".rs") || p.ends_with(".mjs") || p.ends_with(".js") || p.ends_with(".css");
    none(files().iter().filter(|(p, t)| rust(p) && t.lines().count() > MOST).map(|(p, _)| p.clone()).collect());
}

#[test]
fn pinned_versions_agree() {
    let read = |path: &str| fs::read_to_string(root().join(path)).expect(path);
    let lock = read("Cargo.lock");
    let version = |name: &str| {
        let entry = lock.split("\n\n").find(|e| e.contains(&format!("name = \"{name}\"\n"))).expect(name);
        entry.lines().find_map(|l| l.strip_prefix("version = ")).expect(name).trim_matches('"').to_string()
    };
    assert!(
        read("Trunk.toml").contains(&format!("wasm_bindgen = \"{}\"", version("wasm-bindgen"))),
        "Trunk.toml names the crate's wasm-bindgen"
    );
    let binaryen = read("tests/package.json");
    let binaryen = binaryen.split("\"binaryen\": \"").nth(1).and_then(|t| t.split('.').next()).expect("binaryen");
    assert!(
        read("Trunk.toml").contains(&format!("wasm_opt = \"version_{binaryen}\"")),
        "Trunk.toml names the binaryen of tests/package.json"
    );
    let package = format!("\"version\": \"{}\"", version("crossread"));
    assert!(read("src/embed/package/package.json").contains(&package), "the package has the version of the crate");
}
