// URLs are meant from the program's location, where it has given itself one.
for (const Class of [WebSocket, EventSource]) {
  try {
    new Class("/path");
  } catch (error) {
    console.log(error.name, error.message); // expect: SyntaxError Invalid URL: /path
    // expect: SyntaxError Invalid URL: /path
  }
}
globalThis.location = new URL("http://127.0.0.1:1/folder/");
const socket = new WebSocket("chat?a"), source = new EventSource("../events");
console.log(socket.url, source.url); // expect: ws://127.0.0.1:1/folder/chat?a http://127.0.0.1:1/events
source.close();
await new Promise((done) => { socket.onerror = done; });

// What can never be fetched is not tried again.
const wrong = new EventSource("ftp://example.org/");
wrong.onerror = () => console.log(wrong.readyState); // expect: 2
