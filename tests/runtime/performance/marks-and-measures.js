// mark and measure, and what the timeline has of them.
const mark = performance.mark("a", { startTime: 10, detail: "d" });
console.log(mark.name, mark.entryType, mark.startTime, mark.duration, mark.detail); // expect: a mark 10 0 d
console.log(mark instanceof PerformanceMark, mark instanceof PerformanceEntry, JSON.stringify(mark));
// expect: true true {"name":"a","entryType":"mark","startTime":10,"duration":0,"detail":"d"}
performance.mark("b", { startTime: 4 });
const measure = performance.measure("ab", "b", "a");
console.log(measure.name, measure.entryType, measure.startTime, measure.duration, measure.detail); // expect: ab measure 4 6 null
console.log(performance.getEntries().map((entry) => entry.name)); // expect: [ 'b', 'ab', 'a' ]
console.log(performance.getEntriesByType("mark").length, performance.getEntriesByName("ab", "measure").length, performance.getEntriesByName("ab", "mark").length); // expect: 2 1 0
const show = ({ startTime, duration, detail }) => console.log(startTime, duration, detail);
show(performance.measure("m", { start: "b", end: 20 })); // expect: 4 16 null
show(performance.measure("m", { start: 1, duration: 2, detail: 5 })); // expect: 1 2 5
show(performance.measure("m", { end: "a", duration: 3 })); // expect: 7 3 null
console.log(performance.measure("whole").startTime); // expect: 0
performance.clearMarks("a");
console.log(performance.getEntriesByType("mark").map((entry) => entry.name)); // expect: [ 'b' ]
performance.clearMeasures();
performance.clearMarks();
console.log(performance.getEntries()); // expect: []
console.log(performance.mark("x").startTime <= performance.now(), new PerformanceMark("y").name, performance.getEntries().length); // expect: true y 1
