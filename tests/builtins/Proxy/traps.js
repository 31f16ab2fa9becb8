"use strict";
const log = [];
const handler = new Proxy({}, { get: (t, name) => (log.push(name), undefined) });
const p = new Proxy(function () {}, handler);
p.x; p.x = 1; delete p.x; "x" in p; Object.keys(p); p(); new p(); Object.getPrototypeOf(p);
console.log(log.join()); // expect: get,set,getOwnPropertyDescriptor,defineProperty,deleteProperty,has,ownKeys,getOwnPropertyDescriptor,getOwnPropertyDescriptor,getOwnPropertyDescriptor,apply,construct,get,getPrototypeOf
