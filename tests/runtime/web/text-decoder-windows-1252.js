// node: Node 20 decodes these bytes as Latin-1
console.log(new TextDecoder("latin1").decode(Uint8Array.of(0x80, 0xe4, 0x9f)), new TextDecoder("ascii").encoding); // expect: €äŸ windows-1252
