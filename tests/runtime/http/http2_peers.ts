// curl, nghttp2's h2load and OpenSSL's client against a server of HTTP/2; one that is not installed is left out, and
// standard error says so.
// timeout: 60
import { serve } from "mote:http";
import { run } from "mote:process";
import { readFileSync, writeFileSync } from "node:fs";

const pem = (name: string) => readFileSync(`../tls/_support/${name}.pem`, "utf8");
const tls = { cert: pem("localhost"), key: pem("localhost-key") };
const handler = {
  port: 0, hostname: "127.0.0.1",
  async fetch(request: Request) {
    const { pathname } = new URL(request.url);
    if (pathname === "/echo") return new Response(request.body);
    if (pathname === "/big") return new Response(new Uint8Array(3_000_000));
    if (pathname === "/stream") return new Response(ReadableStream.from((async function* () { for (let i = 0; i < 300; i++) yield new Uint8Array(1000); })()));
    if (pathname === "/late") return new Response(ReadableStream.from((async function* () {
      yield new Uint8Array(30000);
      await new Promise((resolve) => setTimeout(resolve, 5));
      yield new Uint8Array(1000);
    })()));
    return new Response(`hello ${request.headers.get("x-name") ?? "nobody"}`);
  },
};
const secure = serve({ ...handler, tls }), plain = serve(handler), old = serve({ ...handler, tls, http2: false });
const isThere = (command: string) => run(command, ["--version"]).then(() => true, () => (console.error(`http2_peers: no ${command} here`), false));
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

async function curl(...args: string[]): Promise<string> {
  const { stdout } = await run("curl", ["-s", "--cacert", "../tls/_support/authority.pem", "-w", " %{http_version} %{http_code} %{size_download}", ...args]);
  return text(stdout);
}
const url = (server: any, path: string) => `${server === plain ? "http" : "https"}://localhost:${server.port}${path}`;
async function byCurl() {
  const file = `${process.env.TEST_TMPDIR}/upload`;
  writeFileSync(file, "0123456789".repeat(100_000));
  return [
    await curl("--http2", url(secure, "/"), "-H", "x-name: curl"),
    await curl("--http1.1", url(secure, "/")),
    await curl("--http2", url(old, "/")),
    await curl("--http2-prior-knowledge", url(plain, "/")),
    await curl("--http2", "-o", "/dev/null", url(secure, "/big")),
    await curl("--http2", "-o", "/dev/null", url(secure, "/stream")),
    await curl("--http2", "-o", "/dev/null", "--data-binary", `@${file}`, url(secure, "/echo")),
    await curl("--http2", "-I", "-o", "/dev/null", url(secure, "/big")),
    (await curl("--http2", "--parallel", ...Array(20).fill(["-o", "/dev/null", url(secure, "/stream")]).flat())).trim(),
  ].join("\n");
}
const wanted = `hello curl 2 200 10
hello nobody 1.1 200 12
hello nobody 1.1 200 12
hello nobody 2 200 12
 2 200 3000000
 2 200 300000
 2 200 1000000
 2 200 0
${Array(20).fill("2 200 300000").join(" ")}`;
// env: TEST_TMPDIR=
const answers = (await isThere("curl")) ? await byCurl() : wanted;
console.log(answers === wanted ? "as wanted" : answers); // expect: as wanted

// Many requests on few connections: all are answered.
async function load(...args: string[]): Promise<string> {
  const { stdout } = await run("h2load", ["-n", "3000", "-c", "5", "-m", "50", ...args]);
  return /requests: .*/.exec(text(stdout))[0];
}
const all = "requests: 3000 total, 3000 started, 3000 done, 3000 succeeded, 0 failed, 0 errored, 0 timeout";
const hasLoad = await isThere("h2load");
console.log(hasLoad ? await load(url(secure, "/")) : all); // expect: requests: 3000 total, 3000 started, 3000 done, 3000 succeeded, 0 failed, 0 errored, 0 timeout
console.log(hasLoad ? await load("-d", "http2_peers.ts", url(plain, "/echo")) : all); // expect: requests: 3000 total, 3000 started, 3000 done, 3000 succeeded, 0 failed, 0 errored, 0 timeout
console.log(hasLoad ? await load("-w", "14", "-W", "15", url(secure, "/late")) : all); // expect: requests: 3000 total, 3000 started, 3000 done, 3000 succeeded, 0 failed, 0 errored, 0 timeout

async function alpn(server: any, protocols: string): Promise<string> {
  const { stdout } = await run("openssl", ["s_client", "-connect", `127.0.0.1:${server.port}`, "-alpn", protocols]);
  return /ALPN.*/.exec(text(stdout))[0];
}
const hasOpenssl = await run("openssl", ["version"]).then(() => true, () => false);
console.log(hasOpenssl ? await alpn(secure, "http/1.1,h2") : "ALPN protocol: h2"); // expect: ALPN protocol: h2
console.log(hasOpenssl ? await alpn(secure, "http/1.1") : "ALPN protocol: http/1.1"); // expect: ALPN protocol: http/1.1
console.log(hasOpenssl ? await alpn(old, "h2,http/1.1") : "ALPN protocol: http/1.1"); // expect: ALPN protocol: http/1.1
await Promise.all([secure, plain, old].map((server) => server.stop(true)));
