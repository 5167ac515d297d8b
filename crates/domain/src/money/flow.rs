//! The cheapest cut of a network, by Dinic's method: between a source, a sink
//! and what lies between them.

use std::collections::VecDeque;

/// No arc.
const NONE: usize = usize::MAX;

struct Arc {
    to: usize,
    left: i128,
}

/// A network of nodes by number. Arcs lie in pairs, one there and one back.
pub(super) struct Network {
    arcs: Vec<Arc>,
    from: Vec<Vec<usize>>,
}

impl Network {
    pub(super) fn new(nodes: usize) -> Self {
        Self { arcs: Vec::new(), from: (0..nodes).map(|_| Vec::new()).collect() }
    }

    /// An arc with room for so much.
    pub(super) fn connect(&mut self, from: usize, to: usize, room: i128) {
        for (from, to, left) in [(from, to, room), (to, from, 0)] {
            if let Some(arcs) = self.from.get_mut(from) {
                arcs.push(self.arcs.len());
                self.arcs.push(Arc { to, left });
            }
        }
    }

    /// Sends as much as there is room for, and gives the nodes that the source
    /// reaches then: the smallest of the cheapest cuts.
    pub(super) fn cut(&mut self, source: usize, sink: usize) -> Vec<bool> {
        loop {
            let depths = self.depths(source);
            if depths.get(sink).is_none_or(|depth| *depth == NONE) {
                return depths.into_iter().map(|depth| depth != NONE).collect();
            }
            let mut next = vec![0; self.from.len()];
            while self.send(source, sink, &depths, &mut next) {}
        }
    }

    fn depths(&self, source: usize) -> Vec<usize> {
        let mut depths = vec![NONE; self.from.len()];
        let mut open = VecDeque::from([source]);
        if let Some(depth) = depths.get_mut(source) {
            *depth = 0;
        }
        while let Some(at) = open.pop_front() {
            let next = depths.get(at).map_or(0, |depth| depth + 1);
            for arc in self.from.get(at).into_iter().flatten().filter_map(|arc| self.arcs.get(*arc)) {
                if let Some(depth) = depths.get_mut(arc.to).filter(|depth| arc.left > 0 && **depth == NONE) {
                    *depth = next;
                    open.push_back(arc.to);
                }
            }
        }
        depths
    }

    /// Sends along one path of nodes that lie deeper and deeper.
    fn send(&mut self, source: usize, sink: usize, depths: &[usize], next: &mut [usize]) -> bool {
        let mut path: Vec<usize> = Vec::new();
        let mut at = source;
        while at != sink {
            let onward = loop {
                let Some(tried) = next.get_mut(at) else { return false };
                let Some(no) = self.from.get(at).and_then(|arcs| arcs.get(*tried)).copied() else { break None };
                let is_deeper = |arc: &&Arc| {
                    let depth = |node: usize| depths.get(node).copied().unwrap_or(NONE);
                    arc.left > 0 && depth(arc.to) != NONE && depth(arc.to) == depth(at) + 1
                };
                match self.arcs.get(no).filter(is_deeper) {
                    Some(arc) => break Some((no, arc.to)),
                    None => *tried += 1,
                }
            };
            match onward {
                Some((no, to)) => {
                    path.push(no);
                    at = to;
                }
                None => {
                    // Nothing goes on from here: back, and another way.
                    let Some(no) = path.pop() else { return false };
                    at = self.arcs.get(no ^ 1).map_or(source, |back| back.to);
                    if let Some(tried) = next.get_mut(at) {
                        *tried += 1;
                    }
                }
            }
        }
        let room = path.iter().filter_map(|no| self.arcs.get(*no)).map(|arc| arc.left).min().unwrap_or_default();
        for no in path {
            if let Some(arc) = self.arcs.get_mut(no) {
                arc.left -= room;
            }
            if let Some(back) = self.arcs.get_mut(no ^ 1) {
                back.left += room;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheapest_cut_is_found() {
        // 0 is the source, 3 the sink; the narrow places are 0→2 and 1→3.
        let mut network = Network::new(4);
        for (from, to, room) in [(0, 1, 10), (0, 2, 2), (1, 2, 1), (1, 3, 3), (2, 3, 9)] {
            network.connect(from, to, room);
        }
        assert_eq!(network.cut(0, 3), [true, true, false, false]);
        let mut apart = Network::new(3);
        apart.connect(0, 1, 5);
        assert_eq!(apart.cut(0, 2), [true, true, false]);
    }
}
