import { createServer } from "node:http";
createServer((request, response) => {
  response.writeHead(200, { "content-type": "text/plain;charset=UTF-8", "content-length": 13 });
  response.end("Hello, world!");
}).listen(Number(process.env.PORT), "127.0.0.1");
