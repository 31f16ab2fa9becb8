import { run } from "mote:process";

const { env } = process;
if (globalThis.name === "nested") {
  postMessage(`nested: ${env.SHARED} ${env.ADDED} ${env.REMOVED}`);
  close();
} else {
  postMessage(`worker: ${env.SHARED} ${env.ADDED} ${env.REMOVED}`);
  env.ADDED = 5;
  env.OF_WORKER = "its own";
  env[""] = env["a=b"] = "no names";
  delete env.REMOVED;
  delete env.NEVER;
  const names = Object.keys(env).filter((name) => ["SHARED", "ADDED", "REMOVED"].includes(name));
  postMessage(`worker: ${env.LATE} ${env.ADDED} ${env.REMOVED} ${"REMOVED" in env} ${names.join(" ")}`);
  const nested = new Worker(import.meta.url, { type: "module", name: "nested" });
  nested.onmessage = async ({ data }) => {
    postMessage(data);
    postMessage(`child: ${new TextDecoder().decode((await run("sh", ["-c", "echo $ADDED"])).stdout).trim()}`);
    postMessage("end");
  };
}
