// A page in Chromium that fetches from, streams from, listens to events of, and opens a WebSocket to a server of mote's.
import { serve } from "mote:http";
import { spawn } from "mote:process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { respond, seen } from "./handlers.mjs";
import { check, party, tls, until } from "./party.mjs";

const page = readFileSync("page.html", "utf8");
const wanted = {
  fetch: "hello", json: "yes", post: "100000", gzip: 1048576, form: "päge a.txt 5", stream: "true one two three",
  abort: "TimeoutError", events: "event 1,event 2,event 3", socket: /^echo 6,100000,100000 4001 done true permessage-deflate/,
};

// Processes of its that are still ending may write to it.
function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}

async function browse(name, options) {
  const arrived = Promise.withResolvers();
  const fetch = async (request, info) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/page") return new Response(page, { headers: { "content-type": "text/html" } });
    if (pathname !== "/results") return respond(request, info);
    arrived.resolve(await request.json());
    return new Response("thanks");
  };
  Object.assign(seen, { aborted: 0, cancelled: 0, closed: [] });
  await using server = serve({ port: 0, hostname: "127.0.0.1", fetch, ...options });
  const profile = mkdtempSync("/tmp/mote-peers-");
  const words = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--ignore-certificate-errors", `--user-data-dir=${profile}`];
  const browser = spawn("chromium", [...words, "--remote-debugging-port=0", `${server.url}page`], { stdout: "ignore", stderr: "ignore" });
  const results = await Promise.race([arrived.promise, browser.status.then(() => ({}))]);
  for (const key in wanted) check(`${name}: ${key}`, results[key], wanted[key]);
  check(`${name}: the server is told of aborts`, await until(() => seen.aborted === 1 && seen.cancelled === 1), true);
  check(`${name}: the server's side of the WebSocket`, seen.closed.join(), "4001 done true");
  browser.kill("SIGTERM");
  await browser.status;
  await server.stop(true);
  await until(() => remove(profile));
}

await party("chromium", ["--version"], async () => {
  await browse("http", {});
  await browse("https", { tls });
});
