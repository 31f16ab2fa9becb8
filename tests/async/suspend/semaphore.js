class Semaphore {
  #free; #queue = [];
  constructor(n) { this.#free = n; }
  async use(f) {
    if (this.#free > 0) this.#free--;
    else await new Promise((r) => this.#queue.push(r));
    try { return await f(); }
    finally { const next = this.#queue.shift(); if (next) next(); else this.#free++; }
  }
}
let running = 0, most = 0;
const s = new Semaphore(2);
const job = (i) => s.use(async () => { most = Math.max(most, ++running); await null; await null; running--; return i; });
Promise.all([1, 2, 3, 4, 5].map(job)).then((r) => console.log(r.join(), most)); // expect: 1,2,3,4,5 2
