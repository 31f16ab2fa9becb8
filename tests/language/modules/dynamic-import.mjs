const ns = await import("./fixtures/star-x.mjs");
console.log(ns.x, ns.both); // expect: 1 x
import("./fixtures/" + "missing.mjs").catch((error) => console.log(error instanceof Error)); // expect: true
