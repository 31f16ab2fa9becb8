import { readFile } from "node:fs/promises";
setInterval(() => {}, 1);
const news = new BroadcastChannel("unheard");
news.onmessage = () => {};
for (;;) {
  await Promise.all([readFile(new URL(import.meta.url)), readFile(new URL(import.meta.url))]);
  postMessage(new Uint8Array(10000));
}
