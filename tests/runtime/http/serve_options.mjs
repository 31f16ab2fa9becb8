// What serve takes and refuses; servers that stop, and one that is left open at the end.
import { hostname } from "node:os";
import { serve } from "mote:http";
import { lookup } from "mote:net";
const fetch = () => new Response("x");
for (const options of [5, undefined, fetch, {}, { port: 0 }, { port: "80", fetch }, { port: 70000, fetch }, { port: -1, fetch },
  { port: 0, fetch: 5 }, { port: 0, fetch, error: 5 }, { port: 0, fetch, hostname: 5 }, { port: 0, fetch, keepAliveTimeout: "x" },
  { port: 0, fetch, tls: 5 }, { port: 0, fetch, tls: {} }, { port: 0, fetch, tls: { cert: "x", key: "y" } },
  { port: 0, fetch, hostname: "no address" }, { port: 0, fetch, signal: {} }])
  try {
    serve(options);
    console.log("taken", options);
  } catch (error) {
    console.log(error.code);
  }
// expect: ERR_INVALID_ARG_TYPE
// expect: ERR_INVALID_ARG_TYPE
// expect: ERR_INVALID_ARG_TYPE
// expect: ERR_INVALID_ARG_TYPE
// expect: ERR_INVALID_ARG_TYPE
// expect: ERR_INVALID_ARG_TYPE
// expect: ERR_OUT_OF_RANGE
// expect: ERR_OUT_OF_RANGE
// expect: ERR_INVALID_ARG_TYPE
// expect: ERR_INVALID_ARG_TYPE
// expect: ERR_INVALID_ARG_TYPE
// expect: ERR_INVALID_ARG_TYPE
// expect: ERR_INVALID_ARG_TYPE
// expect: ERR_INVALID_ARG_TYPE
// expect: ERR_OSSL_PEM_NO_START_LINE
// expect: ENOTFOUND
// expect: ERR_INVALID_ARG_TYPE

const first = serve({ port: 0, hostname: "127.0.0.1", fetch });
console.log(first.hostname, first.url === `http://127.0.0.1:${first.port}/`, String(first)); // expect: 127.0.0.1 true [object Server]
try {
  serve({ port: first.port, hostname: "127.0.0.1", fetch });
} catch (error) {
  console.log(error.code, error.syscall); // expect: EADDRINUSE listen
}
console.log(first.stop() === first.closed, await first.closed, await first.stop()); // expect: true undefined undefined

const controller = new AbortController();
const second = serve({ port: 0, fetch, signal: controller.signal, onListen: (server) => console.log(server.port > 0) }); // expect: true
controller.abort();
await second.closed;
{
  await using third = serve({ unix: `${process.env.TEST_TMPDIR}/socket`, fetch });
  console.log(third.url.startsWith("unix:/"), third.port); // expect: true undefined
}
// Names: the machine's own one, where /etc/hosts or DNS knows it.
const own = await lookup(hostname()).then(() => hostname(), () => "localhost");
for (const name of ["localhost", own]) {
  await using named = serve({ port: 0, hostname: name, fetch });
  console.log(named.hostname === name, await (await globalThis.fetch(named.url)).text()); // expect: true x
} // expect: true x
await serve({ port: 0, fetch, signal: AbortSignal.abort() }).closed;
const left = serve({ port: 0, fetch });
console.log(left.unref() === left, left.ref() === left); // expect: true true
left.unref();
