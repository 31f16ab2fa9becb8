console.time("t");
console.time("t"); // expect stderr: Label 't' already exists for console.time()
console.timeEnd("none"); // expect stderr: No such label 'none' for console.timeEnd()
console.log("done"); // expect: done
