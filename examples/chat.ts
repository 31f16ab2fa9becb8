// A chat: a page, and a WebSocket for each who has opened it. `mote chat.ts 8000` serves it; without a port it talks to
// itself and ends.
import { readFile } from "node:fs/promises";
import { serve, upgradeWebSocket } from "mote:http";

const page = await readFile(new URL("data/chat.html", import.meta.url), "utf8");
const members = new Map<WebSocket, string>();

function tellAll(message: { from?: string; text: string }) {
  const data = JSON.stringify(message);
  for (const socket of members.keys()) if (socket.readyState === WebSocket.OPEN) socket.send(data);
}

function join(request: Request, name: string): Response {
  const { socket, response } = upgradeWebSocket(request, { protocol: "chat", maxMessageSize: 4096 });
  socket.onopen = () => {
    members.set(socket, name);
    tellAll({ text: `${name} has come` });
  };
  socket.onmessage = ({ data }) => tellAll({ from: name, text: String(data) });
  socket.onclose = () => {
    if (members.delete(socket)) tellAll({ text: `${name} has gone` });
  };
  return response;
}

const server = serve({
  port: Number(process.argv[2] ?? 0),
  hostname: "127.0.0.1",
  fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/") return new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
    if (pathname !== "/chat") return new Response("Not found", { status: 404 });
    if (request.headers.get("upgrade") !== "websocket") return new Response("This is for WebSockets", { status: 400 });
    return join(request, searchParams.get("name") ?? "somebody");
  },
});

// One who chats: what it hears, message by message.
class Client {
  #socket: WebSocket;
  #heard: string[] = [];
  #wake = () => {};

  constructor(readonly name: string) {
    this.#socket = new WebSocket(new URL(`/chat?name=${name}`, server.url), "chat");
    this.#socket.onmessage = ({ data }) => {
      const { from, text } = JSON.parse(data);
      this.#heard.push(from ? `${from}: ${text}` : text);
      this.#wake();
    };
  }

  say(text: string) {
    this.#socket.send(text);
  }

  leave() {
    this.#socket.close();
  }

  async hear(count: number) {
    while (this.#heard.length < count) await new Promise<void>((resolve) => (this.#wake = resolve));
    for (const text of this.#heard.splice(0, count)) console.log(`${this.name} hears "${text}"`);
  }
}

if (process.argv[2]) {
  console.log(`The chat is at ${server.url}`);
  process.once("SIGINT", () => server.stop());
} else {
  console.log((await (await fetch(server.url)).text()).includes("new WebSocket"));
  const ann = new Client("Ann");
  await ann.hear(1);
  const bob = new Client("Bob");
  await ann.hear(1);
  ann.say("Hello, Bob");
  await bob.hear(2);
  bob.say("Hello, Ann");
  await ann.hear(2);
  bob.leave();
  await ann.hear(1);
  await server.stop();
}
// expect: true
// expect: Ann hears "Ann has come"
// expect: Ann hears "Bob has come"
// expect: Bob hears "Bob has come"
// expect: Bob hears "Ann: Hello, Bob"
// expect: Ann hears "Ann: Hello, Bob"
// expect: Ann hears "Bob: Hello, Ann"
// expect: Ann hears "Bob has gone"
