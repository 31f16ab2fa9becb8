function pick(x) {
  const out = [];
  switch (x) {
    case 1: out.push(1);
    default: out.push("default");
    case 2: out.push(2); break;
    case 3: out.push(3);
  }
  return out.join();
}
console.log(pick(1), pick(2), pick(3), pick(9)); // expect: 1,default,2 2 3 default,2
