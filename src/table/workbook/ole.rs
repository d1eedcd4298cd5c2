//! Takes streams out of an OLE container, the file system inside `.xls` files and encrypted workbooks, and packs one anew.
//!
//! calamine follows a container's chains of sectors without looking for circles, and a circle takes all the memory there
//! is. So the stream is taken out here, where every chain is bounded by the file's own length, and handed on in a container
//! that is known to be sound.

use super::bytes::{number, short};

const FREE: u32 = 0xFFFF_FFFF;
const END: u32 = 0xFFFF_FFFE;
const FAT: u32 = 0xFFFF_FFFD;
const HEADER: usize = 512;
const SECTOR: usize = 512;
const MINI_SECTOR: usize = 64;
const ENTRY: usize = 128;

/// What a container holds, as far as it matters here.
#[derive(Debug)]
pub(super) enum Content {
    /// The stream a workbook is in.
    Workbook(Vec<u8>),
    /// A workbook that a password protects.
    Locked,
    /// No workbook: another Office document, or an e-mail.
    Other,
}

/// Opens a container; nothing comes back from a damaged one.
pub(super) fn open(bytes: &[u8]) -> Option<Content> {
    let container = Container::open(bytes)?;
    let named = |name: &str| {
        container
            .entries
            .iter()
            .find(|entry| entry.name.eq_ignore_ascii_case(name))
    };
    if named("EncryptedPackage").is_some() {
        return Some(Content::Locked);
    }
    match named("Workbook").or_else(|| named("Book")) {
        Some(entry) => container.stream(entry).map(Content::Workbook),
        None => Some(Content::Other),
    }
}

struct Entry {
    name: String,
    start: u32,
    length: usize,
}

struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

impl<'a> Container<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector = match short(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut container = Self {
            bytes,
            sector,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        container.fat = container.read_fat()?;
        let directory = container.chain(number(bytes, 48)?, usize::MAX)?;
        container.entries = directory.chunks_exact(ENTRY).filter_map(entry).collect();
        let root = container.entries.first()?;
        let (root_start, root_length) = (root.start, root.length);
        if number(bytes, 64)? > 0 && root_length > 0 {
            container.mini_stream = container.chain(root_start, root_length)?;
            container.mini_fat = numbers(&container.chain(number(bytes, 60)?, usize::MAX)?);
        }
        Some(container)
    }

    /// The table of which sector follows which; its own sectors are listed in the header and in a chain of lists.
    fn read_fat(&self) -> Option<Vec<u32>> {
        let mut listed = numbers(self.bytes.get(76..HEADER)?);
        let mut next = number(self.bytes, 68)?;
        for _ in 0..=self.most_sectors() {
            let Some(list) = (next < FAT - 1).then(|| self.sector_at(next)).flatten() else {
                break;
            };
            let mut list = numbers(list);
            next = list.pop()?;
            listed.extend(list);
        }
        let mut fat = Vec::new();
        for sector in listed.into_iter().filter(|sector| *sector < FAT - 1) {
            fat.extend(numbers(self.sector_at(sector)?));
            if fat.len() > self.most_sectors().saturating_add(self.sector) {
                return Some(fat);
            }
        }
        Some(fat)
    }

    fn most_sectors(&self) -> usize {
        self.bytes.len() / self.sector
    }

    fn sector_at(&self, sector: u32) -> Option<&'a [u8]> {
        // The header takes the room of one sector.
        let start = (sector as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.saturating_add(self.sector).min(self.bytes.len());
        self.bytes.get(start..end).filter(|part| !part.is_empty())
    }

    /// The sectors from `start` on, up to `length` bytes; nothing where the chain runs in a circle or out of the file.
    fn chain(&self, start: u32, length: usize) -> Option<Vec<u8>> {
        let mut taken = Vec::new();
        let mut sector = start;
        for _ in 0..=self.most_sectors() {
            if sector == END || taken.len() >= length {
                taken.truncate(length);
                return Some(taken);
            }
            taken.extend_from_slice(self.sector_at(sector)?);
            sector = *self.fat.get(sector as usize)?;
        }
        None
    }

    fn stream(&self, entry: &Entry) -> Option<Vec<u8>> {
        if entry.length >= 4096 {
            return self.chain(entry.start, entry.length);
        }
        let mut taken = Vec::new();
        let mut sector = entry.start;
        while taken.len() < entry.length && sector != END {
            let start = (sector as usize).checked_mul(MINI_SECTOR)?;
            let end = start
                .saturating_add(MINI_SECTOR)
                .min(self.mini_stream.len());
            taken.extend_from_slice(
                self.mini_stream
                    .get(start..end)
                    .filter(|part| !part.is_empty())?,
            );
            sector = *self.mini_fat.get(sector as usize)?;
        }
        taken.truncate(entry.length);
        Some(taken)
    }
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let units: Vec<u16> = bytes
        .get(..64)?
        .as_chunks()
        .0
        .iter()
        .map(|pair| u16::from_le_bytes(*pair))
        .collect();
    let name = char::decode_utf16(units)
        .map_while(Result::ok)
        .take_while(|letter| *letter != '\0')
        .collect();
    Some(Entry {
        name,
        start: number(bytes, 116)?,
        length: number(bytes, 120)? as usize,
    })
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes
        .as_chunks()
        .0
        .iter()
        .map(|four| u32::from_le_bytes(*four))
        .collect()
}

/// A container that holds one stream, `Workbook`, and nothing else.
///
/// Sectors: the table of sectors, its own list where the header has no room for it, the directory, then the stream.
pub(super) fn pack(mut stream: Vec<u8>) -> Option<Vec<u8>> {
    // Streams below this length live in another kind of sector.
    stream.resize(stream.len().max(4096).next_multiple_of(SECTOR), 0);
    let data = stream.len() / SECTOR;
    // Each sector of the table speaks for 128 sectors, each list of it for 127 sectors of the table beyond 109.
    let mut table = 1;
    let lists = |table: usize| table.saturating_sub(109).div_ceil(127);
    while table * 128 < table + lists(table) + 1 + data {
        table += 1;
    }
    let lists = lists(table);
    let directory = u32::try_from(table + lists).ok()?;
    let first = directory.checked_add(1)?;

    let mut header = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    header.resize(24, 0);
    for half in [0x3E_u16, 3, 0xFFFE, 9, 6, 0, 0, 0] {
        header.extend(half.to_le_bytes());
    }
    let list_start = if lists == 0 {
        END
    } else {
        u32::try_from(table).ok()?
    };
    let counts = [
        0,
        u32::try_from(table).ok()?,
        directory,
        0,
        4096,
        END,
        0,
        list_start,
        u32::try_from(lists).ok()?,
    ];
    header.extend(counts.into_iter().flat_map(u32::to_le_bytes));
    let of_table = |at: usize| {
        if at < table {
            u32::try_from(at).unwrap_or(FREE)
        } else {
            FREE
        }
    };
    header.extend((0..109).map(of_table).flat_map(u32::to_le_bytes));

    let mut packed = header;
    packed.reserve(stream.len() + (table + lists + 1) * SECTOR);
    let mut next: Vec<u32> = vec![FAT; table];
    next.resize(table + lists, FAT - 1);
    next.push(END);
    next.extend((1..data).filter_map(|at| first.checked_add(u32::try_from(at).ok()?)));
    next.push(END);
    next.resize(table * 128, FREE);
    packed.extend(next.into_iter().flat_map(u32::to_le_bytes));
    for list in 0..lists {
        let from = 109 + list * 127;
        packed.extend((from..from + 127).map(of_table).flat_map(u32::to_le_bytes));
        let following = if list + 1 < lists {
            u32::try_from(table + list + 1).ok()?
        } else {
            END
        };
        packed.extend(following.to_le_bytes());
    }
    packed.extend(directory_entry("Root Entry", 5, 1, END, 0));
    packed.extend(directory_entry(
        "Workbook",
        2,
        FREE,
        first,
        u32::try_from(stream.len()).ok()?,
    ));
    packed.extend((0..2).flat_map(|_| directory_entry("", 0, FREE, 0, 0)));
    packed.extend(stream);
    Some(packed)
}

fn directory_entry(name: &str, kind: u8, child: u32, start: u32, length: u32) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let name_length = if name.is_empty() {
        0
    } else {
        u16::try_from(entry.len() + 2).unwrap_or(u16::MAX)
    };
    entry.resize(64, 0);
    entry.extend(name_length.to_le_bytes());
    entry.extend([kind, 1]);
    entry.extend([FREE, FREE, child].into_iter().flat_map(u32::to_le_bytes));
    entry.resize(116, 0);
    entry.extend([start, length, 0].into_iter().flat_map(u32::to_le_bytes));
    entry
}
