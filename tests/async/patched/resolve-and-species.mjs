// needs: speed
// Promise.resolve and Promise[Symbol.species] patched: seen by those who call and look at them, and never by await.
import { showPatches } from './_support/patches.mjs';
showPatches(['resolve', 'resolveDeleted', 'species', 'speciesSub', 'speciesThrows', 'speciesDeleted']);
// expect: resolve
// expect:   all: @5 7,2 [resolve×2] | @5 7,2 [resolve×2] | @5 7,2 []
// expect:   any: @4 2 [resolve×2] | @4 2 [resolve×2] | @4 2 []
// expect: resolveDeleted
// expect:   all: @3 !TypeError [] | @3 !TypeError [] | @5 7,2 []
// expect:   any: @3 !TypeError [] | @3 !TypeError [] | @4 2 []
// expect: species
// expect:   awaitedPromise: @6 7 [species] | @6 7 [species] | @6 7 [species]
// expect:   awaitedPromiseStraight, thenned, returnedValue: @5 7 [species] | @5 7 [species] | @5 7 []
// expect:   ignoredPromise: @8 end [species] | @8 end [species] | @8 end []
// expect:   returned: @4 7 [species] | @4 7 [species] | @4 7 [species]
// expect:   all: @5 7,2 [species×2] | @5 7,2 [species×2] | @5 7,2 []
// expect:   any: @4 2 [species×2] | @4 2 [species×2] | @4 2 []
// expect:   constructed: @5 5 [species] | @5 5 [species] | @5 5 []
// expect:   finallyed: @6 1 [species×4] | @6 1 [species×4] | @6 1 [species×2]
// expect:   catched: @4 3 [species] | @4 3 [species] | @4 3 []
// expect:   subclass: @5 4 [species] | @5 4 [species] | @5 4 [species]
// expect:   loud: @5 4 [Loud.then,species] | @5 4 [Loud.then,species] | @5 4 [Loud.then,species]
// expect:   thenable: @7 4 [species] | @7 4 [species] | @7 4 [species]
// expect:   callback: @6 3 [species×2] | @6 3 [species] | @6 3 [species]
// expect: speciesSub
// expect:   thenned: @6 7 [] | @6 7 [] | @5 7 []
// expect:   finallyed: @7 1 [] | @7 1 [] | @6 1 []
// expect:   catched: @5 3 [] | @5 3 [] | @4 3 []
// expect:   callback: @7 3 [] | @6 3 [] | @6 3 []
// expect: speciesThrows
// expect:   awaitedPromise: @5 !species threw [species] | @5 !species threw [species] | @5 !species threw [species]
// expect:   awaitedPromiseStraight, returnedValue: @4 !species threw [species] | @4 !species threw [species] | @5 7 []
// expect:   thenned: @2 !species threw [species] | @2 !species threw [species] | @5 7 []
// expect:   ignoredPromise: @8 end [species] u:species threw | @8 end [species] u:species threw | @8 end []
// expect:   returned: @3 !species threw [species] | @3 !species threw [species] | @3 !species threw [species]
// expect:   all: @3 !species threw [species] | @3 !species threw [species] | @5 7,2 []
// expect:   any: @3 !species threw [species] | @3 !species threw [species] | @4 2 []
// expect:   constructed: @4 !species threw [species] | @4 !species threw [species] | @5 5 []
// expect:   finallyed: @2 !species threw [species] | @2 !species threw [species] | @4 !species threw [species]
// expect:   catched: @2 !species threw [species] u:1 | @2 !species threw [species] u:1 | @4 3 []
// expect:   subclass: @4 !species threw [species] | @4 !species threw [species] | @4 !species threw [species]
// expect:   loud: @4 !species threw [Loud.then,species] | @4 !species threw [Loud.then,species] | @4 !species threw [Loud.then,species]
// expect:   thenable: @6 !species threw [species] | @6 !species threw [species] | @6 !species threw [species]
// expect:   callback: @2 !species threw [species] | @5 !species threw [species] | @5 !species threw [species]
// expect: speciesDeleted
