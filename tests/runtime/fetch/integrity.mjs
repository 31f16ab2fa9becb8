import { serve } from "mote:http";
const server = serve({ port: 0, fetch: () => new Response("hello") });
const get = (integrity) => fetch(server.url, { integrity }).then((r) => r.text()).then(console.log, (e) => console.log(e.message, e.cause.message));
await get("sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="); // expect: hello
await get("sha256-AAAA sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=?opt"); // expect: hello
await get("sha256-LPJNul-wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ"); // expect: hello
await get("sha256-AAAA"); // expect: fetch failed integrity mismatch
await get("sha512-AAAA sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="); // expect: fetch failed integrity mismatch
await get("md5-unknown"); // expect: hello
await server.stop();
