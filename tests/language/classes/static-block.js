class Table {
  static rows = [];
  static {
    for (let i = 0; i < 3; i++) this.rows.push(i * i);
  }
  static {
    var rows = "own scope";
    console.log(rows); // expect: own scope
  }
}
console.log(Table.rows.join()); // expect: 0,1,4
