const GeneratorFunction = (function* () {}).constructor;
console.log(GeneratorFunction.name, GeneratorFunction.prototype[Symbol.toStringTag], Object.getPrototypeOf(GeneratorFunction) === Function); // expect: GeneratorFunction GeneratorFunction true
const proto = GeneratorFunction.prototype.prototype;
console.log(proto.next.length, proto.return.length, proto.throw.length, Object.getPrototypeOf(proto) === Iterator.prototype); // expect: 1 1 1 true
try {
  proto.next.call({});
} catch (error) {
  console.log(error.name); // expect: TypeError
}
