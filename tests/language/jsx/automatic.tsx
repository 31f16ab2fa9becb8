// The same in TypeScript, which drops no import that the elements need.
// node: Node has no JSX
/** @jsxImportSource library */
const properties = { x: 1, key: "of the object" };
const Component = () => {};
const show = (value: unknown): void => console.log(JSON.stringify(value));
show(<div />);
show(<div a="1" b key={2 + 3} c={4}>text</div>);
show(<><b>1</b> two {3}{/* nothing */}</>);
show(<ul>{[1, 2].map((i) => <li key={i}>{i}</li>)}</ul>);
show(<div {...properties} key="late">a{1}</div>);
show(<div key="early" {...properties} />);
show(<div>{...[1, 2]}</div>);
const nested = () => () => <Component><a-b c:d="e" /></Component>;
console.log(nested()()[1] === Component, nested()()[2]);
export {};
// expect: ["jsx","div",{}]
// expect: ["jsx","div",{"a":"1","b":true,"c":4,"children":"text"},5]
// expect: ["jsxs","fragment",{"children":[["jsx","b",{"children":"1"}]," two ",3]}]
// expect: ["jsx","ul",{"children":[["jsx","li",{"children":1},1],["jsx","li",{"children":2},2]]}]
// expect: ["createElement","div",{"x":1,"key":"late"},"a",1]
// expect: ["jsx","div",{"x":1,"key":"of the object"},"early"]
// expect: ["jsxs","div",{"children":[1,2]}]
// expect: true { children: [ 'jsx', 'a-b', { 'c:d': 'e' } ] }
