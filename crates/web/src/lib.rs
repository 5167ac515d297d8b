//! Pages, translations and assets.

pub mod i18n;

/// x
pub struct Settings;
impl Settings {
    /// x
    pub fn new(_: &str, _: bool) -> Result<Self, String> {
        Ok(Self)
    }
}
/// x
pub async fn serve(_: std::sync::Arc<samverk_app::App>, _: Settings, _: tokio::net::TcpListener, stop: impl Future<Output = ()>) -> std::io::Result<()> {
    stop.await;
    Ok(())
}
