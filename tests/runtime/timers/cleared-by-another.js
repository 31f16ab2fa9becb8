const a = setTimeout(() => { console.log("a"); clearTimeout(b); }, 2); // expect: a
const b = setTimeout(() => console.log("b"), 2);
