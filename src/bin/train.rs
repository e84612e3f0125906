//! `train --data train.jsonl --vectors FILE --places DIR --people DIR --wordnet FILE --out model.bin` trains the tagger; see
//! the README beside the model. `train --predict GOLD --out FILE [--model FILE]` writes what the model finds.

use std::path::PathBuf;
use std::process::ExitCode;

use crossread::train::{Plan, Rates, predict, train};

fn run() -> Result<(), String> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let get = |name: &str| args.iter().position(|a| a == name).and_then(|i| args.get(i + 1)).cloned();
    let path = |name: &str| get(name).map(PathBuf::from);
    let number =
        |name: &str, default: f64| get(name).map_or(Ok(default), |v| v.parse().map_err(|_| format!("{name} wants a number")));
    let need = |name: &str| path(name).ok_or_else(|| format!("{name} PATH is missing"));
    let model = path("--model").unwrap_or_else(|| "src/core/entities/model/model.bin".into());
    if let Some(gold) = path("--predict") {
        let bytes = std::fs::read(&model).map_err(|e| format!("{}: {e}", model.display()))?;
        return predict(&bytes, &gold, &need("--out")?).map_err(|e| e.to_string());
    }
    let plan = Plan {
        data: need("--data")?,
        own: path("--own").unwrap_or_else(|| "src/train/own".into()),
        vectors: need("--vectors")?,
        places: need("--places")?,
        people: need("--people")?,
        wordnet: need("--wordnet")?,
        lists: path("--lists").unwrap_or_else(|| "src/train/lists".into()),
        tables: path("--tables").unwrap_or_else(|| std::env::temp_dir().join("crossread-tables.json")),
        without: get("--without").unwrap_or_else(|| "gum-speech,gum-textbook".into()).split(',').map(str::to_string).collect(),
        runs: number("--runs", 4.0)? as usize,
        rounds: number("--rounds", 10.0)? as usize,
        polish: number("--polish", 3.0)? as usize,
        rates: Rates {
            alpha: number("--alpha", 0.2)? as f32,
            l1: number("--l1", 3.0)? as f32,
            l2: number("--l2", 0.0)? as f32,
            dropout: number("--dropout", 0.5)? as f32,
        },
        bias: get("--bias")
            .unwrap_or_default()
            .split(',')
            .filter_map(|b| b.split_once('=').and_then(|(k, v)| Some((k.to_string(), v.parse().ok()?))))
            .collect(),
        least: number("--least", 2.0)? as u32,
        keep: number("--keep", 130_000.0)? as usize,
        words: number("--words", 60_000.0)? as usize,
        fine: number("--fine", 1023.0)? as usize,
    };
    let bytes = train(&plan).map_err(|e| e.to_string())?;
    let out = path("--out").unwrap_or(model);
    std::fs::write(&out, &bytes).map_err(|e| format!("{}: {e}", out.display()))?;
    eprintln!("{}: {} bytes", out.display(), bytes.len());
    Ok(())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("train: {e}");
            ExitCode::FAILURE
        }
    }
}
