const util = Symbol.for("nodejs.util.inspect.custom");
console.log({ [util]: () => "custom!" }, [{ [util](depth, options) { return { replaced: typeof options }; } }]); // expect: custom! [ { replaced: 'object' } ]
