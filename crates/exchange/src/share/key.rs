//! Reading cost keys.

use super::node::Node;
use super::read::{Reader, get};
use samverk_domain::money::{Band, By, Decimal, Key, Measure, Split};

/// Keys within keys.
const DEPTH_MAX: usize = 8;

impl Reader {
    /// A key, or nothing where it has a fault.
    pub(super) fn key(&mut self, node: &Node, at: &str, depth: usize) -> Option<Key> {
        let kind = match node {
            Node::Map(entries) => match get(entries, "kind") {
                Some(Node::Text(kind)) => kind.as_str(),
                _ => "",
            },
            _ => "",
        };
        let place = |name: &str| format!("{at}/{name}");
        if depth > DEPTH_MAX {
            self.fault(at, "share_deep", &DEPTH_MAX.to_string());
            return None;
        }
        let bounded = |own: &[&'static str]| [&["kind", "floor", "cap"], own].concat();
        match kind {
            "equal" | "inhabitants" | "percent" => {
                let by = match kind {
                    "equal" => By::Equal,
                    "percent" => By::Measure(Measure::Percent),
                    _ => By::Measure(Measure::Inhabitants),
                };
                let fields = self.fields(node, at, &bounded(&[]));
                Some(self.split(fields, at, by))
            }
            "usage" | "units" => {
                let fields = self.fields(node, at, &bounded(&["of"]));
                let of = self.id(get(fields, "of"), &place("of"));
                let measure = if kind == "usage" { Measure::Usage(of) } else { Measure::Units(of) };
                Some(self.split(fields, at, By::Measure(measure)))
            }
            "benefit" => {
                let fields = self.fields(node, at, &bounded(&["points"]));
                let points = self.needed(fields, "points", at)?;
                let points = self.by_member(points, &place("points"), Self::figure);
                Some(self.split(fields, at, By::Points(points)))
            }
            "special_then" => {
                let fields = self.fields(node, at, &["kind", "special", "then"]);
                let special = self.needed(fields, "special", at);
                let special = special.map(|node| self.by_member(node, &place("special"), Self::bare));
                let then = self.needed(fields, "then", at).and_then(|node| self.key(node, &place("then"), depth + 1));
                Some(Key::SpecialThen { special: special?, then: Box::new(then?) })
            }
            "own" => {
                let fields = self.fields(node, at, &["kind", "amounts"]);
                let amounts = self.needed(fields, "amounts", at)?;
                Some(Key::Own(self.by_member(amounts, &place("amounts"), Self::amount)))
            }
            "mix" => self.mix(node, at, depth),
            "rate" | "fixed_plus_rate" => {
                let own = ["kind", "rate", "by", "of", "fixed"];
                let known = if kind == "rate" { own.get(..4) } else { own.get(..) };
                let fields = self.fields(node, at, known.unwrap_or_default());
                let fixed = match kind {
                    "rate" => Some(None),
                    _ => {
                        self.needed(fields, "fixed", at).and_then(|node| self.decimal(node, &place("fixed"))).map(Some)
                    }
                };
                let rate = self.needed(fields, "rate", at).and_then(|node| self.decimal(node, &place("rate")));
                let by = self.measure(fields, at);
                Some(Key::Rate { fixed: fixed?, rate: rate?, by: by? })
            }
            "bands" => {
                let fields = self.fields(node, at, &["kind", "by", "of", "bands"]);
                let by = self.measure(fields, at);
                let bands = self.needed(fields, "bands", at).map(|node| self.bands(node, &place("bands")));
                Some(Key::Bands { by: by?, bands: bands? })
            }
            other => {
                self.fault(&place("kind"), "share_key", other);
                None
            }
        }
    }

    fn needed<'a>(&mut self, fields: &'a [(String, Node)], name: &str, at: &str) -> Option<&'a Node> {
        let found = get(fields, name);
        if found.is_none() {
            self.fault(&format!("{at}/{name}"), "required", "");
        }
        found
    }

    fn split(&mut self, fields: &[(String, Node)], at: &str, by: By) -> Key {
        let mut bound = |name: &str| match get(fields, name) {
            None | Some(Node::Null) => None,
            Some(node) => self.bare(node, &format!("{at}/{name}")),
        };
        let (floor, cap) = (bound("floor"), bound("cap"));
        if let (Some(floor), Some(cap)) = (floor, cap)
            && floor > cap
        {
            self.fault(&format!("{at}/floor"), "share_floor", &self.unit.text(cap));
        }
        Key::Split(Split { by, floor, cap })
    }

    fn measure(&mut self, fields: &[(String, Node)], at: &str) -> Option<Measure> {
        let place = |name: &str| format!("{at}/{name}");
        match get(fields, "by") {
            None => Some(Measure::Inhabitants),
            Some(Node::Text(by)) if by == "inhabitants" => Some(Measure::Inhabitants),
            Some(Node::Text(by)) if by == "usage" => Some(Measure::Usage(self.id(get(fields, "of"), &place("of")))),
            Some(Node::Text(by)) if by == "units" => Some(Measure::Units(self.id(get(fields, "of"), &place("of")))),
            Some(Node::Text(by)) if by == "percent" => Some(Measure::Percent),
            Some(_) => {
                self.fault(&place("by"), "share_by", "");
                None
            }
        }
    }

    fn bands(&mut self, node: &Node, at: &str) -> Vec<Band> {
        let mut bands: Vec<Band> = Vec::new();
        let list = self.list(node, at);
        for (no, node) in list.iter().enumerate() {
            let place = format!("{at}/{no}");
            let fields = self.fields(node, &place, &["to", "fee"]);
            let to_at = format!("{place}/to");
            let to = match get(fields, "to") {
                None | Some(Node::Null) => None,
                Some(node) => self.figure(node, &to_at),
            };
            let before = bands.last().and_then(|band| band.to);
            let is_open = get(fields, "to").is_none_or(|node| matches!(node, Node::Null));
            let rises = !is_open && before.is_none_or(|before| to.is_none_or(|to: Decimal| to > before));
            if (is_open && no + 1 < list.len()) || (!is_open && !rises) {
                self.fault(&to_at, "share_band_order", "");
            }
            if let Some(fee) =
                self.needed(fields, "fee", &place).and_then(|node| self.decimal(node, &format!("{place}/fee")))
            {
                bands.push(Band { to, fee });
            }
        }
        if list.is_empty() {
            self.fault(at, "required", "");
        }
        bands
    }

    fn mix(&mut self, node: &Node, at: &str, depth: usize) -> Option<Key> {
        let fields = self.fields(node, at, &["kind", "parts"]);
        let parts_at = format!("{at}/parts");
        let node = self.needed(fields, "parts", at)?;
        let mut parts = Vec::new();
        for (no, node) in self.list(node, &parts_at).iter().enumerate() {
            let place = format!("{parts_at}/{no}");
            let fields = self.fields(node, &place, &["percent", "key"]);
            let percent = self.needed(fields, "percent", &place);
            let percent = percent.and_then(|node| self.figure(node, &format!("{place}/percent")));
            let key_at = format!("{place}/key");
            let key = self.needed(fields, "key", &place).and_then(|node| self.key(node, &key_at, depth + 1));
            if let (Some(percent), Some(key)) = (percent, key) {
                parts.push((percent, key));
            }
        }
        Some(Key::Mix(parts))
    }
}
