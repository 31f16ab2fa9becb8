class Channel {
  values = []; waiting = [];
  send(v) { const w = this.waiting.shift(); if (w) w(v); else this.values.push(v); }
  receive() { return this.values.length ? this.values.shift() : new Promise((r) => this.waiting.push(r)); }
}
const c = new Channel();
(async () => { for (let v; (v = await c.receive()) !== "end"; ) console.log("got", v); console.log("end"); })();
(async () => { for (let i = 0; i < 3; i++) { c.send(i); await null; } c.send("end"); })();
// expect: got 0
// expect: got 1
// expect: got 2
// expect: end
