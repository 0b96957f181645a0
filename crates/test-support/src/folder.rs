//! Where the data of the test server lies.

use std::{
    env, fs,
    os::unix::fs::{DirBuilderExt as _, MetadataExt as _},
    path::PathBuf,
};

use anyhow::{Context, Result};

/// Where Linux keeps files in memory.
const MEMORY: &str = "/dev/shm";
/// How much room has to be there, in KiB. A run takes less than one GiB, and containers give 64 MiB.
const ROOM: u64 = 4 * 1024 * 1024;

/// A folder in memory where there is room, since a database for each test is some hundred files made and removed: on a
/// disk that alone takes a third of the time. Otherwise the user's cache.
pub(crate) fn find() -> Result<PathBuf> {
    if let Some(folder) = in_memory() {
        return Ok(folder);
    }
    let cache = match env::var_os("XDG_CACHE_HOME") {
        Some(cache) => PathBuf::from(cache),
        None => PathBuf::from(env::var_os("HOME").context("neither XDG_CACHE_HOME nor HOME is set")?)
            .join(".cache"),
    };
    Ok(cache.join("securecart").join("test-postgres"))
}

/// None too where somebody else has taken the name: everybody may write there.
fn in_memory() -> Option<PathBuf> {
    let mounts = fs::read_to_string("/proc/mounts").ok()?;
    let memory = fs::read_to_string("/proc/meminfo").ok()?;
    if room(&mounts, &memory)? < ROOM {
        return None;
    }
    let user = fs::metadata("/proc/self").ok()?.uid();
    let folder = PathBuf::from(MEMORY).join(format!("securecart-tests-{user}"));
    // There already, as a rule.
    drop(fs::DirBuilder::new().mode(0o700).create(&folder));
    let found = fs::symlink_metadata(&folder).ok()?;
    (found.is_dir() && found.uid() == user).then_some(folder)
}

/// How much fits into memory, in KiB: what the mount says, or half of all there is (tmpfs(5)).
fn room(mounts: &str, memory: &str) -> Option<u64> {
    let mut mounts = mounts.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    let mount = mounts.find(|mount| mount.get(1) == Some(&MEMORY) && mount.get(2) == Some(&"tmpfs"))?;
    let mut options = mount.get(3)?.split(',');
    if let Some(size) = options.find_map(|option| option.strip_prefix("size=")) {
        return size.strip_suffix('k')?.parse().ok();
    }
    let total = memory.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    Some(total.trim().strip_suffix(" kB")?.parse::<u64>().ok()?.div_euclid(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_used_where_there_is_enough_of_it() {
        let memory = "MemTotal:       24684084 kB\nMemFree:  1 kB\n";
        let of =
            |options: &str| room(&format!("/ / ext4 rw 0 0\ntmpfs /dev/shm tmpfs {options} 0 0\n"), memory);
        assert_eq!(of("rw,relatime,size=24684084k"), Some(24_684_084));
        assert_eq!(of("rw,nosuid,nodev,inode64"), Some(12_342_042));
        assert_eq!(of("rw,size=65536k"), Some(65_536), "a container's");
        assert_eq!(of("rw,size=all"), None);
        assert_eq!(room("/ / ext4 rw 0 0\n", memory), None);
    }
}
