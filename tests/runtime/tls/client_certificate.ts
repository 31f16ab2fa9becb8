// Servers that ask their clients for certificates.
import { connect, listen } from "mote:net";
import { readFileSync } from "node:fs";

const pem = (name: string) => readFileSync(`_support/${name}.pem`, "utf8");
const ca = pem("authority");
const server = { cert: pem("localhost"), key: pem("localhost-key"), ca, requestCert: true };

await using listener = listen({ port: 0, hostname: "127.0.0.1", tls: server });
const accepted = listener.accept();
const options = { hostname: "localhost", port: listener.address.port };
// without one: the handshake of TLS 1.3 is over for the client before the server refuses it
try {
  const anonymous = await connect({ ...options, tls: { ca } });
  await anonymous.read();
} catch (error) {
  console.log(error.code); // expect: ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED
}
const client = await connect({ ...options, tls: { ca, cert: pem("client"), key: pem("client-key") } });
const socket = await accepted; // the one that was refused is left out
console.log(socket.tls.certificate.subject.CN); // expect: client
await client.close();
await socket.close();

await using lenient = listen({ port: 0, hostname: "127.0.0.1", tls: { ...server, rejectUnauthorized: false } });
const second = lenient.accept();
const stranger = await connect({ hostname: "localhost", port: lenient.address.port, tls: { ca, cert: pem("self-signed"), key: pem("self-signed-key") } });
console.log((await second).tls.authorizationError); // expect: DEPTH_ZERO_SELF_SIGNED_CERT
await stranger.close();
