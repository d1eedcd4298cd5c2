// Tries every way out that a page has, one after another, and says what came of each; with AWAY one alone. ADDRESS, STUN and AWAY are put in.
(async () => {
  const tried = [];
  const attempt = async (name, way) => {
    try {
      const silence = new Promise((next) => setTimeout(() => next("silence"), 1500));
      tried.push(`${name}: ${String(await Promise.race([way(), silence])).slice(0, 80)}`);
    } catch (error) {
      tried.push(`${name}: ${String(error).slice(0, 80)}`);
    }
  };
  const pause = (time) => new Promise((next) => setTimeout(next, time));
  const to = (what) => `ADDRESS/${what}?secret=1`;
  const make = (name, what, parent = document.body) => {
    const made = Object.assign(document.createElement(name), what);
    parent.append(made);
    return made;
  };
  const set = (act) => async () => {
    act();
    return "set";
  };
  // Ways that lead the frame itself away, after which there is no script: each has a page of its own.
  const away = {
    download: () => make("a", { href: to("download"), download: "x" }).click(),
    refresh: () => make("meta", { httpEquiv: "refresh", content: `0;url=${to("refresh")}` }, document.head),
    location: () => (location = to("location")),
    link: () => make("a", { href: to("link") }).click(),
    replace: () => location.replace(to("replace")),
  };
  if (away["AWAY"]) {
    console.log(`TRIED ${JSON.stringify(["AWAY"])}`);
    away["AWAY"]();
    return;
  }
  // Requests.
  await attempt("fetch", () => fetch(to("fetch"), { mode: "no-cors" }));
  await attempt("fetch-keepalive", () => fetch(to("keepalive"), { mode: "no-cors", keepalive: true, method: "POST", body: "x" }));
  await attempt("fetch-later", set(() => self.fetchLater?.(to("later"), { activateAfter: 0 })));
  await attempt("xhr", () => new Promise((next) => {
    const request = new XMLHttpRequest();
    request.open("GET", to("xhr"));
    request.onload = request.onerror = () => next(request.status);
    request.send();
  }));
  await attempt("websocket", () => new Promise((next) => {
    const socket = new WebSocket(to("socket").replace("http", "ws"));
    socket.onopen = () => next("OPEN");
    socket.onerror = () => next("error");
  }));
  await attempt("eventsource", () => new Promise((next) => {
    new EventSource(to("events")).onerror = () => next("error");
  }));
  await attempt("beacon", async () => navigator.sendBeacon(to("beacon"), "x"));
  await attempt("webtransport", async () => self.WebTransport && new WebTransport(to("transport").replace("http:", "https:")).ready);
  // What is shown.
  await attempt("image", set(() => (new Image().src = to("image"))));
  await attempt("background", set(() => (document.body.style.backgroundImage = `url(${to("background")})`)));
  await attempt("style", set(() => make("style", { textContent: `@import url(${to("import-style")});` })));
  await attempt("sheet", set(() => make("link", { rel: "stylesheet", href: to("sheet") })));
  await attempt("adopted", set(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`body{background:url(${to("adopted")})} @font-face{font-family:q;src:url(${to("adopted-font")})} *{font-family:q}`);
    document.adoptedStyleSheets = [sheet];
  }));
  await attempt("font", async () => new FontFace("x", `url(${to("font")})`).load());
  await attempt("icon", set(() => make("link", { rel: "icon", href: to("icon") }, document.head)));
  await attempt("manifest", set(() => make("link", { rel: "manifest", href: to("manifest") }, document.head)));
  for (const rel of ["prefetch", "preload", "preconnect", "dns-prefetch", "prerender", "modulepreload"])
    await attempt(rel, set(() => make("link", { rel, as: "image", href: to(`link-${rel}`) }, document.head)));
  await attempt("speculation", set(() => make("script", { type: "speculationrules", textContent: JSON.stringify({ prefetch: [{ source: "list", urls: [to("speculation")], eagerness: "immediate" }] }) })));
  await attempt("svg", set(() => document.body.insertAdjacentHTML("beforeend", `<svg><image href="${to("svg-image")}"/><use href="${to("svg-use")}#a"/></svg>`)));
  await attempt("video", set(() => make("video", { src: to("video"), poster: to("poster") }).load()));
  await attempt("audio", set(() => new Audio(to("audio")).load()));
  await attempt("track", set(() => (make("track", { src: to("track"), default: true, kind: "subtitles" }, make("video", {})).track.mode = "showing")));
  await attempt("object", set(() => make("object", { data: to("object") })));
  await attempt("embed", set(() => make("embed", { src: to("embed") })));
  await attempt("markup", set(() => document.body.insertAdjacentHTML("beforeend", `<img src="${to("markup-image")}" srcset="${to("markup-srcset")} 2x"><input type=image src="${to("markup-input")}"><body background="${to("markup-body")}">`)));
  // Scripts.
  await attempt("script", set(() => make("script", { src: to("script") })));
  await attempt("inline", async () => (make("script", { textContent: "self.ran = 1" }), self.ran ? "RAN" : "did not run"));
  await attempt("eval", async () => (0, eval)("1 + 1"));
  await attempt("import", () => import(to("import")));
  await attempt("worker", set(() => new Worker(to("worker"))));
  await attempt("shared-worker", set(() => new SharedWorker(to("shared"))));
  await attempt("service-worker", async () => navigator.serviceWorker.register(to("service")));
  await attempt("own-worker", () => new Promise((next) => {
    const within = (to) => (async () => {
      const said = [];
      for (const way of [() => importScripts(`${to}/worker-import`), () => fetch(`${to}/worker-fetch`, { mode: "no-cors" }), () => new WebSocket(`${to}/worker-socket`.replace("http", "ws")), () => (0, eval)("1")]) {
        try {
          await way();
          said.push("called");
        } catch (error) {
          said.push(error.name);
        }
      }
      postMessage(said.join());
    })();
    const worker = new Worker(URL.createObjectURL(new Blob([`(${within})("ADDRESS")`])));
    worker.onmessage = ({ data }) => next(data);
    worker.onerror = (error) => next(error.message);
  }));
  // Frames and windows.
  await attempt("frame", set(() => make("iframe", { src: to("frame") })));
  await attempt("frame-srcdoc", set(() => make("iframe", { srcdoc: `<img src="${to("srcdoc-image")}"><meta http-equiv=refresh content="0;url=${to("srcdoc-refresh")}">` })));
  await attempt("frame-blob", set(() => make("iframe", { src: URL.createObjectURL(new Blob([`<img src="${to("blob-image")}"><script>location="${to("blob-location")}"<\/script>`], { type: "text/html" })) })));
  await attempt("frame-location", async () => {
    const frame = make("iframe", { srcdoc: "x" });
    await pause(300);
    frame.contentWindow.location = to("frame-location");
    return "set";
  });
  await attempt("open", async () => (self.open(to("open")) ? "OPENED" : "refused"));
  await attempt("link-blank", set(() => make("a", { href: to("link-blank"), target: "_blank" }).click()));
  await attempt("link-top", set(() => make("a", { href: to("link-top"), target: "_top" }).click()));
  await attempt("top", set(() => (top.location = to("top"))));
  await attempt("parent", set(() => parent.location.replace(to("parent"))));
  await attempt("form", set(() => make("form", { action: to("form"), method: "POST", target: "_blank" }).submit()));
  await attempt("form-top", set(() => make("form", { action: to("form-top"), target: "_top" }).submit()));
  await attempt("form-self", set(() => make("form", { action: to("form-self") }).submit()));
  await attempt("ping", set(() => make("a", { href: "#here", ping: to("ping") }).click()));
  await attempt("report", set(() => make("meta", { httpEquiv: "Content-Security-Policy", content: `img-src 'none'; report-uri ${to("report")}` }, document.head)));
  // Calls between browsers, which a policy does not stop.
  const calls = async (Connection) => {
    if (!Connection) return "none";
    const connection = new Connection({ iceServers: [{ urls: "stun:STUN" }, { urls: "turn:STUN?transport=udp", username: "secret", credential: "x" }] });
    connection.createDataChannel("x");
    await connection.setLocalDescription(await connection.createOffer());
    await pause(800);
    return "CALLED";
  };
  await attempt("rtc", () => calls(self.RTCPeerConnection ?? self.webkitRTCPeerConnection ?? self.mozRTCPeerConnection));
  await attempt("rtc-of-a-frame", async () => calls(make("iframe", {}).contentWindow.RTCPeerConnection));
  await attempt("rtc-of-a-srcdoc", async () => {
    const frame = make("iframe", { srcdoc: "x" });
    await pause(300);
    return calls(frame.contentWindow.RTCPeerConnection);
  });
  console.log(`TRIED ${JSON.stringify(tried)}`);
})();
