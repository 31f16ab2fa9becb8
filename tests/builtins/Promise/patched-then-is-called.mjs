const p = Promise.resolve(1);
p.then = function (f, r) {
  console.log("own then"); // expect: own then
  return Promise.prototype.then.call(this, f, r);
};
console.log(await Promise.all([p])); // expect: [ 1 ]
