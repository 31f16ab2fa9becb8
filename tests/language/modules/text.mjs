// node: newer than its language
import text from "./fixtures/note.txt" with { type: "text" };
import * as same from "./fixtures/note.txt" with { type: "text" };
import { default as data } from "./fixtures/data.json" with { type: "text" };
console.log(JSON.stringify(text), same.default === text, Object.keys(same)); // expect: "é: a note,\nno 'code'\n" true [ 'default' ]
console.log(typeof data, typeof JSON.parse(data)); // expect: string object
const own = await import("./text.mjs", { with: { type: "text" } });
console.log(own.default.startsWith("// node:")); // expect: true
try {
  await import("./fixtures/note.txt", { with: { type: "prose" } });
} catch (error) {
  console.log(error.name, error.message); // expect: TypeError Import attribute "type" with value "prose" is not supported
}
