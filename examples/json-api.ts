// A JSON API: notes that are listed, added, read and deleted. `mote examples/json-api.ts 8000` serves it;
// without a port it answers a few requests of its own and ends.
import { serve } from "mote:http";

interface Note {
  id: number;
  text: string;
}

const notes = new Map<number, Note>();
let lastId = 0;

class HttpError extends Error {
  constructor(public status: number, message: string) {
    super(message);
  }
}

async function add(request: Request): Promise<Response> {
  const { text } = await request.json().catch(() => {
    throw new HttpError(400, "the body is not JSON");
  });
  if (typeof text !== "string") throw new HttpError(422, "text must be a string");
  const note = { id: ++lastId, text };
  notes.set(note.id, note);
  return Response.json(note, { status: 201, headers: { location: `/notes/${note.id}` } });
}

function find(id: string): Note {
  const note = notes.get(Number(id));
  if (!note) throw new HttpError(404, `there is no note ${id}`);
  return note;
}

async function route(request: Request): Promise<Response> {
  const [, collection, id] = new URL(request.url).pathname.split("/");
  if (collection !== "notes") throw new HttpError(404, "there is nothing here");
  switch (`${request.method} ${id ? "one" : "all"}`) {
    case "GET all": return Response.json([...notes.values()]);
    case "POST all": return add(request);
    case "GET one": return Response.json(find(id));
    case "DELETE one":
      notes.delete(find(id).id);
      return new Response(null, { status: 204 });
    default: throw new HttpError(405, `${request.method} is not allowed here`);
  }
}

const answer = (request: Request): Promise<Response> =>
  route(request).catch((error: HttpError) => Response.json({ error: error.message }, { status: error.status ?? 500 }));

if (process.argv[2]) {
  const server = serve({ port: Number(process.argv[2]), fetch: answer });
  console.log("Listening on", server.url);
} else {
  await demonstrate();
}

async function demonstrate() {
  const call = async (method: string, path: string, body?: unknown) => {
    const request = new Request(new URL(path, "http://localhost/"), { method, body: body && JSON.stringify(body) });
    const response = await answer(request);
    console.log(method, path, response.status, await response.text());
  };
  await call("POST", "/notes", { text: "milk" }); // expect: POST /notes 201 {"id":1,"text":"milk"}
  await call("POST", "/notes", { text: 5 }); // expect: POST /notes 422 {"error":"text must be a string"}
  await call("POST", "/notes", { text: "eggs" }); // expect: POST /notes 201 {"id":2,"text":"eggs"}
  await call("GET", "/notes"); // expect: GET /notes 200 [{"id":1,"text":"milk"},{"id":2,"text":"eggs"}]
  await call("GET", "/notes/1"); // expect: GET /notes/1 200 {"id":1,"text":"milk"}
  await call("GET", "/notes/7"); // expect: GET /notes/7 404 {"error":"there is no note 7"}
  await call("PATCH", "/notes/2"); // expect: PATCH /notes/2 405 {"error":"PATCH is not allowed here"}
}
