// node: Node does not see the exports of an earlier block
namespace Geometry {
  export const unit = "cm";
  const hidden = 2;
  export function double(x: number) { return x * hidden; }
  export namespace Deep.Er { export let depth = unit + "!"; }
  export class Point { constructor(public x = 1) {} }
}
namespace Geometry { export const more = double(4) + unit; }
namespace OnlyTypes { export type T = number }
console.log(Geometry.double(2), Geometry.more, Geometry.Deep.Er.depth, new Geometry.Point().x); // expect: 4 8cm cm! 1
console.log("hidden" in Geometry, typeof OnlyTypes); // expect: false undefined
