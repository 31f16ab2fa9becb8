const log = [];
function f() {
  try {
    log.push("try");
    throw 1;
  } catch (e) {
    log.push("catch " + e);
    return log.push("return");
  } finally {
    log.push("finally");
  }
}
f();
console.log(log.join()); // expect: try,catch 1,return,finally
