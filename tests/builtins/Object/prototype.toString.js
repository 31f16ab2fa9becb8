const tag = (x) => Object.prototype.toString.call(x);
console.log(tag(null), tag(undefined), tag(1), tag([]), tag(() => {})); // expect: [object Null] [object Undefined] [object Number] [object Array] [object Function]
console.log(tag({ [Symbol.toStringTag]: "Own" }), tag(new Error()), tag(new Map()), tag(Promise.resolve())); // expect: [object Own] [object Error] [object Map] [object Promise]
console.log(tag((function () { return arguments; })()), tag(Math), tag(JSON)); // expect: [object Arguments] [object Math] [object JSON]
