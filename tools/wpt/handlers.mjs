// SPDX-License-Identifier: MIT
// What answers where the web-platform-tests have Python programs for their server: "path of the program": a function
// that takes an Exchange and gives { status, statusText, headers, body }, or nothing when it has written the answer.
import { delay, textOf } from "./exchange.mjs";

// Values that one request leaves for another, by folder and key.
const stash = new Map();
const folderOf = (exchange) => exchange.url.pathname.replace(/[^/]*$/, "");

function put(exchange, key, value) {
  stash.set(`${folderOf(exchange)} ${key}`, value);
}

function take(exchange, key) {
  const name = `${folderOf(exchange)} ${key}`, value = stash.get(name) ?? null;
  stash.delete(name);
  return value;
}

const TEXT = ["Content-Type", "text/plain"];
const EVENTS = ["Content-Type", "text/event-stream"];

function allowOrigin({ headers }) {
  return headers.has("origin")
    ? [["Access-Control-Allow-Origin", headers.get("origin")], ["Access-Control-Allow-Credentials", "true"]]
    : [["Access-Control-Allow-Origin", "*"]];
}

// A parameter whose value is bytes, written as "%01".
function rawParameter(exchange, name) {
  const found = exchange.url.search.slice(1).split("&").find((each) => each.startsWith(`${name}=`));
  return found && found.slice(name.length + 1).replace(/\+/g, " ").replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}

// ---- what was asked ------------------------------------------------------------------

function inspectHeaders(exchange) {
  const { headers } = exchange, asked = (rawParameter(exchange, "headers") ?? "").split("|").filter(Boolean);
  const out = asked.filter((name) => headers.has(name)).map((name) => [`x-request-${name}`, headers.get(name)]);
  if (exchange.parameter("cors") !== null) {
    out.push(...allowOrigin(exchange), ["Access-Control-Allow-Methods", "GET, POST, HEAD"]);
    out.push(["Access-Control-Expose-Headers", asked.map((name) => `x-request-${name}`).join(", ")]);
    out.push(["Access-Control-Allow-Headers", exchange.parameter("allow_headers") ?? headers.names().join(", ")]);
  }
  return { headers: [...out, TEXT] };
}

async function method(exchange) {
  const { headers } = exchange;
  const asked = ["type", "length", "encoding", "language", "location"].map((name) => [`x-request-content-${name}`, headers.get(`content-${name}`) ?? "NO"]);
  return { headers: [["x-request-method", exchange.method], ...asked], body: await exchange.body() };
}

async function echoContent(exchange) {
  const { headers } = exchange;
  const asked = ["Length", "Type"].map((name) => [`X-Request-Content-${name}`, headers.get(`content-${name}`) ?? "NO"]);
  return { headers: [["X-Request-Method", exchange.method], ...asked, TEXT], body: await exchange.body() };
}

// The headers of the request, a line each: "Name: value".
function echoHeaders(exchange) {
  return { headers: [TEXT], body: [...exchange.headers].map(([name, value]) => `${name}: ${value}\n`).join("") };
}

function authentication(exchange) {
  if (exchange.headers.get("authorization") === `Basic ${btoa("user:password")}`) return { body: "Authentication done" };
  const realm = exchange.parameter("realm", "test");
  return {
    status: 401, statusText: "Unauthorized", headers: [["WWW-Authenticate", `Basic realm="${realm}"`]],
    body: "Please login with credentials 'user' and 'password'",
  };
}

function dumpAuthorization(exchange) {
  return { headers: [["Content-Type", "text/html"], ...allowOrigin(exchange)], body: exchange.headers.get("authorization") ?? "none" };
}

function preflight(exchange) {
  const token = exchange.parameter("token"), origin = exchange.parameter("origin", "*");
  const headers = [TEXT, ...origin.split(", ").map((each) => ["Access-Control-Allow-Origin", each])];
  if (exchange.parameter("clear-stash") !== null) return { headers, body: take(exchange, token) === null ? "0" : "1" };
  headers.push(["x-did-preflight", "0"], ["x-control-request-headers", ""], ["x-preflight-referrer", ""]);
  headers.push(["x-referrer", exchange.headers.get("referer") ?? ""], ["x-origin", exchange.headers.get("origin") ?? ""]);
  if (token) put(exchange, token, true);
  return { headers };
}

// ---- what is answered ----------------------------------------------------------------

function status(exchange) {
  return {
    status: Number(exchange.parameter("code", "200")), statusText: exchange.parameter("text", "OMG"),
    headers: [["Content-Type", exchange.parameter("type", "")], ["X-Request-Method", exchange.method]], body: rawParameter(exchange, "content") ?? "",
  };
}

// Where a redirection leads: with the request's own parameters, so that a chain of them goes on.
function locationOf(exchange, count) {
  const location = exchange.parameter("location"), scheme = /^([a-z][a-z0-9+.-]*):/i.exec(location)?.[1];
  if (exchange.parameter("simple") !== null || (scheme && !/^https?$/i.test(scheme))) return location;
  return `${location}${location.includes("?") ? "&" : "?"}${exchange.url.searchParams}&count=${count}`;
}

async function redirect(exchange) {
  const token = exchange.parameter("token"), state = (token && take(exchange, token)) || { count: 0 };
  const headers = [TEXT, ["Cache-Control", "no-cache"], ["Pragma", "no-cache"], ...allowOrigin(exchange)];
  const body = new URLSearchParams(textOf(await exchange.body()));
  const code = Number(exchange.parameter("redirect_status") ?? body.get("redirect_status") ?? 302);
  state.count++;
  if (exchange.parameter("location") !== null) headers.push(["Location", textOf(new TextEncoder().encode(locationOf(exchange, state.count)))]);
  if (exchange.parameter("redirect_referrerpolicy")) headers.push(["Referrer-Policy", exchange.parameter("redirect_referrerpolicy")]);
  await delay(Number(exchange.parameter("delay", "0")));
  if (token) put(exchange, token, state);
  const most = exchange.parameter("max_count");
  if (token && most !== null && state.count > Number(most)) return { body: `${state.count - 1}` };
  return { status: code, headers };
}

function plainRedirect(exchange) {
  return { status: Number(exchange.parameter("status", "302")), headers: [["Location", exchange.parameter("location", "")]] };
}

function cache(exchange) {
  if (exchange.headers.get("if-none-match") === '"123abc"') return { status: 304, statusText: "Not Modified", headers: [["X-HTTP-STATUS", "304"]] };
  return { headers: [["ETag", '"123abc"'], TEXT], body: "lorem ipsum dolor sit amet" };
}

async function slow(exchange) {
  await delay(Number(exchange.parameter("delay", "2000")));
  return {};
}

// Milliseconds between pieces, and their number.
const pace = (exchange, ms) => [Number(exchange.parameter("ms", ms)), Number(exchange.parameter("count", "50"))];

async function trickle(exchange) {
  const [wait, count] = pace(exchange, "500");
  await exchange.body();
  await delay(wait);
  await exchange.begin({ headers: exchange.parameter("notype") === null ? [TEXT] : [] });
  for (let i = 0; i <= count; i++) {
    await delay(wait);
    if (i < count) await exchange.write("TEST_TRICKLE\n");
  }
}

async function badChunkEncoding(exchange) {
  const [wait, count] = pace(exchange, "1000");
  await delay(wait);
  await exchange.begin({ headers: [["Transfer-Encoding", "chunked"]] });
  await delay(wait);
  for (let i = 0; i < count; i++) {
    await exchange.write("a\r\nTEST_CHUNK\r\n");
    await delay(wait);
  }
  await exchange.write("garbage");
}

// Writes until the client has gone, or another request says "abort".
async function infiniteSlowResponse(exchange) {
  const state = exchange.parameter("stateKey"), abort = exchange.parameter("abortKey");
  if (state) put(exchange, state, "open");
  try {
    await exchange.begin({ headers: [TEXT] });
    await exchange.write(".".repeat(2048));
    while (!(abort && take(exchange, abort))) {
      await exchange.write(".");
      await delay(10);
    }
  } finally {
    if (state) put(exchange, state, "closed");
  }
}

async function hugeResponse(exchange) {
  const total = 8 * 1024 ** 3, chunk = new Uint8Array(1024 ** 2);
  await exchange.begin({ headers: [TEXT, ["Content-Length", total]] });
  for (let sent = 0; sent < total; sent += chunk.length) await exchange.write(chunk);
}

// An answer as the test wants it, byte by byte.
function raw(makeText) {
  return async (exchange) => {
    exchange.closes = true;
    await exchange.write(makeText(exchange));
  };
}

const contentLength = raw((exchange) =>
  `HTTP/1.1 200 OK\r\nContent-Type: text/plain;charset=UTF-8\r\nConnection: close\r\n${rawParameter(exchange, "length")}\r\n\r\nFact: this is really forty-two bytes long.`);
const statusLine = raw((exchange) => `HTTP/1.1 ${rawParameter(exchange, "input")}\nheader-parsing: is sad\n`);
const wholeMessage = raw((exchange) => rawParameter(exchange, "message"));

// A body that its coding does not allow.
const badCoding = (coding) => () => ({ headers: [["Content-Encoding", coding]], body: `not actually ${coding}` });

function stashPut(exchange) {
  put(exchange, exchange.parameter("key"), exchange.parameter("value"));
  return { headers: [["Access-Control-Allow-Origin", "*"]], body: "done" };
}

function stashTake(exchange) {
  const body = JSON.stringify(take(exchange, exchange.parameter("key")));
  return { headers: [["Content-Type", "application/json"], ["Access-Control-Allow-Origin", "*"]], body };
}

// ---- streams of events -----------------------------------------------------------------

async function message(exchange) {
  const body = rawParameter(exchange, "message") ?? "data: data", newline = exchange.parameter("newline") === "none" ? "" : "\n\n";
  await delay(Number(exchange.parameter("sleep", "0")) / 1000);
  return { headers: [["Content-Type", exchange.parameter("mime", "text/event-stream")]], body: `${body}${newline}\n` };
}

async function message2(exchange) {
  await exchange.begin({ headers: [EVENTS, ["Cache-Control", "no-cache"]] });
  for (;;) {
    await exchange.write("data:msg\ndata: msg\n\n:\nfalsefield:msg\n\nfalsefield:msg\nData:data\n\ndata\n\ndata:end\n\n");
    await delay(2000);
  }
}

function lastEventId(exchange) {
  const last = exchange.headers.get("last-event-id");
  if (last) return { headers: [EVENTS], body: `data: ${last}\n\n` };
  const id = rawParameter(exchange, "idvalue") ?? textOf(new TextEncoder().encode("\u2026"));
  return { headers: [EVENTS], body: `id: ${id}\nretry: 200\ndata: hello\n\n` };
}

const LAST_EVENT_IDS = {
  1: "id: 1\ndata: 1\n\ndata: 2\n\nid: 2\ndata:3\n\ndata:4\n\n",
  2: "id: 1\ndata: 1\n\nid:\ndata:2\n\ndata:3\n\n",
  3: "id: 1\ndata: 1\n\nid\ndata:2\n\ndata:3\n\n",
};

function lastEventId2(exchange) {
  return { headers: [EVENTS], body: LAST_EVENT_IDS[exchange.parameter("type", "1")] ?? "data: invalid_test\n\n" };
}

// A client that comes again: the tests tell it by a cookie, and mote keeps none, so it is told by the URL.
function statusReconnect(exchange) {
  const code = Number(exchange.parameter("status", "204")), key = exchange.url.search;
  if (take(exchange, key)) return { headers: [EVENTS], body: "data: data\n\n" };
  put(exchange, key, true);
  return { status: code, statusText: "TEST", headers: [EVENTS], body: `retry: 2\n${exchange.parameter("ok_first") === null ? "" : "data: ok\n\n"}` };
}

function reconnectFail(exchange) {
  const times = take(exchange, exchange.url.search) ?? 0;
  put(exchange, exchange.url.search, times + 1);
  return [
    { headers: [EVENTS], body: "retry: 2\ndata: opened\n\n" },
    { headers: [EVENTS], body: "data: reconnected\n\n" },
    { status: 204, statusText: "NO CONTENT (CLOSE)", headers: [EVENTS] },
  ][Math.min(times, 2)];
}

function statusError(exchange) {
  const code = Number(exchange.parameter("status", "404"));
  return { status: code, statusText: "HAHAHAHA", headers: [EVENTS], body: code === 204 || code === 205 ? "" : "data: data\n\n" };
}

const API = "fetch/api/resources/", EVENT_SOURCE = "eventsource/resources/";

export const handlers = {
  __proto__: null,
  [`${API}authentication.py`]: authentication,
  [`${API}bad-chunk-encoding.py`]: badChunkEncoding,
  [`${API}cache.py`]: cache,
  [`${API}clean-stash.py`]: (exchange) => ({ body: take(exchange, exchange.parameter("token")) === null ? "0" : "1" }),
  [`${API}dump-authorization-header.py`]: dumpAuthorization,
  [`${API}echo-content.py`]: echoContent,
  [`${API}huge-response.py`]: hugeResponse,
  [`${API}infinite-slow-response.py`]: infiniteSlowResponse,
  [`${API}inspect-headers.py`]: inspectHeaders,
  [`${API}method.py`]: method,
  [`${API}preflight.py`]: preflight,
  [`${API}redirect.py`]: redirect,
  [`${API}redirect-empty-location.py`]: () => ({ status: 302, headers: [["Location", ""]] }),
  [`${API}stash-put.py`]: stashPut,
  [`${API}stash-take.py`]: stashTake,
  [`${API}status.py`]: status,
  [`${API}trickle.py`]: trickle,
  "fetch/content-encoding/br/resources/bad-br-body.py": badCoding("br"),
  "fetch/content-encoding/gzip/resources/bad-gzip-body.py": badCoding("gzip"),
  "fetch/content-encoding/zstd/resources/bad-zstd-body.py": badCoding("zstd"),
  "fetch/content-length/resources/content-length.py": contentLength,
  "fetch/h1-parsing/resources/message.py": wholeMessage,
  "fetch/h1-parsing/resources/status-code.py": statusLine,
  "common/redirect.py": plainRedirect,
  "common/slow.py": slow,
  "xhr/resources/parse-headers.py": (exchange) => ({ headers: [["My-Custom-Header", rawParameter(exchange, "my-custom-header") ?? ""]] }),
  "xhr/resources/echo-headers.py": echoHeaders,
  "xhr/resources/echo-content.py": echoContent,
  [`${EVENT_SOURCE}last-event-id.py`]: lastEventId,
  [`${EVENT_SOURCE}last-event-id2.py`]: lastEventId2,
  [`${EVENT_SOURCE}message.py`]: message,
  [`${EVENT_SOURCE}message2.py`]: message2,
  [`${EVENT_SOURCE}reconnect-fail.py`]: reconnectFail,
  [`${EVENT_SOURCE}status-error.py`]: statusError,
  [`${EVENT_SOURCE}status-reconnect.py`]: statusReconnect,
};
