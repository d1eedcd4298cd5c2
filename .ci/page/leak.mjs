// A script that may run, in the frame and under the policy of intake.html, tries every way out to a server of this machine; nothing arrives.
// Without the frame something does: so the test can fail.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createSocket } from "node:dgram";
import { createServer } from "node:http";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { BROWSER, PAGE, done, folder, isFirefox, launched } from "./browsers.mjs";

let browser, server, calls, arrived;

before(async () => {
  browser = await launched();
  server = createServer((request, answer) => {
    arrived.push(`${request.method} ${request.url}`);
    answer.setHeader("Access-Control-Allow-Origin", "*");
    answer.end();
  });
  server.on("upgrade", (request, socket) => {
    arrived.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  // A blocked navigation opens a connection in Chromium and says nothing over it: docs/page.md admits that.
  server.on("clientError", (error, socket) => {
    if (error.bytesParsed || error.rawPacket?.length) arrived.push("bytes that are no request");
    socket.destroy();
  });
  await new Promise((next) => server.listen(0, "127.0.0.1", next));
  calls = createSocket("udp4");
  calls.on("message", () => arrived.push("a datagram"));
  await new Promise((next) => calls.bind(server.address().port, "127.0.0.1", next));
});
after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  calls?.close();
  done();
});

const digest = (text) => createHash("sha256").update(text).digest("base64");
const page = readFileSync(PAGE, "latin1");
const port = () => server.address().port;
const ways = (away = "") =>
  readFileSync(join(import.meta.dirname, "ways-out.js"), "utf8")
    .replaceAll("ADDRESS", `http://127.0.0.1:${port()}`)
    .replaceAll("STUN", `127.0.0.1:${port()}`)
    .replaceAll("AWAY", away);
/** The lines with which the page's own script begins. */
const begins = /&lt;script&gt;(\/\/ The engine[^]*?delete self\[name\];)/.exec(page)[1].replaceAll("&quot;", '"').replaceAll("&gt;", ">").replaceAll("&lt;", "<").replaceAll("&amp;", "&");

/** The page with another script in place of its own, which its policy lets run. */
function framed(away) {
  const script = `${begins}\n${ways(away)}`;
  const [outer, rest] = page.split('srcdoc="');
  const inner = `<!DOCTYPE html><html><head><title>x</title></head><body><script>${script}</script></body></html>`;
  const escaped = inner.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const policed = outer.replace(/script-src 'sha256-[^']+'/, `script-src 'sha256-${digest(script)}'`);
  assert.notEqual(policed, outer);
  return `${policed}srcdoc="${escaped}"${rest.slice(rest.indexOf('"') + 1)}`;
}

async function tried(name, html) {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, html);
  arrived = [];
  const own = await browser.newPage();
  const told = new Promise((next, fail) => {
    own.on("console", (message) => message.text().startsWith("TRIED") && next(JSON.parse(message.text().slice(6))));
    setTimeout(() => fail(new Error(`not all ways were tried; ${arrived}`)), 120_000).unref();
  });
  await own.goto(pathToFileURL(file).href).catch(() => {});
  const ways = await told;
  await new Promise((next) => setTimeout(next, 2500));
  const at = own.url();
  await own.close().catch(() => {});
  return { ways, at, arrived: [...new Set(arrived)] };
}

test(`in the frame nothing leaves ${BROWSER}`, { timeout: 240_000 }, async () => {
  const { ways, at, arrived } = await tried("framed", framed());
  assert.ok(ways.length >= 55, `${ways.length} ways were tried`);
  assert.ok(at.startsWith("file:"), at);
  assert.deepEqual(arrived, [], ways.join("\n"));
  assert.deepEqual(ways.filter((way) => /RAN|OPENED|OPEN$|CALLED/.test(way)), []);
});

for (const away of ["download", "refresh", "location", "link", "replace"])
  test(`in the frame ${away} leads nowhere in ${BROWSER}`, { timeout: 60_000 }, async () => {
    const { at, arrived } = await tried(away, framed(away));
    assert.ok(at.startsWith("file:"), at);
    assert.deepEqual(arrived, []);
  });

test("without frame and policy the same script gets out, so that the test can fail", { timeout: 60_000 }, async () => {
  const script = ways().replace(/await attempt\("(link-top|top|parent|form-top|form-self)"[^]*?\);\n/g, "");
  const file = join(folder, "open.html");
  writeFileSync(file, `<!DOCTYPE html><body><script>${script}</script>`);
  arrived = [];
  const own = await browser.newPage();
  await own.goto(pathToFileURL(file).href).catch(() => {});
  for (let tries = 0; tries < 200 && new Set(arrived).size < 8; tries += 1) await new Promise((next) => setTimeout(next, 100));
  assert.ok(new Set(arrived).size >= 8, `${[...new Set(arrived)]}`);
  assert.ok(isFirefox || arrived.some((one) => one.startsWith("GET /fetch")), `${arrived}`);
  await own.close().catch(() => {});
});
