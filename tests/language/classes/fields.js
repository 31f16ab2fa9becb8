class Point {
  x = 1;
  y = this.x + 1;
  ["z" + 1] = 3;
  'quoted name' = 4;
  5 = 6;
  nothing;
}
const point = new Point();
console.log(Object.keys(point).join()); // expect: 5,x,y,z1,quoted name,nothing
console.log(point.y, point.z1, point[5], point.nothing); // expect: 2 3 6 undefined
