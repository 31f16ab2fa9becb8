// Proxies of the environment: absolute URLs for http:, tunnels for https:, no_proxy, and proxies that refuse.
// env: SSL_CERT_FILE=../tls/_support/authority.pem
// env: SSL_CERT_DIR=
// env: NODE_EXTRA_CA_CERTS=
import { readFileSync } from "node:fs";
import { serve } from "mote:http";
import { connect, listen } from "mote:net";
for (const name of ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"]) delete process.env[name];
const pem = (name) => readFileSync(`../tls/_support/${name}.pem`, "utf8");
const proxy = listen({ port: 0, hostname: "127.0.0.1" });
const hide = (text) => text.replace(/:\d+/g, ":PORT");
async function answer(socket) {
  let head = "";
  while (!head.includes("\r\n\r\n")) head += new TextDecoder().decode(await socket.read());
  const [line] = head.split("\r\n"), [method, target] = line.split(" ");
  const authorization = /proxy-authorization: (.*)\r\n/i.exec(head)?.[1];
  console.log(hide(line), authorization ?? "");
  if (target.includes("refused")) {
    await socket.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
    return await socket.close();
  }
  if (method !== "CONNECT") {
    await socket.write("HTTP/1.1 200 OK\r\nContent-Length: 13\r\nConnection: close\r\n\r\nfrom a proxy\n");
    return await socket.close();
  }
  const other = await connect({ hostname: "127.0.0.1", port: Number(target.split(":")[1]) });
  await socket.write("HTTP/1.1 200 Connected\r\nX-Of-The-Proxy: 1\r\n\r\n");
  await Promise.allSettled([socket.readable.pipeTo(other.writable), other.readable.pipeTo(socket.writable)]);
}
(async () => { for await (const socket of proxy) answer(socket).catch(() => {}); })();
async function get(url) {
  try {
    const response = await fetch(url);
    console.log(response.status, (await response.text()).trim(), response.headers.get("x-of-the-proxy"));
  } catch ({ message, cause }) {
    console.log(message, cause.code, hide(cause.message));
  }
}
const server = serve({ port: 0, hostname: "127.0.0.1", tls: { cert: pem("localhost"), key: pem("localhost-key") }, fetch: () => new Response("the server itself") });
const plain = serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response("without a proxy") });

process.env.http_proxy = `http://127.0.0.1:${proxy.address.port}`;
await get("http://host.invalid/path?query#fragment");
await get("http://refused.invalid/");
process.env.http_proxy = `http://user:pass@127.0.0.1:${proxy.address.port}`;
await get("http://host.invalid/");
await get(`https://localhost:${server.port}/`);
process.env.https_proxy = process.env.http_proxy;
await get(`https://localhost:${server.port}/`);
await get("https://refused.invalid/");
process.env.no_proxy = "127.0.0.1,other.example";
await get(plain.url);
delete process.env.no_proxy;
await proxy.close();
await get("http://host.invalid/");
process.env.http_proxy = "http://proxy.invalid:1";
await get("http://host.invalid/");
await Promise.all([server.stop(true), plain.stop(true)]);
process.exit(0); // connections that are kept, and the tunnels behind them
// expect: GET http://host.invalid/path?query HTTP/1.1 
// expect: 200 from a proxy null
// expect: GET http://refused.invalid/ HTTP/1.1 
// expect: 403 no null
// expect: GET http://host.invalid/ HTTP/1.1 Basic dXNlcjpwYXNz
// expect: 200 from a proxy null
// expect: 200 the server itself null
// expect: CONNECT localhost:PORT HTTP/1.1 Basic dXNlcjpwYXNz
// expect: 200 the server itself null
// expect: CONNECT refused.invalid:PORT HTTP/1.1 Basic dXNlcjpwYXNz
// expect: fetch failed ERR_PROXY CONNECT tunnel failed, response 403
// expect: 200 without a proxy null
// expect: fetch failed ECONNREFUSED connect ECONNREFUSED 127.0.0.1:PORT
// expect: fetch failed ENOTFOUND getaddrinfo ENOTFOUND proxy.invalid
