const resource = (name) => ({ name, [Symbol.dispose]() { console.log("dispose", name); } });
for (using r of [resource(1), resource(2)]) console.log("use", r.name);
// expect: use 1
// expect: dispose 1
// expect: use 2
// expect: dispose 2
for (using r = resource("head"), i = null; ; ) break; // expect: dispose head
