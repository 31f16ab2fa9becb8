// SPDX-License-Identifier: MIT
// node:vm (https://nodejs.org/api/vm.html): scripts that run in the realm of the program.

const { runScript } = require("mote:internal");

type Options = string | { filename?: string };

const nameOf = (options: Options | undefined): string =>
  (typeof options === "string" ? options : options?.filename) ?? "evalmachine.<anonymous>";

class Script {
  #text: string;
  #name: string;
  constructor(text: string, options?: Options) {
    this.#text = String(text);
    this.#name = nameOf(options);
    runScript(this.#text, this.#name, true);
  }
  runInThisContext(): unknown {
    return runScript(this.#text, this.#name, false);
  }
}

module.exports = {
  Script,
  runInThisContext: (text: string, options?: Options) => new Script(text, options).runInThisContext(),
};
