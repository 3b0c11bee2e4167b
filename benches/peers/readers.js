// Reads lines with the npm suite: a JSON list of texts on stdin, {seconds, found} on stdout, as readers.py does.
const fs = require("fs");
const path = require("path");
const suite = require(path.resolve("target/peers/node_modules/@microsoft/recognizers-text-suite"));

const MODELS = {
  "recognizers-js": ["Number", "Percentage", "Currency", "Dimension", "Age", "Temperature"],
  "recognizers-js-numbers": ["Number"],
}[process.argv[2]];

function read(text) {
  const found = [];
  for (const model of MODELS) {
    for (const { resolution } of suite["recognize" + model](text, "zh-cn")) {
      if (resolution && resolution.value !== undefined && resolution.value !== null) {
        const value = String(resolution.value);
        found.push([value.replace(/%$/, ""), value.endsWith("%") ? "%" : resolution.unit || ""]);
      }
    }
  }
  return found;
}

const texts = JSON.parse(fs.readFileSync(0, "utf8"));
read("新建桥梁17座，完成投资1260亿元以上，增长6.5%");
const before = process.hrtime.bigint();
const found = texts.map((text) => {
  try {
    return read(text);
  } catch (error) {
    console.error(`${error.name} on ${text.slice(0, 40)}`);
    return [];
  }
});
const seconds = Number(process.hrtime.bigint() - before) / 1e9;
process.stdout.write(JSON.stringify({ seconds, found }));
