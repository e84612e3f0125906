//! Disjoint sets of indices, for joining what belongs together.

/// Sets over `0..n`. The smallest index of a set leads it, so that the result does not depend on the order of joining.
#[derive(Debug, Clone)]
pub struct Sets(Vec<usize>);

impl Sets {
    /// Every index in a set of its own.
    pub fn new(n: usize) -> Self {
        Self((0..n).collect())
    }
    /// The index that leads the set of `i`.
    pub fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }
    /// Makes one set of two.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
    /// Makes one set of all that the list names.
    pub fn join_all(&mut self, list: &[usize]) {
        for pair in list.windows(2) {
            self.join(pair[0], pair[1]);
        }
    }
    /// The leaders of all that the list names, in order.
    pub fn roots(&mut self, list: &[usize]) -> Vec<usize> {
        let mut roots: Vec<usize> = list.iter().map(|i| self.root(*i)).collect();
        roots.sort_unstable();
        roots.dedup();
        roots
    }
}

#[cfg(test)]
mod tests {
    use super::Sets;

    #[test]
    fn the_order_of_joining_changes_nothing() {
        let (mut one, mut other) = (Sets::new(6), Sets::new(6));
        one.join_all(&[4, 2, 5]);
        one.join(5, 1);
        other.join(1, 2);
        other.join_all(&[5, 4, 1]);
        assert_eq!((0..6).map(|i| one.root(i)).collect::<Vec<_>>(), (0..6).map(|i| other.root(i)).collect::<Vec<_>>());
        assert_eq!(one.roots(&[5, 3, 2]), [1, 3]);
    }
}
