import * as self from "./self-import.mjs";
export const x = 5;
console.log(self.x); // expect: 5
