// Unix sockets: connect and listen with a path.
import { connect, listen } from "mote:net";
import { mkdtempSync, rmSync, existsSync } from "node:fs";

const folder = mkdtempSync((process.env.TMPDIR ?? "/tmp") + "/mote-net-");
const path = folder + "/socket";
const listener = listen({ path });
console.log(listener.address.path === path); // expect: true
const accepted = listener.accept();
const client = await connect({ path });
const server = await accepted;
console.log(client.remoteAddress, client.localAddress); // expect: null null
await client.write("by path");
console.log(new TextDecoder().decode(await server.read())); // expect: by path
await client.close();
console.log(await server.read()); // expect: null
await server.close();
await listener.close();
console.log(existsSync(path)); // expect: false
rmSync(folder, { recursive: true });
