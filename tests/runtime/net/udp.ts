import { udp } from "mote:net";

const show = (run: () => any) => Promise.try(run).then(() => console.log("fulfilled"), (error) => console.log(error.name, error.code));
const server = udp({ port: 0, hostname: "127.0.0.1" });
const client = udp({ hostname: "127.0.0.1" });
console.log(server.address.port > 0, server.address.family); // expect: true IPv4
await client.send("one", server.address.port);
await client.send(new Uint8Array([116, 119, 111]), server.address.port, "localhost");
await client.send("", server.address.port);
async function receiveThree() {
  let count = 0;
  for await (const { data, address, port } of server) {
    console.log(new TextDecoder().decode(data), address, port === client.address.port);
    if (++count === 3) break;
  }
}
await receiveThree();
// expect: one 127.0.0.1 true
// expect: two 127.0.0.1 true
// expect:  127.0.0.1 true
await show(() => client.send(new Uint8Array(70000), 1)); // expect: Error EMSGSIZE
await show(() => client.send(5 as any, 1)); // expect: TypeError ERR_INVALID_ARG_TYPE
await show(() => client.send("a", 1e6)); // expect: RangeError ERR_SOCKET_BAD_PORT
await show(() => udp({ port: server.address.port, hostname: "127.0.0.1" })); // expect: Error EADDRINUSE
await show(() => server.addMembership("nonsense")); // expect: Error EINVAL
server.setBroadcast(true).setTTL(3).setMulticastTTL(2).setMulticastLoopback(true);
const last = server.receive();
await server.close();
console.log(await last, await server.receive()); // expect: null null
await show(() => server.send("a", 1)); // expect: Error ERR_SOCKET_CLOSED
await client.close();
