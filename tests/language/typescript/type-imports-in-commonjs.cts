// A file that is CommonJS by its name stays so with imports that are erased.
import type { Something, Other as Renamed } from "./nowhere";
import type Whole from "./nowhere";
import type * as All from "./nowhere";
const value: Something | Renamed | Whole | All.X = 1;
console.log(value, typeof require); // expect: 1 function
