import type { Gone } from "./fixtures/nothing-here.ts";
import type Default from "./fixtures/nothing-here.ts";
import { type Hidden, value, type Other as Renamed } from "./fixtures/values.mts";
import { onlyType } from "./fixtures/values.mts";
export type { Gone };
export { type Hidden, value as again };
export type Local = number;
let x: onlyType;
console.log(value); // expect: 1
// node: Node's stripping keeps imports that are used only as types
