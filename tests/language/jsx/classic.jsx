// The classic runtime calls a factory with tag, properties and children; comments name others than React's.
// node: Node has no JSX
/** @jsx h.element @jsxFrag h.all */
const h = { all: "fragment", element(...values) { return [this === h, ...values]; } };
const show = (value) => console.log(JSON.stringify(value));
const properties = { x: 1 };
show(<div />);
show(<div a="1" b c={2}>text {3} <b /></div>);
show(<>a<i {...properties} y="2" /></>);
show(<p>{...[1, 2]}</p>);
show(<ul>{[1, 2].map((i) => <li key={i}>{i}</li>)}</ul>);
// expect: [true,"div",null]
// expect: [true,"div",{"a":"1","b":true,"c":2},"text ",3," ",[true,"b",null]]
// expect: [true,"fragment",null,"a",[true,"i",{"x":1,"y":"2"}]]
// expect: [true,"p",null,1,2]
// expect: [true,"ul",null,[[true,"li",{"key":1},1],[true,"li",{"key":2},2]]]
