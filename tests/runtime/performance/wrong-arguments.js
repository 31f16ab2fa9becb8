// Misuse throws.
for (const wrong of [
  () => performance.mark(),
  () => performance.mark("x", { startTime: -1 }),
  () => performance.mark("x", { startTime: "a" }),
  () => performance.measure("m", "unknown"),
  () => performance.measure("m", { start: 1 }, "x"),
  () => performance.measure("m", { duration: 1 }),
  () => performance.measure("m", { start: 1, end: 2, duration: 1 }),
  () => performance.measure("m", { start: -1 }),
  () => new PerformanceObserver(),
  () => new PerformanceObserver(5),
  () => new PerformanceObserver(() => {}).observe(),
  () => new PerformanceObserver(() => {}).observe({ type: "mark", entryTypes: [] }),
  () => new PerformanceObserver(() => {}).observe({ entryTypes: "mark" }),
  () => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: "mark" });
    observer.observe({ entryTypes: ["mark"] });
  },
  () => new PerformanceEntry(),
  () => new Performance(),
  () => performance.now.call({}),
])
  try {
    wrong();
    console.log("nothing was thrown");
  } catch (error) {
    console.log(error.name, error.message);
  }
// expect: TypeError Failed to execute 'mark' on 'Performance': 1 argument required, but only 0 present.
// expect: TypeError startTime cannot be negative
// expect: TypeError The "startTime" argument must be a finite number.
// expect: SyntaxError The "unknown" performance mark has not been set
// expect: TypeError endMark must not be specified
// expect: TypeError One of options.start or options.end is required
// expect: TypeError Must not have options.start, options.end, and options.duration specified
// expect: TypeError options.start cannot be negative
// expect: TypeError Failed to construct 'PerformanceObserver': 1 argument required, but only 0 present.
// expect: TypeError The "callback" argument must be of type function.
// expect: TypeError The "options.entryTypes" or "options.type" argument must be specified
// expect: TypeError "options.entryTypes" can not be set with "options.type" or "options.buffered" together
// expect: TypeError The "options.entryTypes" argument must be a sequence
// expect: InvalidModificationError PerformanceObserver can not change to multiple observations
// expect: TypeError Illegal constructor
// expect: TypeError Illegal constructor
// expect: TypeError Cannot read private member #isPerformance from an object whose class did not declare it
