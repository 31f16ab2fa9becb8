// access reaches the element of any instance, private ones too.
// node: Node has no decorators yet
const access = {};
const keep = (value, context) => void (access[`${context.kind} ${context.name}`] = context.access);
class C {
  @keep field = 1;
  @keep #hidden = 2;
  @keep method() { return 3; }
  @keep #method() { return 4; }
  @keep get getter() { return 5; }
  @keep set setter(value) { console.log("set", value); }
  @keep accessor auto = 6;
}
const c = new C();
for (const [name, { has, get, set }] of Object.entries(access)) {
  console.log(name, has(c), has({}), get?.(c));
  if (set) set(c, 10);
  if (get && set) console.log(get(c));
}
for (const wrong of [() => access["field #hidden"].get({}), () => access["field field"].has(1), () => access["method #method"].has()]) {
  try {
    wrong();
  } catch (error) {
    console.log(`${error}`);
  }
}
// expect: method method true false [Function: method]
// expect: method #method true false [Function: #method]
// expect: getter getter true false 5
// expect: setter setter true false undefined
// expect: set 10
// expect: accessor auto true false 6
// expect: 10
// expect: field field true false 1
// expect: 10
// expect: field #hidden true false 2
// expect: 10
// expect: TypeError: Cannot read private member #hidden from an object whose class did not declare it
// expect: TypeError: 1 is not an object
// expect: TypeError: undefined is not an object
