// needs: speed
// The prototypes behind promises changed, and those of the objects that promises are resolved with.
import { showPatches } from './_support/patches.mjs';
showPatches(['protoOfProto', 'protoNull', 'extra', 'manyExtra', 'objectThen', 'objectThenFn']);
// expect: protoOfProto
// expect:   awaitedPromise: @6 7 [deep then] | @6 7 [deep then] | @6 7 [deep then]
// expect:   awaitedPromiseStraight, returnedValue: @5 7 [deep then] | @5 7 [deep then] | @5 7 []
// expect:   ignoredPromise: @8 end [deep then] | @8 end [deep then] | @8 end []
// expect:   returned: @4 7 [deep then] | @4 7 [deep then] | @4 7 []
// expect:   all: @5 7,2 [deep then×2] | @5 7,2 [deep then×2] | @5 7,2 []
// expect:   any: @4 2 [deep then×2] | @4 2 [deep then×2] | @4 2 []
// expect:   constructed: @5 5 [deep then] | @5 5 [deep then] | @5 5 []
// expect:   finallyed: @6 1 [deep then×3] | @6 1 [deep then×3] | @6 1 [deep then×2]
// expect:   catched: @4 3 [deep then] | @4 3 [deep then] | @4 3 []
// expect:   subclass: @5 4 [deep then] | @5 4 [deep then] | @5 4 []
// expect:   loud: @5 4 [Loud.then,deep then] | @5 4 [Loud.then,deep then] | @5 4 [Loud.then,deep then]
// expect:   thenable: @7 4 [deep then] | @7 4 [deep then] | @7 4 [deep then]
// expect:   callback: @6 3 [deep then] | @6 3 [deep then] | @6 3 []
// expect: protoNull
// expect: extra
// expect: manyExtra
// expect: objectThen
// expect:   awaitedObject: @4 7 [Object then] | @4 7 [Object then] | @4 7 [Object then]
// expect:   gen: @9 12 [Object then×3] | @9 12 [Object then×3] | @9 12 [Object then×2]
// expect:   genNext: @8 1,2,3 [Object then×3] | @8 1,2,3 [Object then×3] | @8 1,2,3 [Object then×2]
// expect:   genQueue: @6 1,2,4 [Object then×3] | @6 1,2,4 [Object then×3] | @6 1,2,4 [Object then×2]
// expect:   genReturnEarly: @7 1 [Object then×2] | @7 1 [Object then×2] | @7 1 [Object then]
// expect:   forAwaitArray: @13 numbernumberobject [Object then×5] | @13 numbernumberobject [Object then×4] | @13 numbernumberobject [Object then×4]
// expect:   yieldStar: @9 1,3 [Object then×4] | @9 1,3 [Object then×4] | @9 1,3 [Object then×2]
// expect:   all: @5 7,2 [Object then] | @5 7,2 [Object then] | @5 7,2 [Object then]
// expect: objectThenFn
// expect:   awaitedObject: @5 undefined [Object then()] | @5 undefined [Object then()] | @5 undefined [Object then()]
// expect:   gen, genReturnEarly: @5 !TypeError [Object then()] | @5 !TypeError [Object then()] | @8 !TypeError [Object then()]
// expect:   genNext: @11 ,, [Object then()×3] | @11 ,, [Object then()×3] | @10 1,, [Object then()×2]
// expect:   genQueue: @7 ,, [Object then()×3] | @7 ,, [Object then()×3] | @7 1,, [Object then()×2]
// expect:   forAwaitArray: @5 !TypeError [Object then()] | @8 !TypeError [Object then()] | @8 !TypeError [Object then()]
// expect:   yieldStar: @6 !TypeError [Object then()] | @6 !TypeError [Object then()] | @9 !TypeError [Object then()]
// expect:   all: @6 T [Object then()] | @6 T [Object then()] | @6 T [Object then()]
