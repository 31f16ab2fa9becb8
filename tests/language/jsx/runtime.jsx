// @jsxRuntime classic wins over a source for the automatic one.
// node: Node has no JSX
/** @jsxImportSource library @jsxRuntime classic */
const React = { createElement: (...values) => values, Fragment: "React's" };
console.log(JSON.stringify(<>{<a b="c" />}</>));
// expect: ["React's",null,["a",{"b":"c"}]]
