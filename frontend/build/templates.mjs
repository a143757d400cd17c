// Takes the line breaks and indents out of templates: minifiers leave what stands in strings as it is.
import { parseAst } from "vite";

const TAGS = new Set(["html", "svg", "css"]);

/** Return markup or rules with single spaces: a browser shows the same. */
const collapsed = (text) => text.replace(/\s+/g, " ");

/** Return rules without comments, and without spaces where none are needed. */
const rules = (text) =>
  collapsed(text.replace(/\/\*[^]*?\*\//g, ""))
    .replace(/ ?([{};,]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}");

/** Return the templates of a program, those within others too. */
function* templates(node) {
  if (node === null || typeof node !== "object") return;
  if (node.type === "TaggedTemplateExpression" && TAGS.has(node.tag.name)) yield node;
  for (const value of Object.values(node)) yield* templates(value);
}

export const tightTemplates = {
  name: "tight-templates",
  enforce: "post",
  transform(code, id) {
    if (!id.includes("/src/")) return null;
    const pieces = [...templates(parseAst(code))]
      .flatMap(({ tag, quasi }) =>
        quasi.quasis.map(({ start, end }) => ({ start, end, css: tag.name === "css" })),
      )
      .sort((a, b) => b.start - a.start);
    for (const { start, end, css } of pieces) {
      const text = code.slice(start, end);
      code = code.slice(0, start) + (css ? rules(text) : collapsed(text)) + code.slice(end);
    }
    return { code, map: null };
  },
};
