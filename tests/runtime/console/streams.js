console.log("out"); // expect: out
console.info("info"); // expect: info
console.debug("debug"); // expect: debug
console.error("err"); // expect stderr: err
console.warn("warn %d", 5); // expect stderr: warn 5
