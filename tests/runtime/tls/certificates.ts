// Certificates that are not to be trusted, with the codes of Node.
import { connect, listen } from "mote:net";
import { readFileSync } from "node:fs";

const pem = (name: string) => readFileSync(`_support/${name}.pem`, "utf8");
const ca = pem("authority");

async function attempt(name: string, tls: any, hostname = "localhost") {
  await using listener = listen({ port: 0, hostname: "127.0.0.1", tls: { cert: pem(name), key: pem(`${name}-key`) } });
  listener.accept();
  try {
    const socket = await connect({ hostname, port: listener.address.port, tls });
    console.log("connected", socket.tls.authorizationError);
    await socket.close();
  } catch (error) {
    console.log(error.code, error.message);
  }
}
await attempt("self-signed", { ca }); // expect: DEPTH_ZERO_SELF_SIGNED_CERT self-signed certificate
await attempt("expired", { ca }); // expect: CERT_HAS_EXPIRED certificate has expired
await attempt("other", { ca }); // expect: ERR_TLS_CERT_ALTNAME_INVALID Hostname/IP does not match certificate's altnames: Host: localhost. is not in the cert's altnames: DNS:other.example
await attempt("localhost", true); // expect: UNABLE_TO_VERIFY_LEAF_SIGNATURE unable to verify the first certificate
await attempt("localhost", { ca }, "127.0.0.1"); // expect: connected null
await attempt("self-signed", { rejectUnauthorized: false }); // expect: connected DEPTH_ZERO_SELF_SIGNED_CERT
await attempt("localhost", { ca, maxVersion: "TLSv1.2" }); // expect: connected null
await attempt("localhost", { ca: "nonsense" }); // expect: ERR_OSSL_PEM_NO_START_LINE The authorities cannot be used: no start line
await attempt("localhost", { ca, minVersion: "SSLv3" }); // expect: ERR_TLS_INVALID_PROTOCOL_VERSION The option 'minVersion' must be 'TLSv1.2' or 'TLSv1.3'
await attempt("localhost", { ca: 5 }); // expect: ERR_INVALID_ARG_TYPE The "ca" argument must be of type string or an instance of Uint8Array. Received type number (5)

// servers
function show(run: () => any) {
  try {
    run();
  } catch (error) {
    console.log(error.name, error.code);
  }
}
show(() => listen({ port: 0, tls: {} })); // expect: TypeError ERR_MISSING_OPTION
show(() => listen({ port: 0, tls: { cert: pem("localhost"), key: pem("other-key") } })); // expect: Error ERR_OSSL_X509_KEY_VALUES_MISMATCH
show(() => listen({ port: 0, tls: { cert: "x", key: "y" } })); // expect: Error ERR_OSSL_PEM_NO_START_LINE
await listen({ port: 0, tls: { cert: pem("localhost"), key: pem("localhost-key-encrypted"), passphrase: "secret" } }).close();
show(() => listen({ port: 0, tls: { cert: pem("localhost"), key: pem("localhost-key"), names: { a: {} } } })); // expect: TypeError ERR_MISSING_OPTION
