// The engine behind its own wall: the module is compiled once, and each request has a worker of its own.
"use strict";
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "mozRTCPeerConnection"]) delete self[name];

const engine = (() => {
  const text = (id) => document.getElementById(id).textContent;
  const unpacked = async (packed) => {
    // In the file each byte is a letter of windows-1252; `=` stands before one that means another (`src/page/frame.rs`).
    const meant = new Uint8Array(65536);
    const all = new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
    for (let byte = 0; byte < 256; byte += 1) meant[all.charCodeAt(byte)] = byte;
    const bytes = new Uint8Array(packed.length);
    let length = 0;
    for (let at = 0; at < packed.length; at += 1) {
      const letter = packed.charCodeAt(at);
      bytes[length++] = letter === 61 ? meant[packed.charCodeAt(++at)] - 64 : meant[letter];
    }
    const stream = new Blob([bytes.subarray(0, length)]).stream().pipeThrough(new DecompressionStream("gzip"));
    return WebAssembly.compile(await new Response(stream).arrayBuffer());
  };
  const module = unpacked(text("module"));
  module.then(
    () => document.getElementById("module").remove(),
    () => {},
  );
  const script = URL.createObjectURL(new Blob([text("worker")], { type: "text/javascript" }));

  // The form that `src/page/mod.rs` describes.
  const written = (ask, options, files) => {
    const listed = files.map(({ role, name, bytes }) => ({ role, name, length: bytes.length }));
    const head = new TextEncoder().encode(JSON.stringify({ ask, options, files: listed }));
    const all = new Uint8Array(files.reduce((sum, file) => sum + file.bytes.length, 4 + head.length));
    new DataView(all.buffer).setUint32(0, head.length, true);
    all.set(head, 4);
    let at = 4 + head.length;
    for (const { bytes } of files) {
      all.set(bytes, at);
      at += bytes.length;
    }
    return all;
  };
  const read = (all) => {
    const length = new DataView(all.buffer, all.byteOffset).getUint32(0, true);
    const head = JSON.parse(new TextDecoder().decode(all.subarray(4, 4 + length)));
    let at = 4 + length;
    const files = new Map();
    for (const file of head.files) {
      files.set(file.name, all.slice(at, at + file.length));
      at += file.length;
    }
    return { ...head, files };
  };

  let working = null;
  // Ends what is being worked at; its answer is `null`.
  const cancel = () => {
    if (!working) return;
    working.worker.terminate();
    working.done(null);
    working = null;
  };
  const ask = async (name, options = {}, files = []) => {
    cancel();
    const request = written(name, options, files);
    const ready = await module;
    cancel();
    return new Promise((done) => {
      const worker = new Worker(script);
      working = { worker, done };
      const end = (answer) => {
        worker.terminate();
        if (working?.worker !== worker) return;
        working = null;
        done(answer);
      };
      worker.onmessage = ({ data }) =>
        end(data.answer ? read(data.answer) : { state: "refused", line: data.broken, broken: true, how: data.how, parts: {}, facts: {}, files: new Map() });
      worker.onerror = (error) => end({ state: "refused", line: "", broken: true, how: error.message, parts: {}, facts: {}, files: new Map() });
      worker.postMessage({ module: ready, request }, [request.buffer]);
    });
  };
  return { ask, cancel, module };
})();
