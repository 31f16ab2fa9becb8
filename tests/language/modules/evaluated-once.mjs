import "./fixtures/side-effect.mjs"; // expect: evaluated side-effect
import "./fixtures/side-effect.mjs";
import * as again from "../modules/fixtures/side-effect.mjs";
console.log(Object.keys(again).length, await import("./fixtures/side-effect.mjs") === again); // expect: 0 true
