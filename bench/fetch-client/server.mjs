// Answers with a small body; prints its port.
import { serve } from "mote:http";
const body = JSON.stringify({ message: "hello from the server", numbers: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], rest: "x".repeat(40) });
console.log(serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response(body, { headers: { "content-type": "application/json" } }) }).port);
