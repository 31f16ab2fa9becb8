// openssl s_client as a client of serve with TLS.
import { serve } from "mote:http";
import { run } from "mote:process";
import { mkdtempSync, rmSync } from "node:fs";
import { respond } from "./handlers.mjs";
import { certificates, check, party, tls } from "./party.mjs";

await party("openssl", ["version"], async () => {
  await using server = serve({ port: 0, hostname: "127.0.0.1", fetch: respond, tls });
  const request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  // -ign_eof: it waits for the answer, which comes though the client has said all.
  const client = (...words) => run("openssl", ["s_client", "-connect", `127.0.0.1:${server.port}`, "-CAfile", certificates + "authority.pem",
    "-verify_return_error", "-ign_eof", ...words], { encoding: "utf8", input: request, timeout: 20_000 });
  const summary = ({ stdout }) => [/(?:^New|^Reused), ([^,]*)/m, /Verification: (\w+)/, /(No ALPN negotiated|ALPN protocol: \S+)/, /\r\n\r\n(hello)/]
    .map((pattern) => pattern.exec(stdout)?.[1]).join(", ");

  check("TLS 1.3", summary(await client("-tls1_3", "-servername", "localhost")), "TLSv1.3, OK, No ALPN negotiated, hello");
  check("TLS 1.2", summary(await client("-tls1_2")), "TLSv1.2, OK, No ALPN negotiated, hello");
  check("TLS 1.1 is refused", (await client("-tls1_1", "-cipher", "ALL@SECLEVEL=0")).stdout, /no peer certificate available/);
  check("ALPN", summary(await client("-alpn", "http/1.1")), "TLSv1.3, OK, ALPN protocol: http/1.1, hello");
  check("ALPN, the second one", summary(await client("-alpn", "spdy/1,http/1.1")), "TLSv1.3, OK, ALPN protocol: http/1.1, hello");
  check("ALPN, HTTP/2", (await client("-alpn", "http/1.1,h2")).stdout, /ALPN protocol: h2/);
  check("ALPN, none that is known", (await client("-alpn", "spdy/1")).stdout, /No ALPN negotiated/);
  check("without SNI", summary(await client("-noservername")), "TLSv1.3, OK, No ALPN negotiated, hello");
  check("the certificate is for the name", (await client("-verify_hostname", "localhost")).stdout, /Verified peername: localhost/);
  check("and for no other", (await client("-verify_hostname", "other.example")).stderr, /hostname mismatch/i);
  check("a weak cipher", (await client("-tls1_2", "-cipher", "NULL-SHA256@SECLEVEL=0")).stdout, /no peer certificate available/);

  const folder = mkdtempSync("/tmp/mote-peers-"), session = `${folder}/session`;
  for (const version of ["-tls1_2", "-tls1_3"]) {
    await client(version, "-sess_out", session);
    check(`a session goes on, ${version}`, (await client(version, "-sess_in", session)).stdout, /^Reused, TLSv1/m);
  }
  rmSync(folder, { recursive: true });

  const twice = await run("openssl", ["s_client", "-connect", `127.0.0.1:${server.port}`, "-quiet", "-ign_eof"],
    { encoding: "utf8", input: request.replace("close", "keep-alive") + request, timeout: 20_000 });
  check("two requests in one record", twice.stdout.split("hello").length, 3);
});
