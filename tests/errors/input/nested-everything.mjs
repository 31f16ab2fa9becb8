// needs: speed
// timeout: 120
// env: TEST_TMPDIR=
// node: Node overflows its stack elsewhere
// What nests without end is a RangeError or a SyntaxError, whatever it is that nests.
import { writeFileSync } from "node:fs";
const n = 200000;
const sources = {
  js: ["[", "(", "{", "`${", "- ", "typeof ", "x=>", "async x=>", "(x)=>", "(a=", "new ", "a?", "a=", "2**", "function f(){", "class A extends ",
    "class A{m(){", "({a:", "let [a,", "let {a:", "f(", "a[", "if(1)", "while(0)", "for(;0;)", "try{", "switch(1){case 1:", "[...", "import(",
    "await ", "/*", "'\\", "a.", "a?.", "class A{static{", "do ", "x=async function(){", "function*f(){yield "],
  ts: ["let a:Array<", "let a:(", "let a:[", "let a:{a:", "let a:(x)=>", "let a:a extends b?", "let a:keyof [", "let a:`${", "<a>", "f<", "namespace a{", "@(",
    "enum A{a=(", "let a:typeof import(", "abstract class A{x:", "declare module 'a'{", "type A<T extends ", "let x=<T extends "],
  jsx: ["<a>", "<a>{", "<a b={", "<a {...", "<>"],
};
for (const extension in sources) {
  let count = 0;
  for (const text of sources[extension]) {
    const [prefix, rest] = text.startsWith("let ") && text.length > 5 ? [text.slice(0, 6), text.slice(6) || text] : ["", text];
    const name = `${process.env.TEST_TMPDIR}/${extension}-${count++}.${extension === "js" ? "mjs" : extension}`;
    writeFileSync(name, prefix + rest.repeat(n));
    try {
      await import(name);
      console.log("no error", text);
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof SyntaxError)) console.log(text, error.name);
    }
  }
  console.log(extension, count);
}
// expect: js 38
// expect: ts 18
// expect: jsx 5
