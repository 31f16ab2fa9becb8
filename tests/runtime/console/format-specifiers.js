console.log("%s is %d years and %i, %f, %j %o %O %% %c.", "Bob", 42.5, 42.9, "1.5", { a: 1 }, [1], { b: { c: {} } }, "css", "extra");
console.log("%s %s", "one");
console.log("%s", null, undefined, { a: 1 }, [1, 2], () => 1, Symbol("s"), 5n, -0); 
console.log("100%", 5, "%d", "x");
console.log("%d %i %f", "12abc", "12.7", {});
console.log("%s", class A {}, new (class B {})(), new Error("e").message); 
// expect: Bob is 42.5 years and 42, 1.5, {"a":1} [ 1, [length]: 1 ] { b: { c: {} } } % . extra
// expect: one %s
// expect: null undefined { a: 1 } [ 1, 2 ] [Function (anonymous)] Symbol(s) 5n -0
// expect: 100% 5 %d x
// expect: NaN 12 NaN
// expect: class A {} B {} e
