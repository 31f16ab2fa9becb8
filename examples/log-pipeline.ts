// A log of a web server goes through a pipeline of streams: lines, records, those of errors; the report says which
// paths fail most. Nothing reads ahead: a slow end of the pipeline slows down its beginning.
import { open } from "node:fs/promises";

type Entry = { host: string; method: string; path: string; status: number; bytes: number };

const LINE = /^(?<host>\S+) \S+ \S+ \[[^\]]*\] "(?<method>[A-Z]+) (?<path>\S+)[^"]*" (?<status>\d{3}) (?<bytes>\d+|-)$/;

// A stage that gives for each chunk whatever `f` yields.
const stage = <In, Out>(f: (chunk: In) => Iterable<Out>) =>
  new TransformStream<In, Out>({
    transform(chunk, controller) {
      for (const out of f(chunk)) controller.enqueue(out);
    },
  });

let unreadable = 0;
function* parse(line: string): Iterable<Entry> {
  const groups = LINE.exec(line)?.groups;
  if (groups) yield { ...groups, status: Number(groups.status), bytes: Number(groups.bytes) || 0 } as Entry;
  else unreadable++;
}

function* onlyErrors(entry: Entry): Iterable<Entry> {
  if (entry.status >= 400) yield entry;
}

await using file = await open("data/access.log");
const errors = ReadableStream.from<string>(file.readLines()).pipeThrough(stage(parse)).pipeThrough(stage(onlyErrors));

const counts = new Map<string, number>();
for await (const { status, path } of errors) counts.set(`${status} ${path}`, (counts.get(`${status} ${path}`) ?? 0) + 1);

for (const [what, count] of [...counts].sort((a, b) => b[1] - a[1])) console.log(String(count).padStart(3), what);
console.log(unreadable, "lines could not be read");
// expect:   3 404 /favicon.ico
// expect:   2 500 /api/orders
// expect:   1 403 /admin
// expect: 1 lines could not be read
