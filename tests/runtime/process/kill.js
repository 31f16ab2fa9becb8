// process.kill: signals by name and number, and what is wrong with them.
console.log(process.kill(process.pid, 0));
for (const args of [[1.5e9, 0], [process.pid, "SIGNONE"], ["1"]]) {
  try {
    process.kill(...args);
  } catch (error) {
    console.log(error.name, error.code);
  }
}
// expect: true
// expect: Error ESRCH
// expect: TypeError ERR_UNKNOWN_SIGNAL
// expect: TypeError ERR_INVALID_ARG_TYPE
