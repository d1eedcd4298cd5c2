//! Packs what is handed out: the program, the page, rules, samples, documents and licences in one archive, with its SHA-256 sum beside it.
//!
//! ```sh
//! cargo run --release --example dist -- [--target TRIPLE] [--built INTAKE PAGE] [--out FOLDER]
//! ```
//!
//! Without `--built` both are built first, the program with `[profile.dist]`. The archive is a `.zip` for Windows and macOS, and else a
//! `.tar.gz`. Whoever packs the same files again gets the same bytes: names are sorted, owners and modes fixed, and all files have the
//! time of the commit, or that of `SOURCE_DATE_EPOCH`. Only what is committed is packed, so that nothing that lies about goes with it.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a tool for us that prints what it made; nobody's data is in it"
)]

mod archive;
mod licences;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use intake::base::digest;

use self::archive::Packed;

type Outcome<T> = Result<T, Box<dyn Error>>;

const HELP: &str =
    "cargo run --release --example dist -- [--target TRIPLE] [--built INTAKE PAGE] [--out FOLDER]";
/// What is packed of that which is committed, beside the program and the page. All documents are, so that no link between them is dead.
const COMMITTED: [&str; 7] = [
    "*.md",
    "docs",
    "rules",
    "sample-applications",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "NOTICE",
];
/// Of the samples these are for tests alone.
const FOR_TESTS: &str = ".snap";

struct Asked {
    target: String,
    built: Option<(PathBuf, PathBuf)>,
    out: PathBuf,
}

fn main() -> Outcome<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let asked = asked(root)?;
    let (program, page) = match asked.built.clone() {
        Some(built) => built,
        None => (program(root, &asked.target)?, page(root)?),
    };
    let mut packed = committed(root)?;
    packed.push(Packed::new(
        "THIRD-PARTY-LICENCES.txt",
        licences::of_crates(root, &asked.target)?.into_bytes(),
    ));
    packed.push(Packed::new(
        "RUST-STANDARD-LIBRARY-LICENCES.html",
        licences::of_the_standard_library()?,
    ));
    packed.push(Packed::new("intake.html", read(&page)?));
    let is_windows = asked.target.contains("windows");
    let name = if is_windows { "intake.exe" } else { "intake" };
    packed.push(Packed::program(name, read(&program)?));

    let folder = format!("intake-{}-{}", env!("CARGO_PKG_VERSION"), asked.target);
    let when = when(root)?;
    let (ending, bytes) = if is_windows || asked.target.contains("apple") {
        ("zip", archive::zip(&folder, packed, when)?)
    } else {
        ("tar.gz", archive::tar_gz(&folder, packed, when)?)
    };
    fs::create_dir_all(&asked.out)?;
    let archive = format!("{folder}.{ending}");
    fs::write(asked.out.join(&archive), &bytes)?;
    let sum = digest::of(&bytes);
    sums(&asked.out.join("SHA256SUMS"), &archive, &sum)?;
    let file = asked.out.join(&archive);
    println!("{}: {} bytes, SHA-256 {sum}", file.display(), bytes.len());
    Ok(())
}

fn asked(root: &Path) -> Outcome<Asked> {
    let mut asked = Asked {
        target: host()?,
        built: None,
        out: root.join("target/archives"),
    };
    let mut typed = env::args().skip(1);
    while let Some(flag) = typed.next() {
        let mut next = || typed.next().ok_or(HELP);
        match flag.as_str() {
            "--target" => asked.target = next()?,
            "--built" => asked.built = Some((next()?.into(), next()?.into())),
            "--out" => asked.out = next()?.into(),
            _ => return Err(HELP.into()),
        }
    }
    Ok(asked)
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// What a program prints.
fn said(root: &Path, program: &str, typed: &[&str]) -> Outcome<String> {
    let said = Command::new(program)
        .args(typed)
        .current_dir(root)
        .output()?;
    if !said.status.success() {
        let why = String::from_utf8_lossy(&said.stderr).into_owned();
        return Err(format!("{program} {}: {why}", typed.join(" ")).into());
    }
    Ok(String::from_utf8(said.stdout)?)
}

fn host() -> Outcome<String> {
    let said = said(Path::new("."), "rustc", &["-vV"])?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host
        .ok_or("rustc does not say what it builds for")?
        .to_owned())
}

/// Builds the program; no path of this machine stands in it.
fn program(root: &Path, target: &str) -> Outcome<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let home = home.ok_or("there is no home directory")?;
    // What stands later goes before what stands earlier.
    let flags = format!(
        "--remap-path-prefix={}=/cargo --remap-path-prefix={}=/intake",
        home.display(),
        root.display()
    );
    let folder = root.join("target");
    let built = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--locked", "--profile", "dist", "--bin", "intake"])
        .args(["--target", target])
        .current_dir(root)
        .env("RUSTFLAGS", flags)
        .env("CARGO_TARGET_DIR", &folder)
        .status()?;
    if !built.success() {
        return Err(format!("the program could not be built for {target}").into());
    }
    let name = if target.contains("windows") {
        "intake.exe"
    } else {
        "intake"
    };
    Ok(folder.join(target).join("dist").join(name))
}

fn page(root: &Path) -> Outcome<PathBuf> {
    let built = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["run", "--locked", "--release", "--example", "page"])
        .current_dir(root)
        .status()?;
    if !built.success() {
        return Err("the page could not be built".into());
    }
    Ok(root.join("target/intake.html"))
}

fn committed(root: &Path) -> Outcome<Vec<Packed>> {
    let listed = [&["ls-files", "-z", "--"], COMMITTED.as_slice()].concat();
    let listed = said(root, "git", &listed)?;
    let names = listed.split_terminator('\0');
    names
        .filter(|name| !name.ends_with(FOR_TESTS))
        .map(|name| Ok(Packed::new(name, read(&root.join(name))?)))
        .collect()
}

/// The time that everything in the archive has, in seconds since 1970.
fn when(root: &Path) -> Outcome<u32> {
    let said = match env::var("SOURCE_DATE_EPOCH") {
        Ok(said) => said,
        Err(_) => said(root, "git", &["log", "-1", "--format=%ct"])?,
    };
    let why = |error| format!("{} is no time in seconds: {error}", said.trim());
    Ok(said.trim().parse().map_err(why)?)
}

/// Puts a line for the archive into the file of sums, in place of the one before; archives for other systems keep theirs.
fn sums(file: &Path, archive: &str, sum: &str) -> Outcome<()> {
    let before = fs::read_to_string(file).unwrap_or_default();
    let ending = format!("  {archive}");
    let others = before.lines().filter(|line| !line.ends_with(&ending));
    let mut lines: Vec<String> = others.map(str::to_owned).collect();
    lines.push(format!("{sum}{ending}"));
    // By the names of the archives.
    lines.sort_by_key(|line| {
        line.split_once("  ")
            .map(|(sum, name)| (name.to_owned(), sum.to_owned()))
    });
    fs::write(file, lines.join("\n") + "\n")?;
    Ok(())
}
