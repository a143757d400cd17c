import js from "@eslint/js";
import lit from "eslint-plugin-lit";
import a11y from "eslint-plugin-lit-a11y";
import { configs as wc } from "eslint-plugin-wc";
import ts from "typescript-eslint";
import literalText from "./build/literal-text.js";

// Home Assistant sends no Content-Security-Policy: markup from a name would run with the viewer's rights.
const markup = ["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "srcdoc"];
const directives = [
  "lit/directives/unsafe-html.js",
  "lit/directives/unsafe-svg.js",
  "lit/directives/unsafe-mathml.js",
  "lit/static-html.js",
];

export default ts.config(
  { ignores: ["node_modules", "coverage", "tests/fixtures"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [
      ...ts.configs.strictTypeChecked,
      wc["flat/recommended"],
      lit.configs["flat/recommended"],
      a11y.configs.recommended,
    ],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { "lens-cap": { rules: { "literal-text": literalText } } },
    rules: {
      complexity: ["error", 15],
      "max-lines": ["error", 300],
      "no-eval": "error",
      "no-implied-eval": "off",
      "@typescript-eslint/no-implied-eval": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      // Lit calls a template's listeners with their element as `this`.
      "@typescript-eslint/unbound-method": "off",
      "no-restricted-imports": ["error", { paths: directives }],
      "no-restricted-globals": [
        "error",
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "hassTokens",
      ],
      "no-restricted-properties": [
        "error",
        ...markup.map((property) => ({ property })),
        { object: "document", property: "write" },
        { object: "document", property: "cookie" },
        { object: "window", property: "localStorage" },
        { object: "window", property: "sessionStorage" },
        { property: "hassTokens" },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "TaggedTemplateExpression[tag.name='html'] TemplateElement[value.raw=/\\sstyle=[\"']/]",
          message: "No style attributes: they need a policy that allows inline styles.",
        },
      ],
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: { "lens-cap/literal-text": "error" },
  },
  {
    files: ["build/*.{js,mjs}", "eslint.config.js"],
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
  },
);
