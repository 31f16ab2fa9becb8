// Downloads, several at a time: a failure is tried again, and a slow answer given up.
import { serve } from "mote:http";

async function downloadFile(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return await response.text();
}

async function retry<T>(times: number, task: () => Promise<T>): Promise<T> {
  for (;;)
    try {
      return await task();
    } catch (error) {
      if (--times === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
}

// At most `limit` of the tasks are under way at once; the results come in the order of the tasks.
async function parallel<In, Out>(limit: number, items: In[], task: (item: In) => Promise<Out>): Promise<PromiseSettledResult<Out>[]> {
  const results: PromiseSettledResult<Out>[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const i = next++;
      [results[i]] = await Promise.allSettled([task(items[i])]);
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}

// A server of this program's own, one of whose pages fails at first.
let failures = 0;
await using server = serve({
  port: 0,
  fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname === "/missing") return new Response("no", { status: 404 });
    if (pathname === "/shaky" && failures++ < 2) return new Response("later", { status: 503 });
    return new Response(pathname.slice(1).repeat(3));
  },
});

const paths = ["one", "shaky", "missing", "two"];
const results = await parallel(2, paths, (path) => retry(3, () => downloadFile(new URL(path, server.url).href)));
results.forEach((result, i) => console.log(paths[i], result.status === "fulfilled" ? result.value : String(result.reason)));
// expect: one oneoneone
// expect: shaky shakyshakyshaky
// expect: missing Error: 404 Not Found
// expect: two twotwotwo
