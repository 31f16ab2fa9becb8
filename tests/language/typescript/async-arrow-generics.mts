const wrap = async <T,>(value: T): Promise<T[]> => [await value];
const plain = async (x: number): Promise<number> => x;
const obj = { async m<T>(x: T): Promise<T> { return x; }, *g<T>(x: T): Generator<T> { yield x; } };
console.log((await wrap<number>(1))[0], await plain(2), await obj.m<string>("s"), [...obj.g(4)][0]); // expect: 1 2 s 4
