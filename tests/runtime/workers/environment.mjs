// A Worker has a copy of the variables that its parent had when it was made; a Worker of its own has a copy of that.
// env: SHARED=given
// env: REMOVED=too

// Many names, set and removed: readers on other threads may look at any time.
for (let i = 0; i < 500; i++) process.env[`MANY_${i}`] = i;
for (let i = 0; i < 500; i += 2) delete process.env[`MANY_${i}`];
for (let i = 0; i < 500; i++) process.env[`MANY_${i}`] = -i;
const many = Object.keys(process.env).filter((name) => name.startsWith("MANY_"));
console.log(many.length, process.env.MANY_499, process.env.MANY_498); // expect: 500 -499 -498

process.env.ADDED = "before";
const worker = new Worker(new URL("./_support/environment.mjs", import.meta.url), { type: "module" });
process.env.ADDED = "after"; // expect: worker: given before too
process.env.LATE = "too late"; // expect: worker: undefined 5 undefined false SHARED ADDED
worker.onmessage = ({ data }) => {
  console.log(data);
  if (data !== "end") return;
  console.log("parent:", process.env.SHARED, process.env.ADDED, process.env.REMOVED, process.env.OF_WORKER);
  worker.terminate();
};
// expect: nested: given 5 undefined
// expect: child: 5
// expect: end
// expect: parent: given after too undefined
