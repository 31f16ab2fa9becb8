// Errors of the network: a TypeError whose cause has a code.
import { serve } from "mote:http";
async function shown(promise) {
  try {
    const response = await promise;
    console.log(response.status, await response.text());
  } catch (error) {
    const { cause } = error;
    console.log(`${error.name}: ${error.message} <- ${cause.code}: ${cause.message}`, cause.syscall, cause.hostname ?? cause.address);
  }
}
const server = serve({ port: 0, fetch: () => new Response() });
const { port } = server;
await server.stop();
try { await fetch(`http://127.0.0.1:${port}/`); } catch ({ name, message, cause }) {
  console.log(name, message, cause.message === `connect ECONNREFUSED 127.0.0.1:${port}`); // expect: TypeError fetch failed true
  console.log(cause.code, cause.errno, cause.syscall, cause.address, cause.port === port); // expect: ECONNREFUSED -111 connect 127.0.0.1 true
}
await shown(fetch("http://name.invalid/")); // expect: TypeError: fetch failed <- ENOTFOUND: getaddrinfo ENOTFOUND name.invalid getaddrinfo name.invalid
