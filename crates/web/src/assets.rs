//! Style, script and fonts, part of the program, under addresses that change
//! with their content.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::LazyLock;

const FONT_LATIN: &[u8] = include_bytes!("../assets/vendor/inter-latin-wght-normal.woff2");
const FONT_LATIN_EXT: &[u8] = include_bytes!("../assets/vendor/inter-latin-ext-wght-normal.woff2");
const SCRIPT: &str = include_str!("../assets/app.js");
const ICON: &str = include_str!("../assets/icon.svg");

static STYLE: LazyLock<String> = LazyLock::new(|| {
    // The vendor's file has no layers of its own; without one its rules would
    // win over ours.
    [
        "@layer ds.theme, ds.base, ds.components, app;\n@layer ds.components {",
        include_str!("../assets/vendor/designsystemet.css"),
        "}",
        include_str!("../assets/vendor/theme.css"),
        include_str!("../assets/app.css"),
    ]
    .join("\n")
});

/// Changes whenever any asset does.
pub(crate) static VERSION: LazyLock<String> = LazyLock::new(|| {
    let whole = [STYLE.as_bytes(), SCRIPT.as_bytes(), ICON.as_bytes()].concat();
    samverk_app::access::sha256_hex(&whole).chars().take(12).collect()
});

/// `GET /assets/{version}/{name}`.
pub(crate) async fn asset(Path((_, name)): Path<(String, String)>) -> Response {
    let (media_type, content): (&str, &'static [u8]) = match name.as_str() {
        "style.css" => ("text/css; charset=utf-8", STYLE.as_bytes()),
        "app.js" => ("text/javascript; charset=utf-8", SCRIPT.as_bytes()),
        "icon.svg" => ("image/svg+xml", ICON.as_bytes()),
        "inter-latin.woff2" => ("font/woff2", FONT_LATIN),
        "inter-latin-ext.woff2" => ("font/woff2", FONT_LATIN_EXT),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let headers = [(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    (headers, content).into_response()
}

/// `GET /favicon.ico`.
pub(crate) async fn icon() -> Response {
    ([(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")], ICON).into_response()
}
