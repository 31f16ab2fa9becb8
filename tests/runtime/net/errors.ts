// System errors carry code, syscall, address and port as Node's do.
import { connect, listen } from "mote:net";

async function show(what: string, run: () => any) {
  try {
    await run();
    console.log(what, "no error");
  } catch (error) {
    console.log(what, error.name, error.code, error.message.replaceAll(/:\d+\b/g, ":N"));
  }
}
const listener = listen({ port: 0, hostname: "127.0.0.1" });
const { port } = listener.address;
await listener.close();
await show("refused", () => connect({ hostname: "127.0.0.1", port })); // expect: refused Error ECONNREFUSED connect ECONNREFUSED 127.0.0.1:N
try {
  await connect({ hostname: "127.0.0.1", port });
} catch ({ syscall, address, port: errorPort, errno }) {
  console.log(syscall, address, errorPort === port, errno); // expect: connect 127.0.0.1 true -111
}
await show("path", () => connect({ path: "/nowhere/at/all" })); // expect: path Error ENOENT connect ENOENT /nowhere/at/all
await show("name", () => connect({ hostname: "name.invalid", port: 1 })); // expect: name Error ENOTFOUND getaddrinfo ENOTFOUND name.invalid
const other = listen({ port: 0, hostname: "127.0.0.1" });
await show("in use", () => listen({ port: other.address.port, hostname: "127.0.0.1" })); // expect: in use Error EADDRINUSE listen EADDRINUSE 127.0.0.1:N
await show("no address", () => listen({ port: 0, hostname: "no address" })); // expect: no address Error ENOTFOUND getaddrinfo ENOTFOUND no address
await other.close();

// Wrong arguments are TypeErrors that name what is wrong.
await show("nothing", () => connect()); // expect: nothing TypeError ERR_INVALID_ARG_TYPE The "options" argument must be of type object.
await show("no port", () => connect({})); // expect: no port TypeError ERR_INVALID_ARG_TYPE The "options.port" property must be of type number.
await show("port", () => connect({ port: 70000 })); // expect: port RangeError ERR_SOCKET_BAD_PORT The "options.port" property must be from 0 to 65535. Received 70000
await show("host", () => connect({ port: 1, hostname: 5 })); // expect: host TypeError ERR_INVALID_ARG_TYPE The "options.hostname" property must be of type string.
await show("signal", () => connect({ port: 1, signal: {} })); // expect: signal TypeError ERR_INVALID_ARG_TYPE The "options.signal" property must be an instance of AbortSignal.
await show("null byte", () => connect({ path: "a\0b" })); // expect: null byte TypeError ERR_INVALID_ARG_VALUE The "options.path" property must be without null bytes.
await show("listen", () => listen({ port: "80" })); // expect: listen TypeError ERR_INVALID_ARG_TYPE The "options.port" property must be of type number.
