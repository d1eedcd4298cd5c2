// The module out of intake.html, asked without a browser; in the form that src/page/mod.rs describes.
import { readFileSync } from "node:fs";
import { gunzipSync, inflateRawSync } from "node:zlib";

/** The module as it stands in a page. */
export function moduleOf(page) {
  const html = readFileSync(page);
  const begins = "id=&quot;module&quot;&gt;";
  const from = html.indexOf(begins) + begins.length;
  const packed = [];
  for (let at = from; html[at] !== 0x26; at += 1) packed.push(html[at] === 0x3d ? (html[++at] - 64) & 0xff : html[at]);
  return new WebAssembly.Module(gunzipSync(Buffer.from(packed)));
}

/** One request, by an instance of its own. */
export function ask(module, name, options = {}, files = []) {
  const engine = new WebAssembly.Instance(module, {}).exports;
  const listed = files.map(({ role, name, bytes }) => ({ role, name, length: bytes.length }));
  const head = Buffer.from(JSON.stringify({ ask: name, options, files: listed }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const request = Buffer.concat([length, head, ...files.map((file) => file.bytes)]);
  const at = engine.room(request.length) >>> 0;
  new Uint8Array(engine.memory.buffer, at, request.length).set(request);
  const packed = BigInt.asUintN(64, engine.answer(at, request.length));
  const all = Buffer.from(engine.memory.buffer, Number(packed >> 32n), Number(packed & 0xffffffffn));
  const told = JSON.parse(all.subarray(4, 4 + all.readUInt32LE(0)).toString());
  let from = 4 + all.readUInt32LE(0);
  const made = new Map();
  for (const file of told.files) {
    made.set(file.name, Buffer.from(all.subarray(from, from + file.length)));
    from += file.length;
  }
  return { ...told, files: made, memory: engine.memory.buffer.byteLength };
}

/** The files of an archive as `src/page/take_away.rs` packs them. */
export function unpacked(zip) {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const files = new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, name, extra, comment, from] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)];
    const begins = from + 30 + zip.readUInt16LE(from + 26) + zip.readUInt16LE(from + 28);
    files.set(zip.toString("utf8", at + 46, at + 46 + name), inflateRawSync(zip.subarray(begins, begins + packed)));
    at += 46 + name + extra + comment;
  }
  return files;
}
