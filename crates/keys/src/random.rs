//! Random bytes.

use rand::{TryRng as _, rngs::SysRng};
use zeroize::Zeroizing;

use crate::KeyError;

/// So many bytes from the operating system's generator (ASVS 11.5.1).
pub(crate) fn bytes<const N: usize>() -> Result<Zeroizing<[u8; N]>, KeyError> {
    let mut bytes = Zeroizing::new([0; N]);
    SysRng.try_fill_bytes(bytes.as_mut_slice()).map_err(|_| KeyError::NoRandomness)?;
    Ok(bytes)
}
