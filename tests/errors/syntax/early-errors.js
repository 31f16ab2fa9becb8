for (const source of [
  "let a; let a", "const x", "break", "continue", "a: a: ;", "return", "'use strict'; with (a) {}", "'use strict'; delete x",
  "'use strict'; eval = 1", "'use strict'; var public", "'use strict'; 010", "function f() { 'use strict'; 010 }",
  "function f(a = 1) { 'use strict' }", "(a, a) => 1", "1 = 2", "++1", "for (let x = 1 of []) ;", "for (const x;;) ;",
  "new.target", "super()", "super.x", "class A { constructor() { super() } }", "class A extends B { get constructor() {} }",
  "class A { static prototype() {} }", "class A { #a; #a }", "class A { #constructor }", "a.#b", "({ a: 1 } = 1) => 1", "async () => await",
  "function* g() { yield = 1 }", "`${}`", "a => { } ()", "x\n=> 1", "({ get a(b) {} })", "({ set a() {} })", "let [a, a] = []",
  "try {} catch ({ a, a }) {}", "try {} catch (e) { let e }", "if (1) class A {}", "if (1) let\n[a] = 1", "while (0) function f() {}",
  "import a from 'b'", "export default 1", "import.meta", "yield\n* 1; function* g() { yield\n* 1 }", "a?.b = 1", "-1 ** 2", "a ?? b || c",
  "function f() { break }", "switch (1) { case 1: let a; case 2: let a }", "({ __proto__: 1, __proto__: 2 })", "0++", "for (var i, j of []) ;",
  "async function f() { for await (x in y) ; }", "let let", "\"use strict\"; implements", "/(?<a/", "({a = 1})", "[a = 1] => 1; (a = 1", "continue a",
]) {
  try {
    new Function; (0, eval)(source);
    console.log("accepted:", source);
  } catch (error) {
    if (error.name !== "SyntaxError") console.log(error.name + ":", source);
  }
}
console.log("done"); // expect: done
