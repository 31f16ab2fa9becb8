const received = (worker) => new Promise((resolve) => worker.addEventListener("message", ({ data }) => resolve(data), { once: true }));
const worker = new Worker(new URL("./_support/scope.mjs", import.meta.url), { type: "module", name: "called" });
console.log(...(await received(worker)));
worker.postMessage("m");
console.log(...(await received(worker)));
console.log(await received(new Worker(`data:text/javascript;base64,${btoa("postMessage(typeof import.meta.url)")}`, { type: "module" })));
console.log(worker instanceof EventTarget, String(worker));
const classic = new Worker(new URL("./_support/classic.js", import.meta.url), { type: "classic" });
console.log(...(await received(classic)));
console.log(await received(classic));
// expect: true called scope.mjs true function
// expect: m true null
// expect: string
// expect: true [object Worker]
// expect: number true
// expect: imported
for (const url of ["http://invalid:123$", "http://example.org/"]) try { new Worker(url); } catch (error) { console.log(error.name); } // expect: SyntaxError
// expect: SecurityError
