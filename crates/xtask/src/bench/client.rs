//! A plain HTTP client on one kept connection, so that nothing but the
//! server is measured.

use anyhow::{Context as _, Result};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

pub(super) struct Client {
    stream: BufReader<TcpStream>,
    port: u16,
    cookie: String,
    /// Token of the API; pages know nothing of it.
    pub(super) token: String,
}

pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) bytes: usize,
    cookie: Option<String>,
}

impl Client {
    /// Waits until the server answers.
    pub(super) fn connect(port: u16) -> Result<Self> {
        for _ in 0..6_000 {
            if let Ok(stream) = TcpStream::connect(("127.0.0.1", port)) {
                stream.set_nodelay(true)?;
                return Ok(Self { stream: BufReader::new(stream), port, cookie: String::new(), token: String::new() });
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        anyhow::bail!("the server does not answer")
    }

    /// Another connection in the same session.
    pub(super) fn again(&self) -> Result<Self> {
        Ok(Self { cookie: self.cookie.clone(), token: self.token.clone(), ..Self::connect(self.port)? })
    }

    pub(super) fn get(&mut self, path: &str) -> Result<Answer> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\ncookie: {}\r\n{}\r\n",
            self.port,
            self.cookie,
            self.bearer(path)
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        self.answer()
    }

    fn bearer(&self, path: &str) -> String {
        if path.starts_with("/api/") { format!("authorization: Bearer {}\r\n", self.token) } else { String::new() }
    }

    /// Sets the password by the one-time link and keeps the session.
    pub(super) fn sign_in(&mut self, link: &str, password: &str) -> Result<()> {
        let body = format!("password={}", password.replace(' ', "+"));
        let request = format!(
            "POST {link} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\norigin: http://127.0.0.1:{port}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{body}",
            port = self.port,
            length = body.len(),
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        let answer = self.answer()?;
        self.cookie = answer.cookie.with_context(|| format!("no session: {}", answer.status))?;
        Ok(())
    }

    fn answer(&mut self) -> Result<Answer> {
        let mut answer = Answer { status: 0, bytes: 0, cookie: None };
        let (mut length, mut chunked) = (0, false);
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line)?;
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if answer.status == 0 {
                answer.status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).context("a status")?;
                continue;
            }
            let (name, value) = line.split_once(": ").unwrap_or((line, ""));
            match name {
                "content-length" => length = value.parse()?,
                "transfer-encoding" => chunked = value == "chunked",
                "set-cookie" => answer.cookie = value.split(';').next().map(str::to_owned),
                _ => {}
            }
        }
        if chunked {
            answer.bytes = self.chunks()?;
        } else {
            let mut body = vec![0; length];
            self.stream.read_exact(&mut body)?;
            answer.bytes = length;
        }
        Ok(answer)
    }

    fn chunks(&mut self) -> Result<usize> {
        let mut sum = 0;
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line)?;
            let size = usize::from_str_radix(line.trim_end(), 16)?;
            let mut chunk = vec![0; size + 2];
            self.stream.read_exact(&mut chunk)?;
            if size == 0 {
                return Ok(sum);
            }
            sum += size;
        }
    }
}
