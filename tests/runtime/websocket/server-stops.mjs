// A server that stops closes its sockets with 1001, those still in their handshake when they are open; force drops them.
import { serve, upgradeWebSocket } from "mote:http";

async function run(force) {
  const ends = [];
  const release = Promise.withResolvers();
  const server = serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      const { socket, response } = upgradeWebSocket(request);
      ends.push(new Promise((resolve) => (socket.onclose = ({ code, wasClean }) => resolve(`server ${code} ${wasClean}`))));
      if (request.url.endsWith("/late")) await release.promise;
      return response;
    },
  });
  const open = (path) => {
    const socket = new WebSocket(new URL(path, server.url));
    return {
      opened: new Promise((resolve) => (socket.onopen = resolve)),
      closed: new Promise((resolve) => (socket.onclose = ({ code, wasClean }) => resolve(`client ${code} ${wasClean}`))),
    };
  };
  const first = open("/");
  await first.opened;
  const late = open("/late");
  await new Promise((resolve) => setTimeout(resolve, 50));
  const stopped = server.stop(force);
  console.log(await first.closed, await ends[0]);
  release.resolve();
  console.log(await late.closed, await ends[1]);
  await stopped;
}
await run(false);
// expect: client 1001 true server 1001 true
// expect: client 1001 true server 1001 true
await run(true);
// expect: client 1006 false server 1006 false
// expect: client 1006 false server 1006 false
