class Foreign {
  constructor(v) { this.v = v; }
  then(ok) { setTimeout(() => ok(new Foreign2(this.v)), 1); }
}
class Foreign2 extends Foreign { then(ok) { ok("deep " + this.v); } }
(async () => console.log(await new Foreign(1)))(); // expect: deep 1
