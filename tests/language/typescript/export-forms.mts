export abstract class A { static v = 1; }
export declare class Ghost {}
export interface I {}
export namespace N { export const v = 2; }
export const enum CE { V = 3 }
export as namespace Whatever;
export import NV = N.v;
import * as me from "./export-forms.mts";
console.log(me.A.v, me.N.v, me.CE.V, me.NV, Object.keys(me).join()); // expect: 1 2 3 2 A,CE,N,NV
// node: Node's stripping does not know `export as namespace`
