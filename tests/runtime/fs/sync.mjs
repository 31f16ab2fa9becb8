import fs, { existsSync, readFileSync, writeFileSync } from "node:fs";
const file = process.env.TEST_TMPDIR + "/sync.txt";
console.log(existsSync(file)); // expect: false
writeFileSync(file, "text");
console.log(existsSync(file), readFileSync(file, "utf8"), fs.readFileSync === readFileSync); // expect: true text true
try {
  readFileSync(file + ".none", "utf8");
} catch (error) {
  console.log(error.code, error.errno < 0, error.path === file + ".none"); // expect: ENOENT true true
}
