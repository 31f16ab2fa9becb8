// nginx before mote's server, as a reverse proxy; and behind mote's fetch, by way of examples/proxy.ts.
import { serve } from "mote:http";
import { listen } from "mote:net";
import { spawn } from "mote:process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { big, respond, seen } from "./handlers.mjs";
import { check, later, party, until } from "./party.mjs";

const configuration = (folder, port, mote) => `
daemon off; master_process off; worker_processes 1;
pid ${folder}/pid; error_log ${folder}/errors error;
events { worker_connections 256; }
http {
  access_log off; server_tokens off; keepalive_timeout 20s;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((each) => `${each}_temp_path ${folder}/${each};`).join(" ")}
  upstream mote { server 127.0.0.1:${mote}; keepalive 4; }
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 0;
    proxy_http_version 1.1;
    location / { proxy_pass http://mote; proxy_set_header Connection ""; proxy_set_header X-Real-IP $remote_addr; }
    location /events { proxy_pass http://mote; proxy_set_header Connection ""; proxy_buffering off; }
    location /echo { proxy_pass http://mote; proxy_set_header Connection ""; proxy_request_buffering off; proxy_buffering off; }
    location /socket { proxy_pass http://mote; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade; }
    location /files/ { alias ${folder}/files/; gzip on; gzip_types text/plain; gzip_min_length 100; }
  }
}`;

async function freePort() {
  await using probe = listen({ port: 0, hostname: "127.0.0.1" });
  return probe.address.port;
}

await party("nginx", ["-v"], async () => {
  await using server = serve({ port: 0, hostname: "127.0.0.1", fetch: respond });
  const folder = mkdtempSync("/tmp/mote-peers-"), port = await freePort(), base = `http://127.0.0.1:${port}`;
  mkdirSync(`${folder}/files`);
  writeFileSync(`${folder}/files/big.txt`, big);
  writeFileSync(`${folder}/conf`, configuration(folder, port, server.port));
  await using nginx = spawn("nginx", ["-p", folder, "-c", `${folder}/conf`], { stdout: "ignore", stderr: "inherit" });
  const text = async (path, options) => (await fetch(base + path, options)).text();
  for (let i = 0; i < 100 && !(await text("/").catch(() => null)); i++) await later(50);
  await before(base, text);
  await behind(base, folder);
  nginx.kill("SIGTERM");
  await nginx.status;
  rmSync(folder, { recursive: true });
});

async function before(base, text) {
  seen.ports.clear();
  let right = 0;
  for (let i = 0; i < 30; i++) right += (await text("/")) === "hello" ? 1 : 0;
  check("30 answers", right, 30);
  check("over kept connections", seen.ports.size <= 4, true);
  check("many at a time", (await Promise.all(Array.from({ length: 40 }, () => text("/late")))).join(""), "late".repeat(40));
  check("a header of nginx's", JSON.parse(await text("/headers"))["x-real-ip"], "127.0.0.1");
  check("in chunks", await text("/stream"), "one two three");
  check("1 MiB", (await text("/big")) === big, true);
  check("HEAD", (await fetch(`${base}/big`, { method: "HEAD" })).headers.get("content-length"), `${big.length}`);
  check("404", (await fetch(`${base}/none`)).status, 404);
  check("upload with a length", await text("/length", { method: "POST", body: big }), `${big.length}`);
  const chunks = () => ReadableStream.from([big, big]).pipeThrough(new TextEncoderStream());
  check("upload in chunks", await text("/length", { method: "POST", body: chunks(), duplex: "half" }), `${2 * big.length}`);
  check("both ways at once", (await text("/echo", { method: "POST", body: chunks(), duplex: "half" })) === big + big, true);

  const events = new EventSource(`${base}/events`), data = [];
  await new Promise((resolve) => (events.onmessage = (event) => data.push(event.data) === 3 && resolve()));
  events.close();
  check("events", data.join(), "event 1,event 2,event 3");
  check("the stream is cancelled", await until(() => seen.cancelled === 1), true);
  await text("/hang", { signal: AbortSignal.timeout(200) }).catch(() => {});
  check("the signal is aborted", await until(() => seen.aborted === 1), true);
  await webSocket(base);
}

async function webSocket(base) {
  const socket = new WebSocket(base.replace("http", "ws") + "/socket", ["other", "echo"]), got = [];
  socket.binaryType = "arraybuffer";
  socket.onopen = () => ["text", "ä".repeat(1000), new Uint8Array(100_000)].forEach((each) => socket.send(each));
  socket.onmessage = ({ data }) => got.push(data.length ?? data.byteLength) === 3 && socket.close(4000, "enough");
  const closed = await new Promise((resolve) => (socket.onclose = resolve));
  check("WebSocket", `${socket.protocol} ${got} ${closed.code} ${closed.reason} ${closed.wasClean}`, "echo 4,1000,100000 4000 enough true");
  check("WebSocket, the server's side", await until(() => seen.closed.length === 1) && seen.closed[0], "4000 enough true");
}

async function behind(base) {
  await using proxy = spawn(process.env.MOTE, ["../../../../examples/proxy.ts", "0", base], { stderr: "inherit" });
  const line = new TextDecoder().decode((await proxy.stdout.getReader().read()).value), url = line.split(" ")[0];
  const get = (path, options) => fetch(new URL(path, url.replace("0.0.0.0", "127.0.0.1")), options);
  const file = await get("/files/big.txt");
  check("a file", `${file.status} ${(await file.text()) === big}`, "200 true");
  const [range, none, head] = [await get("/files/big.txt", { headers: { range: "bytes=16-20" } }), await get("/files/none"), await get("/files/big.txt", { method: "HEAD" })];
  check("a range of it", `${range.status} ${await range.text()} ${range.headers.get("content-range")}`, `206 01234 bytes 16-20/${big.length}`);
  check("no file", none.status, 404);
  await none.text();
  check("its length", head.status, 200);
  const fresh = await get("/files/big.txt", { headers: { "if-modified-since": file.headers.get("last-modified") } });
  check("not modified", `${fresh.status} ${await fresh.text()}`, "304 ");
  check("mote behind nginx behind mote", await (await get("/echo", { method: "POST", body: "round" })).text(), "round");
  check("many at a time", (await Promise.all(Array.from({ length: 20 }, async () => (await (await get("/files/big.txt")).text()).length === big.length))).every(Boolean), true);
}
