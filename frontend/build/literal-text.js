// An ESLint rule: no words in templates. What people read comes from translations/en.json.
const READ_ALOUD =
  /\s(?:aria-label|aria-description|title|alt|placeholder|label)\s*=\s*["'][^"'$]*\p{L}/u;

export default {
  meta: {
    type: "problem",
    schema: [],
    messages: { literal: "Literal text in a template: {{text}}" },
  },
  create(context) {
    return {
      TaggedTemplateExpression(node) {
        if (node.tag.name !== "html" && node.tag.name !== "svg") return;
        const source = node.quasi.quasis.map((part) => part.value.raw).join("\u0000");
        const text = source.replace(/<!--.*?-->/gs, "").replace(/<[^>]*>/gs, " ");
        const word = /\p{L}+/u.exec(text) ?? READ_ALOUD.exec(source);
        if (word) context.report({ node, messageId: "literal", data: { text: word[0] } });
      },
    };
  },
};
