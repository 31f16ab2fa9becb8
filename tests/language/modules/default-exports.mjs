import f, { g } from "./fixtures/defaults.mjs";
import { default as same } from "./fixtures/defaults.mjs";
console.log(f(), f.name, same === f, g.name); // expect: anonymous default default true g
