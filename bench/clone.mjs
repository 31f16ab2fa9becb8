// SPDX-License-Identifier: MIT
// structuredClone of what messages are made of.
import { measure } from "./measure.mjs";

const small = { id: 1, name: "abc", tags: ["a", "b"], nested: { x: 1.5, y: null } };
const map = new Map(Array.from({ length: 1000 }, (_, i) => ["key" + i, { i }]));

measure("clone-small", 20000, 2, () => structuredClone(small).tags.length, "ns", 1e6);
measure("clone-map", 20, 1000, () => structuredClone(map).size, "us", 1e3);
