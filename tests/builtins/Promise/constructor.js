const order = [];
new Promise((resolve, reject) => {
  order.push("executor");
  resolve(1);
  resolve(2);
  reject(3);
  throw new Error("ignored");
}).then((v) => console.log("value", v)); // expect: value 1
order.push("after");
new Promise(() => { throw "thrown"; }).catch((e) => console.log(order.join(), e)); // expect: executor,after thrown
