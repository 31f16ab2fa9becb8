// What a decorator is told.
// node: Node has no decorators yet
const show = (value, context) => {
  const { addInitializer, metadata, access, ...rest } = context;
  console.log(rest, Object.keys(context).join(), access && Object.keys(access).join(), typeof addInitializer, metadata instanceof Object);
};
const symbol = Symbol("s");
@show
class C {
  @show method() {}
  @show static #method() {}
  @show get x() { return 1; }
  @show set x(value) {}
  @show static #field = 1;
  @show accessor auto;
  @show [symbol] = 1;
  @show 12() {}
  @show static ["computed" + 1]() {}
}
const anonymous = @show class {};
console.log(anonymous.name);
(@show class {});
({ o: @show class {} });
// expect: { kind: 'method', name: '#method', static: true, private: true } kind,name,static,private,access,addInitializer,metadata has,get function false
// expect: { kind: 'method', name: 'computed1', static: true, private: false } kind,name,static,private,access,addInitializer,metadata has,get function false
// expect: { kind: 'method', name: 'method', static: false, private: false } kind,name,static,private,access,addInitializer,metadata has,get function false
// expect: { kind: 'getter', name: 'x', static: false, private: false } kind,name,static,private,access,addInitializer,metadata has,get function false
// expect: { kind: 'setter', name: 'x', static: false, private: false } kind,name,static,private,access,addInitializer,metadata has,set function false
// expect: { kind: 'accessor', name: 'auto', static: false, private: false } kind,name,static,private,access,addInitializer,metadata has,get,set function false
// expect: { kind: 'method', name: '12', static: false, private: false } kind,name,static,private,access,addInitializer,metadata has,get function false
// expect: { kind: 'field', name: '#field', static: true, private: true } kind,name,static,private,access,addInitializer,metadata has,get,set function false
// expect: { kind: 'field', name: Symbol(s), static: false, private: false } kind,name,static,private,access,addInitializer,metadata has,get,set function false
// expect: { kind: 'class', name: 'C' } kind,name,addInitializer,metadata undefined function false
// expect: { kind: 'class', name: 'anonymous' } kind,name,addInitializer,metadata undefined function false
// expect: anonymous
// expect: { kind: 'class', name: '' } kind,name,addInitializer,metadata undefined function false
// expect: { kind: 'class', name: 'o' } kind,name,addInitializer,metadata undefined function false
