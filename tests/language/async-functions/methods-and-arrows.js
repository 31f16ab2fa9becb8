const o = {
  n: 5,
  async m() { return (await this.get()) + this.n; },
  get: async () => 1,
};
class A {
  static async s() { return "s"; }
  async #p() { return "p"; }
  p() { return this.#p(); }
}
async function main() {
  console.log(await o.m(), await A.s(), await new A().p()); // expect: 6 s p
}
main();
