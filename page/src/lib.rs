//! The engine as a module for a page: bytes in, bytes out. It imports nothing, so that it can only compute; what is asked and
//! answered is said in `intake::page`.

use std::cell::RefCell;
use std::panic;

use intake::page;

thread_local! {
    /// What was said as the module stopped.
    static LAST_WORDS: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Bytes that the page is given: the address in the upper half, the length in the lower.
fn give(bytes: Vec<u8>) -> u64 {
    let bytes = Box::leak(bytes.into_boxed_slice());
    let address = bytes.as_mut_ptr() as usize as u64;
    address << 32 | bytes.len() as u64
}

/// Room for so many bytes, which the page fills in.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    Box::leak(vec![0_u8; length].into_boxed_slice()).as_mut_ptr()
}

/// Answers what stands in the room; the room is given back, the answer is the page's.
///
/// # Safety
/// `at` is what `room` gave for `length`, and is named once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn answer(at: *mut u8, length: usize) -> u64 {
    panic::set_hook(Box::new(|stopped| {
        let words = page::stopped(stopped);
        LAST_WORDS.with(|last| last.replace(words));
    }));
    let room = std::ptr::slice_from_raw_parts_mut(at, length);
    // SAFETY: the caller names a room of `room` once.
    let request = unsafe { Box::from_raw(room) };
    give(page::answer(&request))
}

/// What was said as the module stopped; blank where nothing was.
#[unsafe(no_mangle)]
pub extern "C" fn last_words() -> u64 {
    LAST_WORDS.with(|last| give(last.take().into_bytes()))
}
