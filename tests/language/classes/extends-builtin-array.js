class Stack extends Array {
  top() {
    return this[this.length - 1];
  }
}
const stack = Stack.from([1, 2, 3]);
console.log(stack.top(), stack.length, Array.isArray(stack)); // expect: 3 3 true
console.log(stack.map((x) => x * 2) instanceof Stack); // expect: true
