function make() { return make.label; }
namespace make { export const label = "made"; }
class K { static own = 1; }
namespace K { export const extra = own(); function own() { return K.own + 1; } }
console.log(make(), (K as any).extra); // expect: made 2
