// The methods of FormData.
const form = new FormData();
form.append("a", 1);
form.append("b", "x");
form.append("a", "2");
console.log(form.get("a"), form.getAll("a"), form.get("none"), form.getAll("none"), form.has("b"), form.has("c")); // expect: 1 [ '1', '2' ] null [] true false
form.set("a", "3");
form.set("c", "\ud800");
console.log([...form], [...form.keys()], [...form.values()]); // expect: [ [ 'a', '3' ], [ 'b', 'x' ], [ 'c', '�' ] ] [ 'a', 'b', 'c' ] [ '3', 'x', '�' ]
form.delete("b");
form.forEach(function (value, name, self) { console.log(name, value, self === form, this.x); }, { x: 5 });
// expect: a 3 true 5
// expect: c � true 5
const iterator = form.entries();
console.log(Object.prototype.toString.call(iterator), iterator[Symbol.iterator]() === iterator, iterator.next()); // expect: [object FormData Iterator] true { value: [ 'a', '3' ], done: false }
form.append("later", "seen");
console.log([...iterator].length, iterator.next()); // expect: 2 { value: undefined, done: true }
console.log(FormData.prototype[Symbol.iterator] === FormData.prototype.entries, String(form)); // expect: true [object FormData]
form.append("a", "4");
console.log(form); // expect: FormData { a: [ '3', '4' ], c: '�', later: 'seen' }
