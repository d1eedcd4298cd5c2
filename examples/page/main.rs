//! Writes `intake.html`: the engine and its page in one file (`docs/page.md`).
//!
//! ```sh
//! cargo run --release --example page [FILE [MODULE]]
//! ```
//!
//! Without FILE it is `target/intake.html`; with MODULE that one is taken, which was built before, and none is built. The module is
//! built for wasm32-unknown-unknown from `page/`. Paths of this machine do not stand in it; `docs/page.md` says when two builds are the
//! same to the byte.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a tool for us that prints what it made; the page holds nobody's data"
)]

use std::error::Error;
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use intake::base::digest;
use intake::page::frame;
use zopfli::{Format, Options};

const TARGET: &str = "wasm32-unknown-unknown";
/// A page that is larger is not sent by mail, and not opened at once.
const LARGEST: usize = 4 << 20;

/// One round finds nearly all that more would: 8.6 KB of 3.8 MB in five.
const PACKING: Options = Options {
    iteration_count: NonZeroU64::MIN,
    iterations_without_improvement: NonZeroU64::MAX,
    maximum_block_splits: 15,
};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = env::args().nth(1).map(PathBuf::from);
    let file = file.unwrap_or_else(|| root.join("target/intake.html"));
    let module = match env::args().nth(2) {
        Some(module) => fs::read(module)?,
        None => built(root)?,
    };
    let imports = imports(&module)?;
    if imports > 0 {
        return Err(format!("the module imports {imports} things, and may import none").into());
    }
    let mut packed = Vec::new();
    zopfli::compress(PACKING, Format::Gzip, module.as_slice(), &mut packed)?;
    let page = frame::html(&packed);
    fs::write(&file, &page)?;
    let sum = digest::of(&page);
    println!("{}: {} bytes, SHA-256 {sum}", file.display(), page.len());
    if page.len() > LARGEST {
        let size = page.len();
        return Err(format!("the page has {size} bytes, and {LARGEST} is the most").into());
    }
    Ok(())
}

/// Builds the module, and gives its bytes.
fn built(root: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let target = root.join("target/page");
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let home = home.ok_or("there is no home directory")?;
    // What stands later goes before what stands earlier.
    let flags = format!(
        "--remap-path-prefix={}=/cargo --remap-path-prefix={}=/intake",
        home.display(),
        root.display()
    );
    let sysroot = Command::new("rustc")
        .args(["--print", "sysroot"])
        .output()?;
    let sysroot = String::from_utf8(sysroot.stdout)?;
    let has_target = Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(TARGET)
        .is_dir();
    let mut command = if has_target {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args([
            "build",
            "--release",
            "--locked",
            "--target",
            TARGET,
            "--manifest-path",
        ]);
        cargo.arg(root.join("page/Cargo.toml"));
        cargo
    } else {
        let mut bash = Command::new("bash");
        bash.arg(root.join("page/build"));
        bash
    };
    // What cargo tells an example about itself is not for the other build.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_")
            || text.starts_with("CARGO_PROFILE_")
            || text == "LD_LIBRARY_PATH"
        {
            command.env_remove(&name);
        }
    }
    let status = command
        .current_dir(root)
        .env("RUSTFLAGS", flags)
        .env("CARGO_TARGET_DIR", &target)
        .status();
    if !status.is_ok_and(|status| status.success()) {
        let help = "the module for the page could not be built. Where it is the target that is missing: `rustup target add wasm32-unknown-unknown`; \
                    on Debian its packages are taken without being installed, and need `apt-get`";
        return Err(help.into());
    }
    Ok(fs::read(
        target.join(TARGET).join("release/intake_page.wasm"),
    )?)
}

/// How many things a module imports: the second section of its kind says so, where there is one.
fn imports(module: &[u8]) -> Result<u32, &'static str> {
    const CUT: &str = "the module is cut off";
    let mut rest = module
        .strip_prefix(b"\0asm\x01\0\0\0")
        .ok_or("this is no module")?;
    while let Some((kind, after)) = rest.split_first() {
        let (length, after) = number(after).ok_or(CUT)?;
        let length = usize::try_from(length).map_err(|_| CUT)?;
        let (section, after) = after.split_at_checked(length).ok_or(CUT)?;
        if *kind == 2 {
            return number(section).map(|(many, _)| many).ok_or(CUT);
        }
        rest = after;
    }
    Ok(0)
}

/// A number as modules write it (LEB128), and what follows.
fn number(mut bytes: &[u8]) -> Option<(u32, &[u8])> {
    let mut number = 0_u32;
    for shift in (0..32).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        bytes = rest;
        number |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some((number, bytes));
        }
    }
    None
}
