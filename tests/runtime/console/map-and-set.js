console.log(new Map(), new Set(), new Map([["a", 1], [{ k: 1 }, [2]]]), new Set([1, "two", { three: 3 }]));
console.log(new Map([["a", 1]]).entries(), new Set([1]).values(), [1][Symbol.iterator](), new WeakMap(), new WeakSet());
// expect: Map(0) {} Set(0) {} Map(2) { 'a' => 1, { k: 1 } => [ 2 ] } Set(3) { 1, 'two', { three: 3 } }
// expect: [Map Entries] { [ 'a', 1 ] } [Set Iterator] { 1 } Object [Array Iterator] {} WeakMap { <items unknown> } WeakSet { <items unknown> }
