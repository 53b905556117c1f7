#!/usr/bin/env node
// Compiles docs/*.md as Docusaurus does before React shows them, and writes what it got as HTML to
// build/. What Docusaurus's own loader does to a text first, and to headings and directives, is done
// here too; `strict` does without that, as Astro and others do. https://github.com/facebook/docusaurus/tree/main/packages/docusaurus-mdx-loader/src
import {mkdir, readFile, readdir, writeFile} from 'node:fs/promises';
import {createProcessor} from '@mdx-js/mdx';
import GithubSlugger from 'github-slugger';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';

const isCompatible = process.argv[2] !== 'strict';

// What was legal before MDX 2 and is so for Docusaurus; an example in code is the same line to it.
function compatible(text) {
  return text
    .replace(/<!--([\s\S]*?)-->/g, '{/*$1*/}')
    .replace(/^(#{1,6}[^\n]*?)(?<!\\)\{#([^{}\n]+)\}[ \t]*$/gm, '$1\\{#$2}')
    .replace(/^([ \t>]*:::+[A-Za-z][\w-]*)[ \t]+([^\s[{][^\n{]*?)([ \t]*\{[^\n]*\})?$/gm, '$1[$2]$3');
}

const said = (node) => node.value ?? (node.children ?? []).map(said).join('');

function walk(node, visit) {
  visit(node);
  for (const child of node.children ?? []) walk(child, visit);
}

function headings() {
  return (tree) => {
    const slugger = new GithubSlugger();
    walk(tree, (node) => {
      if (node.type !== 'heading') return;
      const last = node.children.at(-1);
      const comment = last?.type === 'mdxTextExpression' && /^\/\*\s*#(\S+)\s*\*\/$/.exec(last.value);
      const braces = last?.type === 'text' && /\s*\{#([^{}]+)\}$/.exec(last.value);
      if (comment) node.children.pop();
      if (braces) last.value = last.value.slice(0, braces.index);
      const id = (comment || braces)?.[1] ?? slugger.slug(said(node).trim());
      node.data = {hProperties: {id}};
    });
  };
}

function directives() {
  return (tree) => walk(tree, (node) => {
    if (node.type === 'containerDirective') {
      node.data = {hName: 'aside', hProperties: {className: [node.name]}};
    } else if (node.type === 'textDirective' || node.type === 'leafDirective') {
      const words = `${node.type === 'leafDirective' ? '::' : ':'}${node.name}`;
      node.children.unshift({type: 'text', value: words});
      node.data = {hName: node.type === 'leafDirective' ? 'p' : 'i'};
    }
  });
}

const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function html(node) {
  const within = (node.children ?? []).map(html).join('');
  switch (node.type) {
    case 'root':
      return within;
    case 'text':
      return escaped(node.value);
    case 'element': {
      const {id, className, href} = node.properties ?? {};
      const attributes = [['id', id], ['class', className && [className].flat().join(' ')], ['href', href]]
        .filter(([, value]) => value != null)
        .map(([name, value]) => ` ${name}="${escaped(value)}"`)
        .join('');
      return `<${node.tagName}${attributes}>${within}</${node.tagName}>`;
    }
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement': {
      const given = node.attributes
        .filter((one) => typeof one.value === 'string' && ['id', 'className', 'href'].includes(one.name))
        .map((one) => ` ${one.name === 'className' ? 'class' : one.name}="${escaped(one.value)}"`)
        .join('');
      return `<x-${(node.name ?? 'fragment').toLowerCase()}${given}>${within}</x-${(node.name ?? 'fragment').toLowerCase()}>`;
    }
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      return /^\s*\/\*[\s\S]*\*\/\s*$/.test(node.value) ? '' : `<output class="${escaped(node.value)}"></output>`;
    case 'mdxjsEsm':
      return `<object class="${escaped(node.value)}"></object>`;
    default:
      return '';
  }
}

await mkdir('build', {recursive: true});
for (const name of await readdir('docs')) {
  let body = '';
  const processor = createProcessor({
    remarkPlugins: [remarkFrontmatter, remarkGfm, remarkDirective, headings, directives],
    rehypePlugins: [() => (tree) => { body = html(tree); }],
  });
  const text = await readFile(`docs/${name}`, 'utf8');
  try {
    await processor.process(isCompatible ? compatible(text) : text);
  } catch (error) {
    console.error(`docs/${name}:${error.line ?? 0}: ${error.message}`);
    process.exit(1);
  }
  await writeFile(`build/${name.replace(/\.md$/, '.html')}`, `<!doctype html><html><body>${body}</body></html>`);
}
