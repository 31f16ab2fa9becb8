export enum Color { Red = "red", Green = "green" }
import * as self from "./exported-enum.mts";
console.log(self.Color.Green); // expect: green
