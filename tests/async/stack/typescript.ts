// Positions in the stack of those who await are lines and columns of the TypeScript source.
// node: does not run TypeScript
interface Row { id: number; name?: string }
enum Kind { First, Second }
const where = (error: any): void => {
  console.log(error.stack.replace(/\(?[^ (]*[/\\]([^/\\]*\.ts:\d+:\d+)\)?/g, "$1"));
};

class Store<T extends Row> {
  constructor(private readonly kind: Kind) {}
  async read(id: T["id"]): Promise<T> {
    await (null as unknown);
    throw new TypeError(`no row ${id} of ${Kind[this.kind]}`);
  }
}
const store = new Store<Row>(Kind.Second);

async function direct(): Promise<Row> { return <Row>await store.read(1); }
async function chain() { return await store.read(2).then((row: Row): string => row.name!).finally(() => {}); }
async function settled() {
  const [outcome] = await Promise.allSettled([store.read(3) as Promise<Row>]);
  throw (outcome as PromiseRejectedResult).reason;
}
async function race() { await Promise.race<Row>([store.read(4), new Promise<Row>(() => {})]); }
async function any() { try { await Promise.any([store.read(5)]); } catch (e) { throw (e as AggregateError).errors[0]; } }
async function all() { await Promise.all([direct(), 1 satisfies number]); }
async function* rows(): AsyncGenerator<Row, void, undefined> {
  yield* [{ id: 0 }];
  yield await store.read(6);
}
async function loop() { for await (const row of rows() as AsyncIterable<Row>) void row; }
const closure = async (f: () => Promise<unknown>) => { await f(); };

for (const f of [direct, chain, settled, race, any, all, loop])
  await closure(f).catch(where);
// expect: TypeError: no row 1 of Second
// expect:     at read typescript.ts:13:11
// expect:     at async direct typescript.ts:18:53
// expect:     at async closure typescript.ts:32:56
// expect:     at async typescript.ts:35:3
// expect: TypeError: no row 2 of Second
// expect:     at read typescript.ts:13:11
// expect:     at async chain typescript.ts:19:33
// expect:     at async closure typescript.ts:32:56
// expect:     at async typescript.ts:35:3
// expect: TypeError: no row 3 of Second
// expect:     at read typescript.ts:13:11
// expect:     at async Promise.allSettled (index 0)
// expect:     at async settled typescript.ts:21:21
// expect:     at async closure typescript.ts:32:56
// expect:     at async typescript.ts:35:3
// expect: TypeError: no row 4 of Second
// expect:     at read typescript.ts:13:11
// expect:     at async race typescript.ts:24:25
// expect:     at async closure typescript.ts:32:56
// expect:     at async typescript.ts:35:3
// expect: TypeError: no row 5 of Second
// expect:     at read typescript.ts:13:11
// expect:     at async Promise.any (index 0)
// expect:     at async any typescript.ts:25:30
// expect:     at async closure typescript.ts:32:56
// expect:     at async typescript.ts:35:3
// expect: TypeError: no row 1 of Second
// expect:     at read typescript.ts:13:11
// expect:     at async direct typescript.ts:18:53
// expect:     at async Promise.all (index 0)
// expect:     at async all typescript.ts:26:24
// expect:     at async closure typescript.ts:32:56
// expect:     at async typescript.ts:35:3
// expect: TypeError: no row 6 of Second
// expect:     at read typescript.ts:13:11
// expect:     at async rows typescript.ts:29:21
// expect:     at async loop typescript.ts:31:49
// expect:     at async closure typescript.ts:32:56
// expect:     at async typescript.ts:35:3
