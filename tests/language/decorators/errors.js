// What is no decorator, and what a decorator may not return.
// node: Node has no decorators yet
const attempt = (f) => {
  try {
    f();
    console.log("no error");
  } catch (error) {
    console.log(`${error}`);
  }
};
const gives = (value) => () => value;
attempt(() => { class C { @(1) m() {} } });
attempt(() => { class C { @gives(1) m() {} } });
attempt(() => { class C { @gives({}) f = 1; } });
attempt(() => { class C { @gives(1) accessor a; } });
attempt(() => { class C { @gives({ get: 1 }) accessor a; } });
attempt(() => { class C { @gives({ init: 1 }) accessor a; } });
attempt(() => { @gives({}) class C {} });
attempt(() => { @(() => { new C(); }) class C {} });
let late;
attempt(() => { class C { @((value, context) => { late = context.addInitializer; }) m() {} } late(() => {}); });
attempt(() => { class C { @((value, context) => context.addInitializer(1)) m() {} } });
attempt(() => { class C { @((value, { metadata }) => { throw new RangeError("own"); }) m() {} } });
// expect: TypeError: 1 is not a function
// expect: TypeError: A decorator's result must be a function or undefined
// expect: TypeError: A decorator's result must be a function or undefined
// expect: TypeError: An accessor decorator's result must be an object or undefined
// expect: TypeError: A part of an accessor decorator's result must be a function or undefined
// expect: TypeError: A part of an accessor decorator's result must be a function or undefined
// expect: TypeError: A class decorator's result must be a function or undefined
// expect: ReferenceError: Cannot access 'C' before initialization
// expect: TypeError: Initializers cannot be added once the decorator has returned
// expect: TypeError: 1 is not a function
// expect: RangeError: own
