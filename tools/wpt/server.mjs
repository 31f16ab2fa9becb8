// SPDX-License-Identifier: MIT
// The server that the web-platform-tests talk to: mote tools/wpt/server.mjs CHECKOUT COMMAND…
//
// Runs the command with WPT_SERVER=http://localhost:port in its environment, and ends as it ends. Without a command it
// prints the address and serves. Of HTTP/1.1 it does what the tests want, some of it wrong on purpose, and so is
// written over sockets: files of the checkout (file.headers, ".sub.", "?pipe="), what handlers.mjs has instead of the
// checkout's Python programs, and WebSockets (websockets.mjs).
import { listen } from "mote:net";
import { spawn } from "mote:process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import checkoutFiles from "./checkout.cjs";
import { bytesOf, ConnectionEnded, delay, Exchange, HeaderList, Input, textOf } from "./exchange.mjs";
import { handlers } from "./handlers.mjs";
import { isUpgrade, serveWebSocket } from "./websockets.mjs";

const [, , folder, ...command] = process.argv;
const checkout = realpathSync(folder);

// ---- files ------------------------------------------------------------------------

// "header(name,value)|status(code)|sub|trickle(d1)|slice(a,b)" of "?pipe=".
async function applyPipes(exchange, answer) {
  for (const [, name, list] of (exchange.parameter("pipe") ?? "").matchAll(/(\w+)(?:\(((?:[^()\\]|\\.)*)\))?/g)) {
    const values = list === undefined ? [] : list.replace(/\\(.)/g, "$1").split(",");
    if (name === "header") answer.headers.push([values[0], values.slice(1).join(",").replace(/,True$/, "")]);
    else if (name === "status") answer.status = Number(values[0]);
    else if (name === "sub") answer.body = checkoutFiles.substitute(textOf(answer.body), exchange.server, exchange);
    else if (name === "slice") answer.body = answer.body.slice(Number(values[0]) || 0, values[1] && values[1] !== "null" ? Number(values[1]) : undefined);
    else if (name === "trickle") await delay(1000 * Number(/d([0-9.]+)/.exec(list)?.[1] ?? 0));
  }
}

function headersOf(file) {
  const lines = existsSync(`${file}.headers`) ? readFileSync(`${file}.headers`, "utf8").split("\n").filter((line) => line.includes(":")) : [];
  const headers = [...new HeaderList(lines)];
  if (!headers.some(([name]) => name.toLowerCase() === "content-type")) headers.push(["Content-Type", checkoutFiles.typeOf(file)]);
  return headers;
}

async function serveFile(exchange, file) {
  if (path.extname(file) === ".asis") {
    exchange.closes = true;
    return await exchange.write(new Uint8Array(readFileSync(file)));
  }
  const answer = { status: 200, headers: headersOf(file), body: new Uint8Array(readFileSync(file)) };
  if (/\.sub\./.test(file)) answer.body = bytesOf(checkoutFiles.substitute(textOf(answer.body), exchange.server, exchange));
  await applyPipes(exchange, answer);
  if (answer.status < 200) exchange.closes = true;
  await exchange.answer(answer);
}

// ---- connections -------------------------------------------------------------------

async function serveOne(exchange) {
  const { pathname } = exchange.url;
  if (isUpgrade(exchange)) return await serveWebSocket(exchange);
  const handler = handlers[pathname.slice(1)];
  const answer = handler && (await handler(exchange));
  const file = handler ? undefined : checkoutFiles.locate(checkout, pathname);
  if (file && !file.endsWith(".py")) await serveFile(exchange, file);
  else if (!handler) await exchange.answer({ status: 404, statusText: "Not Found", body: `no ${pathname}` });
  else if (answer) await exchange.answer(answer);
  if (!exchange.closes) await exchange.body();
}

async function serveConnection(socket, server) {
  const input = new Input(socket);
  try {
    for (;;) {
      const exchange = new Exchange(socket, input, await input.takeUntil("\r\n\r\n"), server);
      await serveOne(exchange);
      if (exchange.closes) return await socket.close();
    }
  } catch (error) {
    if (!(error instanceof ConnectionEnded) && !error?.code) console.error("server.mjs:", error);
    await socket.close();
  }
}

async function serveListener(listener, server) {
  for await (const socket of listener) serveConnection(socket, server).catch(() => {});
}

// Two ports that follow each other.
function listenTwice() {
  for (;;) {
    const first = listen({ port: 0, hostname: "127.0.0.1" });
    try {
      return [first, listen({ port: first.address.port + 1, hostname: "127.0.0.1" })];
    } catch {
      first.close();
    }
  }
}

const listeners = listenTwice(), address = `http://localhost:${listeners[0].address.port}`;
for (const listener of listeners) serveListener(listener, `http://localhost:${listener.address.port}`);
process.on("unhandledRejection", (error) => console.error("server.mjs:", error));

if (command.length) {
  const child = spawn(command[0], command.slice(1), { stdin: "inherit", stdout: "inherit", stderr: "inherit", env: { ...process.env, WPT_SERVER: address } });
  const { code } = await child.status;
  process.exit(code ?? 1);
}
console.log(address);
