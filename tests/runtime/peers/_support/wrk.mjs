// wrk as a client of serve: no answer is lost or wrong under load.
import { serve } from "mote:http";
import { run } from "mote:process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { respond } from "./handlers.mjs";
import { check, party, tls } from "./party.mjs";

// Sixteen requests at a time, of three kinds.
const script = `
init = function(args)
  local r = {}
  for i = 1, 16 do
    if i % 3 == 0 then r[i] = wrk.format("POST", "/echo", nil, "some body " .. i)
    elseif i % 3 == 1 then r[i] = wrk.format(nil, "/headers")
    else r[i] = wrk.format(nil, "/") end
  end
  all = table.concat(r)
end
request = function() return all end
`;

// Its own help is all that it gives without a URL, with status 1.
await party("sh", ["-c", "command -v wrk"], async () => {
  await using plain = serve({ port: 0, hostname: "127.0.0.1", fetch: respond });
  await using secure = serve({ port: 0, hostname: "127.0.0.1", fetch: respond, tls });
  const folder = mkdtempSync("/tmp/mote-peers-"), file = `${folder}/mixed.lua`;
  writeFileSync(file, script);
  const wrk = async (name, ...words) => {
    const { stdout } = await run("wrk", ["-t1", "-d1s", "--timeout", "10s", ...words], { encoding: "utf8" });
    check(`${name}: answers`, Number(/(\d+) requests in/.exec(stdout)?.[1]) > 50, true);
    check(`${name}: nothing is wrong`, /.*(?:errors|Non-2xx).*/.exec(stdout)?.[0], undefined);
  };
  await wrk("hello", "-c", "20", plain.url);
  await wrk("many connections", "-c", "400", plain.url);
  await wrk("pipelined", "-c", "8", "-s", file, plain.url);
  await wrk("big ones", "-c", "8", `${plain.url}big`);
  await wrk("streams", "-c", "20", `${plain.url}stream`);
  await wrk("TLS", "-c", "20", secure.url);
  rmSync(folder, { recursive: true });
});
