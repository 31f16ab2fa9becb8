class Chain { n = 0; add(x: number): this { this.n += x; return this; } }
class Sub extends Chain { twice(): this["n" & keyof this] { return (this.n * 2) as any; } }
const key: keyof Chain = "n";
console.log(new Sub().add(1).add(2).twice(), new Sub()[key]); // expect: 6 0
