const f = () => { try { return 1; } finally { return 2; } };
const g = () => { try { throw 1; } finally { return "swallowed"; } };
const h = () => { for (;;) { try { return 1; } finally { break; } } return "after"; };
console.log(f(), g(), h()); // expect: 2 swallowed after
