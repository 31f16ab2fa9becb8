// SPDX-License-Identifier: MIT
// TextEncoderStream and TextDecoderStream (https://encoding.spec.whatwg.org/#interface-textencoderstream).

const { expose } = require("mote:internal/web_idl");
const { TextEncoder, TextDecoder } = require("mote:internal/encoding");
const { createTransform, readableOf, writableOf } = require("mote:internal/streams/transform");
const { call } = require("mote:internal/streams/support");

const { encode } = TextEncoder.prototype, { decode } = TextDecoder.prototype;
const charCodeAt: (text: string, index: number) => number = Function.prototype.call.bind(String.prototype.charCodeAt);
const slice: (text: string, start: number, end?: number) => string = Function.prototype.call.bind(String.prototype.slice);
const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const getter = (name: string): ((decoder: unknown) => any) =>
  Function.prototype.call.bind(Object.getOwnPropertyDescriptor(TextDecoder.prototype, name)!.get!) as any;
const encodingOf = getter("encoding"), fatalOf = getter("fatal"), ignoreBomOf = getter("ignoreBOM");

// Strings in, their UTF-8 out; a surrogate pair may come in two chunks.
class TextEncoderStream {
  #stream: any;

  constructor() {
    const encoder = new TextEncoder();
    let high = ""; // a high surrogate that the chunk before ended with
    const give = (text: string, stream: any) => {
      if (text !== "") stream.enqueue(call(encode, encoder, text));
    };
    this.#stream = createTransform({
      transform(chunk: unknown, stream: any): void {
        let text = high + `${chunk}`;
        high = "";
        const last = text.length - 1;
        if (last >= 0 && isHighSurrogate(charCodeAt(text, last))) {
          high = text[last];
          text = slice(text, 0, last);
        }
        give(text, stream);
      },
      flush: (stream: any) => give(high, stream),
    });
  }
  get encoding(): string {
    this.#stream;
    return "utf-8";
  }
  // What comes out: Uint8Arrays.
  get readable(): any {
    return readableOf(this.#stream);
  }
  // What goes in: strings.
  get writable(): any {
    return writableOf(this.#stream);
  }
}
expose(TextEncoderStream);

// Bytes in, strings out.
class TextDecoderStream {
  #stream: any;
  #decoder: any;

  // label: of the encoding. fatal: what is not well-formed errors the streams; ignoreBOM: a byte order mark is kept.
  constructor(label: unknown = "utf-8", options: any = undefined) {
    const decoder = (this.#decoder = new TextDecoder(label, options));
    const give = (text: string, stream: any) => {
      if (text !== "") stream.enqueue(text);
    };
    const more = { __proto__: null, stream: true };
    this.#stream = createTransform({
      transform(chunk: unknown, stream: any): void {
        if (chunk === undefined) throw Object.assign(new TypeError("A chunk must be a BufferSource"), { code: "ERR_INVALID_ARG_TYPE" });
        give(call(decode, decoder, chunk, more), stream);
      },
      flush: (stream: any) => give(call(decode, decoder), stream),
    });
  }
  get encoding(): string {
    return encodingOf(this.#decoder);
  }
  get fatal(): boolean {
    return fatalOf(this.#decoder);
  }
  get ignoreBOM(): boolean {
    return ignoreBomOf(this.#decoder);
  }
  // What comes out: strings.
  get readable(): any {
    return readableOf(this.#stream);
  }
  // What goes in: ArrayBuffers and views.
  get writable(): any {
    return writableOf(this.#stream);
  }
}
expose(TextDecoderStream);

module.exports = { TextEncoderStream, TextDecoderStream };
