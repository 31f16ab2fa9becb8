// node:perf_hooks is the same clock.
import { performance as same, PerformanceObserver as Observer } from "node:perf_hooks";
console.log(same === performance, Observer === PerformanceObserver, performance instanceof EventTarget); // expect: true true true
console.log(typeof performance.timeOrigin, JSON.stringify(performance) === `{"timeOrigin":${performance.timeOrigin}}`); // expect: number true
console.log(Math.abs(performance.timeOrigin + performance.now() - Date.now()) < 1000); // expect: true
