// The first call settles a promise, and the others change nothing; also when the first adopts a promise that is
// still pending.
const first = new Promise((resolve, reject) => { resolve('resolved'); reject('rejected'); resolve('again'); });
const second = new Promise((resolve, reject) => { reject('rejected'); resolve('resolved'); throw 'thrown'; });
const third = new Promise((resolve, reject) => {
  resolve(new Promise((inner) => setTimeout(inner, 1, 'adopted')));
  reject('rejected');
});
first.then(console.log); // expect: resolved
second.catch(console.log); // expect: rejected
third.then(console.log, (e) => console.log('wrong', e)); // expect: adopted
