// Catch and finally may wait; the completion that goes on after the finally is kept meanwhile.
const wait = async (x) => { await null; return x; };
async function f(how) {
  try {
    if (how === 'throw') throw await wait('thrown');
    if (how === 'return') return await wait('returned');
  } catch (e) {
    console.log('catch', await wait(e));
    return 'from catch';
  } finally {
    console.log('finally', await wait(how));
    if (how === 'override') return await wait('from finally');
  }
  return 'end';
}
(async () => {
  console.log(await f('throw'));
  // expect: catch thrown
  // expect: finally throw
  // expect: from catch
  console.log(await f('return'));
  // expect: finally return
  // expect: returned
  console.log(await f('override'));
  // expect: finally override
  // expect: from finally
  console.log(await f('none'));
  // expect: finally none
  // expect: end
})();
