//! The container: tar with fixed heads, closed by a digest of everything
//! before it.

use sha2::{Digest, Sha256};
use std::io::{Read, Seek, SeekFrom, Write};

/// Name of the last member.
pub(super) const DIGEST: &str = "digest.txt";
/// A tar is made of blocks of this size.
const BLOCK: usize = 512;

/// Writes members and hashes every byte.
pub(super) struct Packer<W: Write> {
    out: W,
    hash: Sha256,
}

impl<W: Write> Packer<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, hash: Sha256::new() }
    }

    pub(super) fn add(&mut self, name: &str, content: &[u8]) -> std::io::Result<()> {
        let member = member(name, content)?;
        self.hash.update(&member);
        self.out.write_all(&member)
    }

    /// Closes the file with its digest.
    pub(super) fn finish(mut self) -> std::io::Result<W> {
        self.out.write_all(&closing(&self.hash.finalize())?)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// A member with a head that depends on nothing but name and size.
fn member(name: &str, content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut head = tar::Header::new_ustar();
    head.set_path(name)?;
    head.set_size(content.len() as u64);
    head.set_mode(0o600);
    head.set_mtime(0);
    head.set_uid(0);
    head.set_gid(0);
    head.set_entry_type(tar::EntryType::Regular);
    head.set_cksum();
    let mut bytes = head.as_bytes().to_vec();
    bytes.extend_from_slice(content);
    bytes.resize(bytes.len().next_multiple_of(BLOCK), 0);
    Ok(bytes)
}

/// The last member and the end of the file: fully determined by the digest,
/// so that a changed byte in it shows as well.
fn closing(digest: &[u8]) -> std::io::Result<Vec<u8>> {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(65);
    for byte in digest {
        let _ = write!(text, "{byte:02x}");
    }
    text.push('\n');
    let mut bytes = member(DIGEST, text.as_bytes())?;
    bytes.resize(bytes.len() + 2 * BLOCK, 0);
    Ok(bytes)
}

/// Whether a file is whole: the digest fits everything before it, and the
/// end is what the digest makes of it.
pub(super) fn is_whole(file: &mut (impl Read + Seek)) -> std::io::Result<bool> {
    let closing_size = closing(&[0; 32])?.len() as u64;
    let size = file.seek(SeekFrom::End(0))?;
    if size < closing_size + BLOCK as u64 || size % (BLOCK as u64) != 0 {
        return Ok(false);
    }
    file.seek(SeekFrom::Start(0))?;
    let mut hash = Sha256::new();
    let mut left = size - closing_size;
    let mut buffer = vec![0_u8; 1 << 16];
    while left > 0 {
        let most = usize::try_from(left.min(buffer.len() as u64)).unwrap_or(buffer.len());
        let read = file.read(buffer.get_mut(..most).unwrap_or_default())?;
        if read == 0 {
            return Ok(false);
        }
        hash.update(buffer.get(..read).unwrap_or_default());
        left -= read as u64;
    }
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(end == closing(&hash.finalize())?)
}
