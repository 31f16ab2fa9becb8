const calls = [];
const fallback = (n) => (calls.push(n), n);
const [a = fallback(1), b = fallback(2)] = [0];
console.log(a, b, calls.join()); // expect: 0 2 2
