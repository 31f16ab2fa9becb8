const o = { get me() { return this.tag; }, set me(v) { this.got = v; } };
const receiver = { tag: "receiver" };
Reflect.set(o, "me", 5, receiver);
console.log(Reflect.get(o, "me", receiver), receiver.got, "got" in o); // expect: receiver 5 false
