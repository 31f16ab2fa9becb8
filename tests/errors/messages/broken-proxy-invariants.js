"use strict";
const target = Object.freeze({ fixed: 1, get getterless() { return 1; } });
function message(handler, f, of = target) {
  try { f(new Proxy(of, handler)); } catch (error) { console.log(error.message); }
}
message({ get: () => 2 }, (p) => p.fixed); // expect: 'get' on proxy: property 'fixed' is a read-only and non-configurable data property on the proxy target but the proxy did not return its actual value (expected '1' but got '2')
message({ has: () => false }, (p) => "fixed" in p); // expect: 'has' on proxy: trap returned falsish for property 'fixed' which exists in the proxy target as non-configurable
message({ set: () => true }, (p) => { p.fixed = 2; }); // expect: 'set' on proxy: trap returned truish for property 'fixed' which exists in the proxy target as a non-configurable and non-writable data property with a different value
message({ set: () => false }, (p) => { p.x = 2; }); // expect: 'set' on proxy: trap returned falsish for property 'x'
message({ deleteProperty: () => true }, (p) => { delete p.fixed; }); // expect: 'deleteProperty' on proxy: trap returned truish for property 'fixed' which is non-configurable in the proxy target
message({ deleteProperty: () => false }, (p) => { delete p.fixed; }, {}); // expect: 'deleteProperty' on proxy: trap returned falsish for property 'fixed'
message({ ownKeys: () => [] }, Object.keys); // expect: 'ownKeys' on proxy: trap result did not include 'fixed'
message({ ownKeys: () => ["a", "a"] }, Object.keys, {}); // expect: 'ownKeys' on proxy: trap returned duplicate entries
message({ ownKeys: () => ["a"] }, Object.keys, Object.preventExtensions({})); // expect: 'ownKeys' on proxy: trap returned extra keys but proxy target is non-extensible
message({ getPrototypeOf: () => null }, Object.getPrototypeOf); // expect: 'getPrototypeOf' on proxy: proxy target is non-extensible but the trap did not return its actual prototype
message({ getPrototypeOf: () => 1 }, Object.getPrototypeOf); // expect: 'getPrototypeOf' on proxy: trap returned neither object nor null
message({ setPrototypeOf: () => true }, (p) => Object.setPrototypeOf(p, {})); // expect: 'setPrototypeOf' on proxy: trap returned truish for setting a new prototype on the non-extensible proxy target
message({ isExtensible: () => true }, Object.isExtensible); // expect: 'isExtensible' on proxy: trap result does not reflect extensibility of proxy target (which is 'false')
message({ preventExtensions: () => true }, Object.preventExtensions, {}); // expect: 'preventExtensions' on proxy: trap returned truish but the proxy target is extensible
message({ getOwnPropertyDescriptor: () => 1 }, (p) => Object.getOwnPropertyDescriptor(p, "a")); // expect: 'getOwnPropertyDescriptor' on proxy: trap returned neither object nor undefined for property 'a'
message({ getOwnPropertyDescriptor() {} }, (p) => Object.getOwnPropertyDescriptor(p, "fixed")); // expect: 'getOwnPropertyDescriptor' on proxy: trap returned undefined for property 'fixed' which is non-configurable in the proxy target
message({ defineProperty: () => true }, (p) => Object.defineProperty(p, "b", {})); // expect: 'defineProperty' on proxy: trap returned truish for adding property 'b'  to the non-extensible proxy target
message({ construct: () => 1 }, (P) => new P(), class {}); // expect: 'construct' on proxy: trap returned non-object ('1')
message({ get: 1 }, (p) => p.x); // expect: '1' returned for property 'get' of object '#<Object>' is not a function
