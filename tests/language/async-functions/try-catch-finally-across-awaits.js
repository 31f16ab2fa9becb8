const log = [];
async function f() {
  try {
    log.push("try");
    await Promise.reject("r");
  } catch (e) {
    log.push("catch " + (await e));
    await null;
    return log.push("return");
  } finally {
    await null;
    log.push("finally");
  }
}
f().then(() => console.log(log.join())); // expect: try,catch r,return,finally
