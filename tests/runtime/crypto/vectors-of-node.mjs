// What Node 20 has made with random keys is taken here: every algorithm, curve and format.
import { readFileSync } from "node:fs";
import { check } from "./_support/vectors.mjs";
const vectors = JSON.parse(readFileSync("_support/vectors.json", "utf8"));
console.log(vectors.length, await check(vectors)); // expect: 76 []
