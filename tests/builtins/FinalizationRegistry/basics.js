const registry = new FinalizationRegistry(() => {});
console.log(Object.prototype.toString.call(registry)); // expect: [object FinalizationRegistry]
const token = {};
console.log(registry.register({}, 1, token), registry.register({}, 2, token)); // expect: undefined undefined
console.log(registry.unregister(token), registry.unregister(token)); // expect: true false
console.log(registry.unregister(Symbol())); // expect: false
const target = {};
const wrong = [
  () => new FinalizationRegistry(), // expect: TypeError FinalizationRegistry: cleanup must be callable
  () => FinalizationRegistry(() => {}), // expect: TypeError Constructor FinalizationRegistry requires 'new'
  () => registry.register(1, 2), // expect: TypeError FinalizationRegistry.prototype.register: invalid target
  () => registry.register(target, target), // expect: TypeError FinalizationRegistry.prototype.register: target and holdings must not be same
  () => registry.register({}, 1, 1), // expect: TypeError Invalid unregister token ('1')
  () => registry.unregister(), // expect: TypeError Invalid unregister token ('undefined')
  () => registry.register.call({}, {}, 1), // expect: TypeError Method FinalizationRegistry.prototype.register called on incompatible receiver #<Object>
];
for (const f of wrong) {
  try { f(); } catch (error) { console.log(error.name, error.message); }
}
