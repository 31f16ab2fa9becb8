// A chain of prototypes that a proxy closes has no end, which nothing but counting notices.
const target = {};
const proxy = new Proxy(target, {});
target.__proto__ = Object.create(proxy);
const walks = [() => proxy instanceof Array, () => Array.prototype.isPrototypeOf(proxy), () => { for (const key in proxy); },
  () => ({}).__lookupGetter__.call(proxy, "x"), () => proxy.x, () => "x" in proxy];
for (const walk of walks) {
  try {
    walk();
  } catch (error) {
    console.log(error.name);
  }
}
// expect: RangeError
// expect: RangeError
// expect: RangeError
// expect: RangeError
// expect: RangeError
// expect: RangeError
