const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const seen = new Set();
for (let i = 0; i < 2000; i++) {
  const uuid = crypto.randomUUID();
  if (!pattern.test(uuid)) console.log("wrong:", uuid);
  seen.add(uuid);
}
console.log(seen.size); // expect: 2000
// Each digit that is free takes each value.
for (let at = 0; at < 36; at++) {
  const digits = new Set([...seen].map((uuid) => uuid[at]));
  const expected = at === 14 || [8, 13, 18, 23].includes(at) ? 1 : at === 19 ? 4 : 16;
  if (digits.size !== expected) console.log(at, digits);
}
try { (0, crypto.randomUUID)(); } catch (error) { console.log(error.name); } // expect: TypeError
