const a = [1, 2, 3];
Object.defineProperty(a, 1, { get: () => "got", configurable: true });
console.log(a.join(), a.map((x) => x).join()); // expect: 1,got,3 1,got,3
Object.freeze(a);
a[0] = 9;
console.log(a[0], Object.isFrozen(a)); // expect: 1 true
