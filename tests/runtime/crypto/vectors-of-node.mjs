// What Node 20 has made with random keys is taken here: every algorithm, curve and format. _support/vectors.mjs made the
// file, and checks in Node what mote makes.
import { readFileSync } from "node:fs";
import { check } from "./_support/vectors.mjs";
const vectors = JSON.parse(readFileSync("_support/vectors.json", "utf8"));
console.log(vectors.length, await check(vectors)); // expect: 76 []
