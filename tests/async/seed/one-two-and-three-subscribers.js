// A promise tells one, two or three who wait for it, in their order; and those who ask once it is settled.
async function waits(promise, name) {
  try { console.log(name, await promise); } catch (e) { console.log(name, 'failed', e); }
}
const turn = (then) => setTimeout(then, 1);
function subscribers(count) {
  let settle;
  const promise = new Promise((resolve, reject) => { settle = { resolve, reject }; });
  for (let i = 0; i < count; i++) waits(promise, `${count}.${i}`);
  turn(() => {
    if (count === 2) settle.reject('reason');
    else settle.resolve('value');
    waits(promise, `${count}.late`);
    turn(() => {
      waits(promise, `${count}.later`);
      if (count < 3) turn(() => subscribers(count + 1));
    });
  });
}
subscribers(1);
// expect: 1.0 value
// expect: 1.late value
// expect: 1.later value
// expect: 2.0 failed reason
// expect: 2.1 failed reason
// expect: 2.late failed reason
// expect: 2.later failed reason
// expect: 3.0 value
// expect: 3.1 value
// expect: 3.2 value
// expect: 3.late value
// expect: 3.later value
