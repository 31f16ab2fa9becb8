// Events become an async iterable, and a pipeline of async generators.
class Events<T> {
  #queue: T[] = [];
  #wake: (() => void) | null = null;
  #closed = false;

  emit(value: T) {
    this.#queue.push(value);
    this.#wake?.();
  }

  close() {
    this.#closed = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      while (this.#queue.length) yield this.#queue.shift()!;
      if (this.#closed) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = null;
    }
  }
}

async function* map<A, B>(source: AsyncIterable<A>, f: (value: A) => B) {
  for await (const value of source) yield f(value);
}

async function* batch<A>(source: AsyncIterable<A>, size: number) {
  let items: A[] = [];
  for await (const value of source) {
    items.push(value);
    if (items.length === size) {
      yield items;
      items = [];
    }
  }
  if (items.length) yield items;
}

const events = new Events<number>();
for (let i = 1; i <= 5; i++) setTimeout(() => events.emit(i), i * 2);
setTimeout(() => events.close(), 20);

(async () => {
  for await (const items of batch(map(events, (n) => n * 10), 2)) console.log(items);
  console.log("closed");
})();
// expect: [ 10, 20 ]
// expect: [ 30, 40 ]
// expect: [ 50 ]
// expect: closed
