const t = setTimeout(() => console.log("never"), 1);
clearTimeout(t);
const i = setImmediate(() => console.log("never"));
clearImmediate(i);
setTimeout(() => console.log("end"), 5); // expect: end
