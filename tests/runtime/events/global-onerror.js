// onerror is called with five arguments; true prevents the report. Without that, process hears of it.
try {
  reportError();
} catch (error) {
  console.log(error.message); // expect: Failed to execute 'reportError' on 'globalThis': 1 argument required, but only 0 present.
}
console.log(onerror, "onerror" in globalThis); // expect: null true
onerror = function (message, file, line, column, error) {
  console.log(this === globalThis, message, file.endsWith(".js"), line, column, error);
  return error === 1;
};
process.on("uncaughtException", (error) => console.log("process heard", error));
reportError(1);
// expect: true Uncaught 1 false 0 0 1
reportError(2);
// expect: true Uncaught 2 false 0 0 2
// expect: process heard 2
setTimeout(() => {
  // An error in the listener of errors goes to process.
  onerror = () => { throw "worse"; };
  reportError("bad");
  // expect: process heard worse
  // expect: process heard bad
});
