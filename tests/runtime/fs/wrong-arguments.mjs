import { readFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
await readFile(undefined).catch((e) => console.log(e.code)); // expect: ERR_INVALID_ARG_TYPE
try {
  readFileSync({});
} catch (error) {
  console.log(error.name, error.code); // expect: TypeError ERR_INVALID_ARG_TYPE
}
