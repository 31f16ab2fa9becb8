// TLS by connect({ tls }) and listen({ tls }); names of servers; ALPN; what is known of the other side.
import { connect, listen } from "mote:net";
import { readFileSync } from "node:fs";

const pem = (name: string) => readFileSync(`_support/${name}.pem`, "utf8");
const ca = pem("authority");
const listener = listen({
  port: 0, hostname: "127.0.0.1",
  tls: { cert: pem("localhost"), key: pem("localhost-key"), protocols: ["a", "b"], names: { "other.example": { cert: pem("other"), key: pem("other-key") } } },
});
async function serve() {
  for await (const socket of listener)
    (async () => {
      for (let bytes; (bytes = await socket.read()); ) await socket.write(bytes);
      await socket.close();
    })();
}
serve();
const { port } = listener.address;
const socket = await connect({ hostname: "localhost", port, tls: { ca, protocols: ["b", "c"] } });
const { protocol, version, resumed, authorizationError, certificate } = socket.tls;
console.log(protocol, version, resumed, authorizationError); // expect: b TLSv1.3 false null
console.log(certificate.subject.CN, certificate.issuer.CN, certificate.subjectaltname); // expect: localhost Test Authority DNS:localhost, DNS:*.test.localhost, IP Address:127.0.0.1, IP Address:::1
console.log(certificate.fingerprint256.length, certificate.raw instanceof Uint8Array, /^\w+$/.test(certificate.serialNumber)); // expect: 95 true true
console.log(new Date(certificate.valid_to) > new Date()); // expect: true
const data = new Uint8Array(2_000_000).map((_, i) => i * 13 + (i >> 7));
const writer = socket.writable.getWriter();
writer.write(data);
const ended = writer.close();
let length = 0, same = true;
for await (const chunk of socket.readable) {
  for (let i = 0; i < chunk.length; i += 997) same &&= chunk[i] === data[length + i];
  length += chunk.length;
}
await ended;
await socket.closed;
console.log(length, same); // expect: 2000000 true

// sessions are resumed where the options are the same object
const tls = { ca };
for (let i = 0; i < 2; i++) {
  const again = await connect({ hostname: "localhost", port, tls });
  await again.write("a");
  await again.read();
  console.log(again.tls.resumed);
  await again.close();
}
// expect: false
// expect: true

// another name of the server
const other = await connect({ hostname: "127.0.0.1", port, tls: { ca, servername: "other.example" } });
console.log(other.tls.certificate.subject.CN); // expect: other.example
await other.close();
await listener.close();
