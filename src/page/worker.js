// One request, one answer, and then the worker is given up: the module's memory never shrinks.
"use strict";
onmessage = async ({ data: { module, request } }) => {
  let engine;
  const taken = (packed) => {
    const [at, length] = [Number(packed >> 32n), Number(packed & 0xffffffffn)];
    return new Uint8Array(engine.memory.buffer, at >>> 0, length >>> 0);
  };
  try {
    engine = (await WebAssembly.instantiate(module, {})).exports;
    const at = engine.room(request.length) >>> 0;
    new Uint8Array(engine.memory.buffer, at, request.length).set(request);
    const answer = taken(BigInt.asUintN(64, engine.answer(at, request.length))).slice();
    postMessage({ answer }, [answer.buffer]);
  } catch (error) {
    let words = "";
    try {
      words = new TextDecoder().decode(taken(BigInt.asUintN(64, engine.last_words())).slice());
    } catch {
      // It can say nothing more.
    }
    postMessage({ broken: words, how: String(error) });
  }
};
