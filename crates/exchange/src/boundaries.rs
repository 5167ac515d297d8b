//! Boundaries of municipalities: read from GeoJSON (RFC 7946) or TopoJSON
//! with official codes, written as TopoJSON in metres.

use samverk_domain::map::boundary::{Area, Point, Topology, sweref99_tm};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Largest file of boundaries that is read.
pub const BOUNDARY_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Most points of a file.
const POINTS_MAX: usize = 5_000_000;
/// Faults told of one file.
const FAULTS_MAX: usize = 20;
/// What a file says that the program has written: its coordinates are metres.
const PLANE: &str = "EPSG:25833";
/// Coordinates are kept as multiples of so many metres.
const GRID_METRES: i64 = 10;
/// Properties that official sources keep a municipality's code under.
const CODES: [&str; 9] =
    ["kommunenummer", "kommunkod", "KnKod", "kom_kod", "KOM_KOD", "kommunekode", "lau_id", "LAU_ID", "id"];

/// Reads the areas of a file, projected to metres. `code` is the property
/// that holds the official code; without it the usual ones are tried.
///
/// # Errors
/// Every fault in words, each with its place: what is no GeoJSON or TopoJSON,
/// an area without a code of four digits, a code that stands twice, a
/// coordinate that is no longitude and latitude in the north.
pub fn read_boundaries(content: &[u8], code: Option<&str>) -> Result<Vec<Area>, Vec<String>> {
    if content.len() > BOUNDARY_BYTES_MAX {
        return Err(vec![format!("the file is larger than {BOUNDARY_BYTES_MAX} bytes")]);
    }
    let file: Value = serde_json::from_slice(content).map_err(|error| vec![format!("it is no JSON: {error}")])?;
    let mut reader = Reader { code, ..Reader::of(&file) };
    match file.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => reader.features(&file),
        Some("Topology") => reader.objects(&file),
        _ => reader.fault(String::new(), "its type is neither FeatureCollection (GeoJSON) nor Topology (TopoJSON)"),
    }
    if reader.areas.is_empty() && reader.faults.is_empty() {
        reader.fault(String::new(), "it holds no area");
    }
    if reader.faults.is_empty() { Ok(reader.areas.into_values().collect()) } else { Err(reader.faults) }
}

/// Writes areas as TopoJSON, quantised to ten metres.
#[must_use]
pub fn write_boundaries(topology: &Topology) -> Vec<u8> {
    let grid = |metres: i64| metres.div_euclid(GRID_METRES);
    let arcs: Vec<Value> = topology
        .lines()
        .iter()
        .map(|line| {
            let mut last = (0, 0);
            let step = |(x, y): &Point| {
                let (x, y) = (grid(*x), grid(*y));
                let step = json!([x - last.0, y - last.1]);
                last = (x, y);
                step
            };
            line.iter().map(step).collect()
        })
        .collect();
    let number = |(number, backwards): &(usize, bool)| {
        let number = i64::try_from(*number).unwrap_or(i64::MAX);
        if *backwards { -1 - number } else { number }
    };
    let geometries: Vec<Value> = topology
        .outlines()
        .iter()
        .map(|outline| {
            // Filled by the even-odd rule, rings need not say which of them is the outer one.
            let rings: Vec<Vec<i64>> = outline.rings.iter().map(|ring| ring.iter().map(number).collect()).collect();
            let code = outline.code.as_str();
            json!({ "type": "Polygon", "id": code, "properties": { "id": code }, "arcs": rings })
        })
        .collect();
    let objects = json!({ "municipalities": { "type": "GeometryCollection", "geometries": geometries } });
    let transform = json!({ "scale": [GRID_METRES, GRID_METRES], "translate": [0, 0] });
    let file = json!({
        "type": "Topology", "crs": PLANE, "transform": transform, "objects": objects, "arcs": arcs,
    });
    file.to_string().into_bytes()
}

/// What is gathered while a file is read.
struct Reader<'a> {
    code: Option<&'a str>,
    arcs: Vec<Vec<Point>>,
    areas: BTreeMap<String, Area>,
    points: usize,
    faults: Vec<String>,
    /// Coordinates are metres already.
    plane: bool,
    scale: (f64, f64),
    translate: (f64, f64),
    quantised: bool,
}

impl<'a> Reader<'a> {
    fn of(file: &Value) -> Self {
        let pair = |name: &str| {
            let pair = file.pointer(&format!("/transform/{name}"))?;
            Some((pair.get(0)?.as_f64()?, pair.get(1)?.as_f64()?))
        };
        let (scale, translate) = (pair("scale"), pair("translate"));
        Self {
            code: None,
            arcs: Vec::new(),
            areas: BTreeMap::new(),
            points: 0,
            faults: Vec::new(),
            plane: file.get("crs").and_then(Value::as_str) == Some(PLANE),
            quantised: scale.is_some() && translate.is_some(),
            scale: scale.unwrap_or((1.0, 1.0)),
            translate: translate.unwrap_or((0.0, 0.0)),
        }
    }

    fn fault(&mut self, place: String, what: &str) {
        match self.faults.len() {
            count if count < FAULTS_MAX && place.is_empty() => self.faults.push(what.to_owned()),
            count if count < FAULTS_MAX => self.faults.push(format!("{place}: {what}")),
            FAULTS_MAX => self.faults.push("and more".to_owned()),
            _ => {}
        }
    }

    fn features(&mut self, file: &Value) {
        for (at, feature) in list(file.get("features")).iter().enumerate() {
            let place = format!("features[{at}]");
            let geometry = feature.get("geometry").unwrap_or(&Value::Null);
            let polygons = match geometry.get("type").and_then(Value::as_str) {
                Some("Polygon") => std::slice::from_ref(geometry.get("coordinates").unwrap_or(&Value::Null)),
                Some("MultiPolygon") => list(geometry.get("coordinates")),
                _ => {
                    self.fault(place, "its geometry is neither Polygon nor MultiPolygon");
                    continue;
                }
            };
            let mut rings = Vec::new();
            for ring in polygons.iter().flat_map(|polygon| list(Some(polygon))) {
                rings.extend(self.line(ring, &format!("{place}.geometry")));
            }
            self.area(feature, &place, rings);
        }
    }

    fn objects(&mut self, file: &Value) {
        for (at, arc) in list(file.get("arcs")).iter().enumerate() {
            let line = self.line(arc, &format!("arcs[{at}]"));
            self.arcs.push(line.unwrap_or_default());
        }
        let objects: Vec<(&String, &Value)> =
            file.get("objects").and_then(Value::as_object).into_iter().flatten().collect();
        for (name, object) in objects {
            for (at, geometry) in list(object.get("geometries")).iter().enumerate() {
                let place = format!("objects.{name}.geometries[{at}]");
                let polygons = match geometry.get("type").and_then(Value::as_str) {
                    Some("Polygon") => std::slice::from_ref(geometry.get("arcs").unwrap_or(&Value::Null)),
                    Some("MultiPolygon") => list(geometry.get("arcs")),
                    _ => {
                        self.fault(place, "its geometry is neither Polygon nor MultiPolygon");
                        continue;
                    }
                };
                let mut rings = Vec::new();
                for ring in polygons.iter().flat_map(|polygon| list(Some(polygon))) {
                    rings.extend(self.ring(ring, &place));
                }
                self.area(geometry, &place, rings);
            }
        }
    }

    /// A ring of arcs by number; -1 is the first one walked backwards.
    fn ring(&mut self, ring: &Value, place: &str) -> Option<Vec<Point>> {
        let mut points: Vec<Point> = Vec::new();
        for number in list(Some(ring)) {
            let number = number.as_i64().unwrap_or(i64::MAX);
            let arc = usize::try_from(if number < 0 { !number } else { number }).ok();
            let Some(arc) = arc.and_then(|number| self.arcs.get(number)) else {
                self.fault(place.to_owned(), "it names an arc that is not there");
                return None;
            };
            points.pop();
            self.points += arc.len();
            if self.points > POINTS_MAX {
                self.too_many();
                return None;
            }
            if number < 0 { points.extend(arc.iter().rev()) } else { points.extend(arc) }
        }
        Some(points)
    }

    fn too_many(&mut self) {
        let told = format!("it has more than {POINTS_MAX} points");
        if !self.faults.contains(&told) {
            self.fault(String::new(), &told);
        }
    }

    fn line(&mut self, positions: &Value, place: &str) -> Option<Vec<Point>> {
        let mut line = Vec::new();
        let mut sum = (0.0, 0.0);
        for (at, position) in list(Some(positions)).iter().enumerate() {
            let pair = position.get(0).and_then(Value::as_f64).zip(position.get(1).and_then(Value::as_f64));
            let pair = pair.map(|(x, y)| {
                if !self.quantised {
                    return (x, y);
                }
                sum = (sum.0 + x, sum.1 + y);
                (sum.0 * self.scale.0 + self.translate.0, sum.1 * self.scale.1 + self.translate.1)
            });
            let plane = pair.and_then(|(x, y)| if self.plane { Some((x, y)) } else { sweref99_tm(x, y) });
            let Some(point) = plane.and_then(whole) else {
                let what =
                    format!("position {at} is no longitude and latitude in degrees (WGS 84) in Norway or Sweden");
                self.fault(place.to_owned(), &what);
                return None;
            };
            line.push(point);
        }
        self.points += line.len();
        if self.points > POINTS_MAX {
            self.too_many();
            return None;
        }
        Some(line)
    }

    fn area(&mut self, feature: &Value, place: &str, rings: Vec<Vec<Point>>) {
        let nothing = Map::new();
        let properties = feature.get("properties").and_then(Value::as_object).unwrap_or(&nothing);
        let found = match self.code {
            Some(name) => properties.get(name),
            None => CODES.iter().find_map(|name| properties.get(*name)).or_else(|| feature.get("id")),
        };
        let code = match found {
            Some(Value::String(text)) => text.trim().to_owned(),
            // A spreadsheet has made a number of it on the way.
            Some(Value::Number(number)) => format!("{:0>4}", number.to_string()),
            _ => {
                let names: Vec<&str> = properties.keys().map(String::as_str).take(10).collect();
                let what = format!("it has no official code; its properties are {}", names.join(", "));
                return self.fault(place.to_owned(), &what);
            }
        };
        if code.len() != 4 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            let what = format!(
                "{code:?} is no municipality's code of four digits; counties are drawn from their municipalities"
            );
            return self.fault(place.to_owned(), &what);
        }
        // A municipality may stand there in several features, one for each part.
        let area = self.areas.entry(code.clone()).or_insert_with(|| Area { code, rings: Vec::new() });
        area.rings.extend(rings);
    }
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Whole metres, of what lies on the earth.
#[expect(clippy::cast_possible_truncation, reason = "bounded just before")]
fn whole((x, y): (f64, f64)) -> Option<Point> {
    let near = x.abs() < 1e8 && y.abs() < 1e8;
    near.then(|| (x.round() as i64, y.round() as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GEO: &str = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"id":"0180"},"geometry":{"type":"Polygon",
            "coordinates":[[[18.0,59.0],[18.5,59.0],[18.5,59.5],[18.0,59.5],[18.0,59.0]]]}},
        {"type":"Feature","properties":{"id":138},"geometry":{"type":"MultiPolygon",
            "coordinates":[[[[18.5,59.0],[19.0,59.0],[19.0,59.5],[18.5,59.5],[18.5,59.0]]]]}}]}"#;
    const TOPO: &str = r#"{"type":"Topology","objects":{"Kommuner":{"type":"GeometryCollection","geometries":[
        {"type":"Polygon","arcs":[[0,1]],"properties":{"kommunenummer":"0180"}},
        {"type":"MultiPolygon","arcs":[[[2,-1]]],"properties":{"kommunenummer":"0138"}}]}},
        "arcs":[[[18.5,59.0],[18.5,59.5]],[[18.5,59.5],[18.0,59.5],[18.0,59.0],[18.5,59.0]],
                [[18.5,59.0],[19.0,59.0],[19.0,59.5],[18.5,59.5]]]}"#;

    #[test]
    fn both_formats_give_the_same_areas_and_what_was_written_is_read() {
        let geo = Topology::of(&read_boundaries(GEO.as_bytes(), None).expect("GeoJSON"));
        let topo = Topology::of(&read_boundaries(TOPO.as_bytes(), None).expect("TopoJSON"));
        assert_eq!(geo.lines().len(), 3);
        let codes: Vec<&str> = geo.outlines().iter().map(|outline| outline.code.as_str()).collect();
        assert_eq!(codes, ["0138", "0180"]);
        assert_eq!(geo.between(|_, _| true), topo.between(|_, _| true));
        let written = write_boundaries(&geo);
        let again = Topology::of(&read_boundaries(&written, None).expect("own file"));
        assert_eq!(write_boundaries(&again), written, "nothing moves the second time");
        assert_eq!(again.between(|_, _| true).len(), 1);
    }

    #[test]
    fn faults_are_told_with_their_place() {
        let faults = |text: &str| read_boundaries(text.as_bytes(), None).expect_err("faults").join("; ");
        assert!(faults("x").starts_with("it is no JSON: "), "{}", faults("x"));
        assert_eq!(faults("{}"), "its type is neither FeatureCollection (GeoJSON) nor Topology (TopoJSON)");
        assert_eq!(faults(r#"{"type":"FeatureCollection","features":[]}"#), "it holds no area");
        assert_eq!(
            faults(&GEO.replace("\"id\":138", "\"name\":\"x\"")),
            "features[1]: it has no official code; its properties are name"
        );
        assert_eq!(
            faults(&GEO.replace("\"0180\"", "\"01\"")),
            "features[0]: \"01\" is no municipality's code of four digits; counties are drawn from their municipalities"
        );
        assert_eq!(
            faults(&GEO.replace("[18.0,59.5]", "[674032.0,6580822.0]")),
            "features[0].geometry: position 3 is no longitude and latitude in degrees (WGS 84) in Norway or Sweden"
        );
        assert_eq!(
            faults(&TOPO.replace("-1", "-9")),
            "objects.Kommuner.geometries[1]: it names an arc that is not there"
        );
        assert_eq!(
            faults(&GEO.replace("MultiPolygon", "Point")),
            "features[1]: its geometry is neither Polygon nor MultiPolygon"
        );
        let named = read_boundaries(GEO.as_bytes(), Some("kod")).expect_err("faults");
        assert_eq!(named.len(), 2);
    }
}
