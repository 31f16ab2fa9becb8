const { f = () => {}, g = class {} } = {};
const [h = function () {}] = [];
console.log(f.name, g.name, h.name); // expect: f g h
