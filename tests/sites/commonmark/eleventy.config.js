import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// The packages lie beside the generator, not beside this copy of the site.
const installed = createRequire(process.argv[1]);
const load = async (name) => import(pathToFileURL(installed.resolve(name)));

export default async function (eleventyConfig) {
  const { default: anchor } = await load("markdown-it-anchor");
  const { slug } = await load("github-slugger");
  eleventyConfig.amendLibrary("md", (library) => library.use(anchor, { slugify: slug }));
  eleventyConfig.addGlobalData("layout", "page.njk");
  eleventyConfig.addShortcode("gauge", (name) => `<b class="gauge">${name}</b>`);
  eleventyConfig.addPairedShortcode("box", (words) => `<div class="box">${words}</div>`);
}

export const config = {
  markdownTemplateEngine: "njk",
  dir: { input: "docs", includes: "../_includes" },
};
