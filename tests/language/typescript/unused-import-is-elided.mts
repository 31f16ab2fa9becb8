import { DoesNotExist } from "./fixtures/values.mts";
let x: DoesNotExist;
console.log("fine"); // expect: fine
// node: Node's stripping keeps imports that are used only as types
