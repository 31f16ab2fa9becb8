// curl as a client of serve.
import { serve } from "mote:http";
import { run } from "mote:process";
import { big, respond, seen } from "./handlers.mjs";
import { certificates, check, party, tls, until } from "./party.mjs";

const curl = (...words) => run("curl", ["-sS", "--max-time", "20", ...words], { encoding: "utf8" });
const withInput = (input, ...words) => run("curl", ["-sS", "--max-time", "20", ...words], { encoding: "utf8", input });

await party("curl", ["--version"], async () => {
  await using server = serve({ port: 0, hostname: "127.0.0.1", fetch: respond, maxBodySize: 4 << 20 });
  const url = (path) => server.url.slice(0, -1) + path;
  const output = async (...words) => (await curl(...words)).stdout;

  check("GET", await output(url("/")), "hello");
  const many = Array.from({ length: 10 }, () => ["-o", "/dev/null", url("/")]).flat();
  check("keep-alive", await output("-w", "%{num_connects}", ...many), "1000000000");
  check("no keep-alive", await output("-H", "Connection: close", "-w", "%{num_connects}", ...many), "1111111111");
  check("HTTP/1.0", await output("--http1.0", "-w", " %{http_version}", url("/")), /^hello 1/);
  check("parallel", (await output("-Z", ...Array.from({ length: 20 }, () => url("/late")))).length, 80);
  check("HEAD", await output("-I", url("/big")), /^HTTP\/1.1 200 OK\r\n[^]*content-length: 1048576\r\n/i);
  check("a redirect", await output("-L", "-w", " %{num_redirects}", url("/moved")), "hello 1");
  check("404", await output("-w", " %{http_code}", url("/none")), "not found 404");

  check("a stream", await output(url("/stream")), "one two three");
  check("1 MiB", await output(url("/big")), big);
  check("slowly", await output("--limit-rate", "1M", "-w", "%{size_download}", "-o", "/dev/null", url("/big")), "1048576");
  check("gzip", await output("--compressed", url("/gzip")), big);
  check("a range", await output("-r", "10-17", "-w", " %{http_code}", url("/range")), "abcdef01 206");

  check("chunked upload", (await withInput(big, "-T", "-", "-H", "Transfer-Encoding: chunked", url("/echo"))).stdout, big);
  check("upload with its length", (await withInput(big, "--data-binary", "@-", url("/length"))).stdout, `${big.length}`);
  const expecting = await withInput(big, "-v", "-H", "Expect: 100-continue", "--data-binary", "@-", url("/length"));
  check("Expect: the answer", expecting.stdout, `${big.length}`);
  check("Expect: leave is given", expecting.stderr, /< HTTP\/1.1 100 Continue/);
  const refused = await withInput(big.repeat(5), "-v", "-H", "Expect: 100-continue", "-w", " %{http_code} %{size_upload}", "--data-binary", "@-", url("/length"));
  check("too big, and not sent", refused.stdout, / 413 0$/);
  const unread = await withInput(big, "-H", "Expect: 100-continue", "-w", " %{http_code} %{size_upload}", "--data-binary", "@-", url("/"));
  check("not wanted, and not sent", unread.stdout, "hello 200 0");
  check("a form", (await withInput(big, "-F", "name=a b", "-F", "file=@-;filename=x.txt", url("/form"))).stdout, `a b x.txt ${big.length}`);
  check("headers", await output("-H", "X-Some: one", "-H", "Cookie: a=b", url("/headers")), /"x-some":"one".*"cookie":"a=b"|"cookie":"a=b".*"x-some":"one"/);
  check("an empty header", await output("-H", "X-Empty;", url("/headers")), /"x-empty":""/);

  const aborted = await curl("--max-time", "0.3", url("/hang"));
  check("given up", aborted.code, 28);
  const cut = await curl("--max-time", "0.3", "-o", "/dev/null", "-w", "%{size_download}", url("/events"));
  check("cut off", Number(cut.stdout) > 0 && cut.code, 28);
  check("and the server is told", await until(() => seen.aborted === 1 && seen.cancelled === 1), true);

  await using secure = serve({ port: 0, hostname: "127.0.0.1", fetch: respond, tls });
  const secureUrl = (path) => `https://localhost:${secure.port}${path}`, ca = ["--cacert", certificates + "authority.pem"];
  check("TLS", await output(...ca, "--http1.1", "-w", " %{ssl_verify_result} %{http_version}", secureUrl("/")), "hello 0 1.1");
  check("TLS, whatever it speaks", await output(...ca, secureUrl("/big")), big);
  check("TLS, upload", (await withInput(big, ...ca, "-T", "-", secureUrl("/echo"))).stdout, big);
  check("TLS, keep-alive", await output(...ca, "-w", "%{num_connects}", ...Array.from({ length: 5 }, () => ["-o", "/dev/null", secureUrl("/")]).flat()), "10000");
  const h2 = [...ca, "--http2", "-w", " %{http_version}"];
  check("HTTP/2", await output(...h2, secureUrl("/")), "hello 2");
  check("HTTP/2, without TLS", await output("--http2-prior-knowledge", "-w", " %{http_version}", url("/")), "hello 2");
  check("HTTP/2, HEAD", await output(...h2, "-I", secureUrl("/big")), /^HTTP\/2 200 \r\n[^]*content-length: 1048576\r\n/);
  check("HTTP/2, a stream", await output(...h2, secureUrl("/stream")), "one two three 2");
  check("HTTP/2, 1 MiB", await output(...h2, secureUrl("/big")), `${big} 2`);
  check("HTTP/2, slowly", await output(...h2, "--limit-rate", "1M", "-o", "/dev/null", secureUrl("/big")), " 2");
  check("HTTP/2, upload", (await withInput(big, ...h2, "-T", "-", secureUrl("/echo"))).stdout, `${big} 2`);
  check("HTTP/2, cookies", await output(...h2, "-H", "Cookie: a=b; c=d", secureUrl("/headers")), /"cookie":"a=b; c=d"/);
  const leave = await withInput(big, ...h2, "-v", "-H", "Expect: 100-continue", "--data-binary", "@-", secureUrl("/length"));
  check("HTTP/2, Expect", [leave.stdout, /< HTTP\/2 100/.test(leave.stderr)].join(), `${big.length} 2,true`);
  check("HTTP/2, one connection", await output(...ca, "-Z", "--http2", "-w", "%{num_connects}", ...Array.from({ length: 20 }, () => ["-o", "/dev/null", secureUrl("/late")]).flat()), /^[01]{20}$/);
  check("TLS, not trusted", (await run("curl", ["-sS", secureUrl("/")], { encoding: "utf8", env: { PATH: process.env.PATH } })).code, 60);
  check("plain HTTP at the TLS port", (await curl(`http://127.0.0.1:${secure.port}/`)).code !== 0, true);

  const path = `${process.env.TMPDIR ?? "/tmp"}/mote-peers-${process.pid}.sock`;
  await using local = serve({ unix: path, fetch: (request) => new Response(new URL(request.url).pathname) });
  check("a Unix socket", await output("--unix-socket", path, "http://localhost/a/b"), "/a/b");
});
