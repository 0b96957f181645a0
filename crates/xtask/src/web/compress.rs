//! Writes each file again as `.br` and `.gz`, so that the server never compresses while someone waits.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, anyhow};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// What shrinks; fonts and pictures are compressed already.
const COMPRESSIBLE: [&str; 9] = ["html", "js", "css", "wasm", "svg", "txt", "json", "xml", "webmanifest"];

/// Compresses all files of the folder on all processors.
pub(super) fn run(folder: &Path) -> anyhow::Result<()> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    let waiting = Mutex::new(files);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(|| work(&waiting))).collect();
        for handle in running {
            handle.join().map_err(|_| anyhow!("a compression thread panicked"))??;
        }
        Ok(())
    })
}

fn work(waiting: &Mutex<Vec<PathBuf>>) -> anyhow::Result<()> {
    loop {
        let next = waiting.lock().map_err(|_| anyhow!("another compression thread panicked"))?.pop();
        let Some(file) = next else { return Ok(()) };
        compress(&file).with_context(|| format!("cannot compress {}", file.display()))?;
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path
            .extension()
            .and_then(|text| text.to_str())
            .is_some_and(|text| COMPRESSIBLE.contains(&text))
        {
            files.push(path);
        }
    }
    Ok(())
}

fn compress(file: &Path) -> anyhow::Result<()> {
    let content = fs::read(file)?;
    fs::write(beside(file, "br"), brotli(&content)?)?;
    fs::write(beside(file, "gz"), gzip(&content)?)?;
    Ok(())
}

/// `app.js` and `br` make `app.js.br`.
fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

fn brotli(content: &[u8]) -> anyhow::Result<Vec<u8>> {
    let parameters =
        BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: content.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}
