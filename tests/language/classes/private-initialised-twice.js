class Same {
  constructor(object) {
    return object;
  }
}
class Marked extends Same {
  #mark = 1;
}
const object = {};
new Marked(object);
try {
  new Marked(object);
} catch (error) {
  console.log(error.name); // expect: TypeError
}
