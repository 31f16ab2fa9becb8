// nghttp2's h2load as a client of serve by HTTP/2: no answer is lost under load, whatever the windows.
import { serve } from "mote:http";
import { run } from "mote:process";
import { respond } from "./handlers.mjs";
import { check, party, tls } from "./party.mjs";

await party("h2load", ["--version"], async () => {
  await using plain = serve({ port: 0, hostname: "127.0.0.1", fetch: respond });
  await using secure = serve({ port: 0, hostname: "127.0.0.1", fetch: respond, tls });
  const load = async (name, count, ...words) => {
    const { stdout } = await run("h2load", ["-n", `${count}`, "-c", "5", "-m", "50", ...words], { encoding: "utf8" });
    check(name, /requests: (.*)/.exec(stdout)?.[1], `${count} total, ${count} started, ${count} done, ${count} succeeded, 0 failed, 0 errored, 0 timeout`);
  };
  await load("hello", 5000, secure.url);
  await load("without TLS", 5000, plain.url);
  await load("uploads", 1000, "-d", "handlers.mjs", `${secure.url}echo`);
  await load("streams", 300, `${secure.url}stream`);
  await load("big ones", 100, `${secure.url}big`);
  await load("big ones, small windows", 20, "-w", "14", "-W", "15", `${secure.url}big`);
  await load("one connection, one request at a time", 500, "-c", "1", "-m", "1", secure.url);
});
