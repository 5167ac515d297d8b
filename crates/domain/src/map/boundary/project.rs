//! From longitude and latitude to metres on a plane.

/// Parameters of a Gauss conformal projection on the ellipsoid GRS 80.
struct Gauss {
    central_meridian_degrees: f64,
    scale: f64,
    false_northing: f64,
    false_easting: f64,
}

const GRS80_AXIS: f64 = 6_378_137.0;
const GRS80_FLATTENING: f64 = 1.0 / 298.257_222_101;

/// SWEREF 99 TM (EPSG:3006), which is the same plane as EUREF 89 in UTM zone
/// 33 (EPSG:25833), the official one of both countries.
const SWEREF99_TM: Gauss =
    Gauss { central_meridian_degrees: 15.0, scale: 0.9996, false_northing: 0.0, false_easting: 500_000.0 };

/// East and north in metres of a place in Norway, Sweden or the seas around
/// them, from degrees of longitude and latitude (SWEREF 99, ETRS 89 or WGS 84);
/// nothing for a place elsewhere, as for numbers that are no degrees.
#[must_use]
pub fn sweref99_tm(longitude: f64, latitude: f64) -> Option<(f64, f64)> {
    let near = (-12.0..=42.0).contains(&longitude) && (52.0..=84.0).contains(&latitude);
    near.then(|| SWEREF99_TM.plane(longitude, latitude))
}

impl Gauss {
    /// Krüger's formulas, as Lantmäteriet gives them in *Gauss Conformal
    /// Projection (Transverse Mercator)*, 2008.
    fn plane(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        let f = GRS80_FLATTENING;
        let e2 = f * (2.0 - f);
        let n = f / (2.0 - f);
        let axis = GRS80_AXIS / (1.0 + n) * (1.0 + n.powi(2) / 4.0 + n.powi(4) / 64.0);
        let a = e2;
        let b = (5.0 * e2.powi(2) - e2.powi(3)) / 6.0;
        let c = (104.0 * e2.powi(3) - 45.0 * e2.powi(4)) / 120.0;
        let d = 1237.0 * e2.powi(4) / 1260.0;
        let beta = [
            n / 2.0 - 2.0 * n.powi(2) / 3.0 + 5.0 * n.powi(3) / 16.0 + 41.0 * n.powi(4) / 180.0,
            13.0 * n.powi(2) / 48.0 - 3.0 * n.powi(3) / 5.0 + 557.0 * n.powi(4) / 1440.0,
            61.0 * n.powi(3) / 240.0 - 103.0 * n.powi(4) / 140.0,
            49561.0 * n.powi(4) / 161_280.0,
        ];
        let phi = latitude.to_radians();
        let (sin, cos) = phi.sin_cos();
        let conformal = phi - sin * cos * (a + b * sin.powi(2) + c * sin.powi(4) + d * sin.powi(6));
        let across = (longitude - self.central_meridian_degrees).to_radians();
        let xi = (conformal.tan() / across.cos()).atan();
        let eta = (conformal.cos() * across.sin()).atanh();
        let (mut north, mut east) = (xi, eta);
        for (k, beta) in (1_i32..).zip(beta) {
            let k = 2.0 * f64::from(k);
            north += beta * (k * xi).sin() * (k * eta).cosh();
            east += beta * (k * xi).cos() * (k * eta).sinh();
        }
        (self.scale * axis * east + self.false_easting, self.scale * axis * north + self.false_northing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example at the end of Lantmäteriet's paper.
    #[test]
    fn the_formulas_give_what_the_paper_gives() {
        let example = Gauss {
            central_meridian_degrees: 13.0 + 35.0 / 60.0 + 7.692 / 3600.0,
            scale: 1.000_002_540_000,
            false_northing: -6_226_307.864_0,
            false_easting: 84_182.879_0,
        };
        let (east, north) = example.plane(24.0, 66.0);
        assert!((north - 1_135_809.413_803).abs() < 0.001, "{north}");
        assert!((east - 555_304.016_555).abs() < 0.001, "{east}");
    }

    #[test]
    fn the_central_meridian_lies_at_half_a_million_and_elsewhere_is_refused() {
        let (east, north) = sweref99_tm(15.0, 60.0).expect("inside");
        assert!((east - 500_000.0).abs() < 1e-6, "{east}");
        assert!((6_651_000.0..6_652_000.0).contains(&north), "{north}");
        assert_eq!(sweref99_tm(500_000.0, 6_650_000.0), None);
        assert_eq!(sweref99_tm(f64::NAN, 60.0), None);
    }
}
