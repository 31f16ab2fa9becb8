// PerformanceObserver: told later, of all at once.
const observer = new PerformanceObserver(function (list, self, options) {
  console.log(list.getEntries().map((entry) => entry.name), self === observer, this === observer, options.droppedEntriesCount);
  console.log(list.getEntriesByType("mark").length, list.getEntriesByName("a").length);
  observer.disconnect();
  performance.mark("nobody looks");
});
const taker = new PerformanceObserver(() => console.log("never"));
taker.observe({ type: "measure" });
performance.measure("taken");
console.log(taker.takeRecords().map((entry) => entry.name)); // expect: [ 'taken' ]
taker.disconnect();
performance.mark("before");
observer.observe({ entryTypes: ["mark", "measure", "unknown"] });
performance.mark("a");
performance.measure("b", "a");
console.log(PerformanceObserver.supportedEntryTypes); // expect: [ 'mark', 'measure' ]
// expect: [ 'a', 'b' ] true true 0
// expect: 1 1
new PerformanceObserver((list, self) => {
  console.log(list.getEntries().map((entry) => entry.name)); // expect: [ 'before', 'a', 'nobody looks' ]
  self.disconnect();
}).observe({ type: "mark", buffered: true });
