const worker = new Worker(new URL("./_support/scope.mjs", import.meta.url), { type: "module", name: "called" });
worker.onmessage = ({ data }) => console.log(...data);
worker.postMessage("m");
const data = new Worker(`data:text/javascript;base64,${btoa("postMessage(typeof import.meta.url)")}`, { type: "module" });
data.onmessage = ({ data }) => console.log(data);
await new Promise((resolve) => (data.onclose = resolve));
console.log(worker instanceof EventTarget, String(worker));
const classic = new Worker(new URL("./_support/classic.js", import.meta.url), { type: "classic" });
classic.onmessage = ({ data }) => console.log(...[data].flat());
// expect: true called scope.mjs true function
// expect: m true null
// expect: string
// expect: true [object Worker]
// expect: number true
// expect: imported
