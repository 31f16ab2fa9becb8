import { ReadableStream as Readable, CountQueuingStrategy as Strategy } from "node:stream/web";
console.log(Readable === ReadableStream, Strategy === CountQueuingStrategy); // expect: true true
