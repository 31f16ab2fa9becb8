// SPDX-License-Identifier: MIT
// random.mjs: the same numbers from the same seed, in every engine.

export class Random {
  constructor(seed) {
    this.state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 0;
  }
  // A 32-bit unsigned integer (mulberry32).
  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  }
  below(n) {
    return this.next() % n;
  }
  // True in `percent` of a hundred cases.
  chance(percent) {
    return this.below(100) < percent;
  }
  pick(list) {
    return list[this.below(list.length)];
  }
  // One of [weight, item] pairs.
  weighted(pairs) {
    let total = 0;
    for (const [weight] of pairs) total += weight;
    let at = this.below(total);
    for (const [weight, item] of pairs) {
      at -= weight;
      if (at < 0) return item;
    }
  }
}
