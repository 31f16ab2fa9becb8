const proto = Object.getPrototypeOf(async function* () {}).prototype;
proto.next.call({}).catch((error) => console.log(error.name));
console.log(proto[Symbol.toStringTag]); // expect: AsyncGenerator
// expect: TypeError
