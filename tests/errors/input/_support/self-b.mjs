import "./self-a.mjs";
import "./self-b.mjs";
