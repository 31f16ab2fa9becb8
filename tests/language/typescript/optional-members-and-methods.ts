class A {
  a?: number;
  m?(): void;
  b? = 1;
  "c"?: string;
  [Symbol.iterator]?: any;
  constructor(private x?: number, y?: string) {}
}
console.log(Object.keys(new A(1)).sort().join()); // expect: a,b,c,x
