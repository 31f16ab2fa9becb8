const names = ["ByteLengthQueuingStrategy", "CountQueuingStrategy", "ReadableByteStreamController", "ReadableStream", "ReadableStreamBYOBReader", "ReadableStreamBYOBRequest", "ReadableStreamDefaultController", "ReadableStreamDefaultReader", "TransformStream", "TransformStreamDefaultController", "WritableStream", "WritableStreamDefaultController", "WritableStreamDefaultWriter"];
for (const name of names) {
  const C = globalThis[name];
  const members = Object.entries(Object.getOwnPropertyDescriptors(C.prototype)).map(([key, d]) => (d.enumerable ? "" : "-") + key + (d.value ? d.value.length : ""));
  console.log(C.length, C.prototype[Symbol.toStringTag] === name, members.join());
}
// expect: 1 true -constructor1,highWaterMark,size
// expect: 1 true -constructor1,highWaterMark,size
// expect: 0 true -constructor0,byobRequest,desiredSize,close0,enqueue1,error0
// expect: 0 true -constructor0,locked,cancel0,getReader0,pipeThrough1,pipeTo1,tee0,values0
// expect: 1 true -constructor1,closed,read1,cancel0,releaseLock0
// expect: 0 true -constructor0,view,respond1,respondWithNewView1
// expect: 0 true -constructor0,desiredSize,close0,enqueue0,error0
// expect: 1 true -constructor1,closed,read0,cancel0,releaseLock0
// expect: 0 true -constructor0,readable,writable
// expect: 0 true -constructor0,desiredSize,enqueue0,error0,terminate0
// expect: 0 true -constructor0,locked,abort0,close0,getWriter0
// expect: 0 true -constructor0,signal,error0
// expect: 1 true -constructor1,closed,desiredSize,ready,abort0,close0,releaseLock0,write0
console.log(ReadableStream.from.length, Object.keys(ReadableStream)); // expect: 1 [ 'from' ]
for (const name of ["ReadableByteStreamController", "ReadableStreamBYOBRequest", "ReadableStreamDefaultController", "TransformStreamDefaultController", "WritableStreamDefaultController"])
  try { new globalThis[name](); } catch (e) { console.log(e.message); }
// expect: Illegal constructor
// expect: Illegal constructor
// expect: Illegal constructor
// expect: Illegal constructor
// expect: Illegal constructor
class Own extends ReadableStream {}
console.log(new Own() instanceof Own, new Own().tee()[0] instanceof Own, String(new Own())); // expect: true false [object ReadableStream]
console.log(new CountQueuingStrategy({ highWaterMark: 4 }).size(), new ByteLengthQueuingStrategy({ highWaterMark: "5" }).highWaterMark, new ByteLengthQueuingStrategy({ highWaterMark: 1 }).size({ byteLength: 3 })); // expect: 1 5 3
console.log(new CountQueuingStrategy({ highWaterMark: 4 }).size === new CountQueuingStrategy({ highWaterMark: 1 }).size); // expect: true
for (const init of [undefined, null, {}, 5]) try { new CountQueuingStrategy(init); } catch (e) { console.log(e.name); }
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
