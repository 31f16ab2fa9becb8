// node: V8 does not ask again
function traced(target) {
  const log = [];
  const note = (trap) => (t, key, ...rest) => { log.push(`${trap} ${String(key)}`); return Reflect[trap](t, key, ...rest); };
  return [log, new Proxy(target, { has: note("has"), get: note("get"), set: note("set") })];
}
function show(f) {
  const [log, env] = traced({ n: 1, f() { return 2; } });
  f(env);
  console.log(log.join(", "));
}
show((env) => { with (env) n; }); // expect: has n, get Symbol(Symbol.unscopables), has n, get n
show((env) => { with (env) typeof n; }); // expect: has n, get Symbol(Symbol.unscopables), has n, get n
show((env) => { with (env) f(); }); // expect: has f, get Symbol(Symbol.unscopables), has f, get f
show((env) => { with (env) n = 2; }); // expect: has n, get Symbol(Symbol.unscopables), has n, set n
show((env) => { with (env) n += 2; }); // expect: has n, get Symbol(Symbol.unscopables), has n, get n, has n, set n
const vanishing = () => {
  const env = { gone: 1, get [Symbol.unscopables]() { delete env.gone; } };
  return env;
};
with (vanishing()) console.log(gone); // expect: undefined
with (vanishing()) {
  try { (function () { "use strict"; return gone; })(); } catch (error) { console.log(error.message); } // expect: gone is not defined
}
