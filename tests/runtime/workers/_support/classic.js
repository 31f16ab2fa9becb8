var global_variable = 1;
postMessage([typeof globalThis.global_variable, this === self]);
importScripts("imported.js");
postMessage(imported);
