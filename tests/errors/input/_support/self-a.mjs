import "./self-b.mjs";
