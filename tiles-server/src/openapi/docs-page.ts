import { ROUTES } from '@undercroft/core/protocol/routes';
import { PROBLEM_STATUS } from '../problem.ts';
import { API_TAGS, type ApiBody, type ApiOperation, type Words } from './api-operation.ts';
import type { JsonSchema } from './component-schemas.ts';
import { DOCS_STYLE } from './docs-style.ts';
import { templateOf } from './openapi-document.ts';
import { PROBLEM_WORDS } from './problem-words.ts';
import { schemaText } from './schema-text.ts';
import { TAG_TITLES, TAG_WORDS } from './tag-words.ts';

export const DOCS_LANGUAGES = ['en', 'zh'] as const;

export type DocsLanguage = (typeof DOCS_LANGUAGES)[number];

const CHROME: Readonly<Record<string, Words>> = {
  title: { en: 'Undercroft interface', zh: 'Undercroft 接口' },
  intro: {
    en: 'Metres, millimetres for diameters, degrees of longitude and latitude, levels above the height datum of the scene. Null is unknown: never zero and never "ok". An analysis is whole or it is a problem; it never holds fewer findings than there are.',
    zh: '长度单位米，管径毫米，经纬度为度，高程为场景高程基准以上。null 表示未知：既不是零，也不是“可以”。分析结果要么完整，要么报错，绝不缺项。',
  },
  document: { en: 'OpenAPI 3.1 document', zh: 'OpenAPI 3.1 文档' },
  write: { en: 'write', zh: '写操作' },
  parameters: { en: 'Parameters', zh: '参数' },
  request: { en: 'Request', zh: '请求' },
  answer: { en: 'Answer', zh: '应答' },
  example: { en: 'Example', zh: '示例' },
  problems: { en: 'Problems', zh: '错误' },
  schemas: { en: 'Shapes', zh: '数据结构' },
  field: { en: 'needed', zh: '必填' },
};

/** The interface as one page of HTML: everything in it, no script, nothing from elsewhere. */
export function docsPage(document: JsonSchema, operations: readonly ApiOperation[], language: DocsLanguage): string {
  const say = (words: Words | undefined) => escaped(words?.[language] ?? '');
  const { info, paths, components } = document as {
    info: { version: string };
    paths: Record<string, Record<string, JsonSchema>>;
    components: { schemas: Record<string, JsonSchema> };
  };
  const other = language === 'en' ? 'zh' : 'en';
  const groups = API_TAGS.map((tag) => ({ tag, those: operations.filter((operation) => operation.tag === tag) }));
  const nav = groups
    .map(
      ({ tag, those }) =>
        `<h2><a href="#${tag}">${say(TAG_TITLES[tag])}</a></h2><ul>${those
          .map(({ id, title, method }) => `<li><a href="#${id}">${badge(method)} ${say(title)}</a></li>`)
          .join('')}</ul>`,
    )
    .join('');
  const chapters = groups
    .map(
      ({ tag, those }) =>
        `<section><h2 id="${tag}">${say(TAG_TITLES[tag])}</h2><p>${say(TAG_WORDS[tag])}</p>${those
          .map((operation) => card(operation, paths[templateOf(operation)]?.[operation.method] ?? {}, language))
          .join('')}</section>`,
    )
    .join('');
  const shapes = Object.entries(components.schemas)
    .map(
      ([name, schema]) =>
        `<details><summary>${escaped(name)}</summary><div id="shape-${escaped(name)}">${code(schemaText(schema))}</div></details>`,
    )
    .join('');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(CHROME.title)}</title><style>${DOCS_STYLE}</style></head>
<body><nav><h1>Undercroft <small>${escaped(info.version)}</small></h1>
<p><a href="?lang=${other}">${other === 'zh' ? '中文' : 'English'}</a> · <a href="${ROUTES.openApi}">openapi.json</a></p>${nav}<h2><a href="#shapes">${say(CHROME.schemas)}</a></h2></nav>
<main><header><h1>${say(CHROME.title)}</h1><p>${say(CHROME.intro)}</p></header>${chapters}
<section><h2 id="shapes">${say(CHROME.schemas)}</h2>${shapes}</section></main></body></html>
`;
}

function card(operation: ApiOperation, described: JsonSchema, language: DocsLanguage): string {
  const say = (words: Words | undefined) => escaped(words?.[language] ?? '');
  const { id, method, title, text, body, answers, problems, isWrite } = operation;
  const parameters = (described.parameters ?? []) as readonly {
    name: string;
    in: string;
    required: boolean;
    description?: string;
    schema: JsonSchema;
  }[];
  const rows = parameters
    .map(
      (each) =>
        `<tr><td><code>${escaped(each.name)}</code></td><td>${each.in}</td><td>${each.required ? say(CHROME.field) : ''}</td><td><code>${escaped(schemaText(each.schema))}</code></td><td>${marked(each.description ?? '')}</td></tr>`,
    )
    .join('');
  const told = answers
    .map(
      (answer) =>
        `<p><b>${answer.status}</b> ${marked(answer.text)} ${answer.body === null ? '' : bodyLine(answer.body, described, answer.status)}</p>${exampleOf(answer.body, language)}`,
    )
    .join('');
  const faults = problems
    .map(
      (name) => `<li><b>${PROBLEM_STATUS[name]}</b> <code>${name}</code> ${marked(PROBLEM_WORDS[name][language])}</li>`,
    )
    .join('');
  return `<article id="${id}"><h3>${badge(method)} <code>${escaped(templateOf(operation))}</code>${isWrite === true ? ` <em>${say(CHROME.write)}</em>` : ''}</h3>
<p class="title">${say(title)}</p><p>${marked(text)}</p>
${rows === '' ? '' : `<h4>${say(CHROME.parameters)}</h4><table>${rows}</table>`}
${body === undefined ? '' : `<h4>${say(CHROME.request)}</h4><p>${bodyLine(body, described, 'request')}</p>${exampleOf(body, language)}`}
<h4>${say(CHROME.answer)}</h4>${told}
${faults === '' ? '' : `<h4>${say(CHROME.problems)}</h4><ul class="problems">${faults}</ul>`}</article>`;
}

/** The content type and the name of what is in it. */
function bodyLine({ contentType }: ApiBody, described: JsonSchema, where: number | 'request'): string {
  const holder = where === 'request' ? described.requestBody : (described.responses as Record<string, unknown>)[where];
  const content = (holder as { content?: Record<string, { schema?: { $ref?: string } }> } | undefined)?.content;
  const name = content?.[contentType]?.schema?.$ref?.split('/').at(-1);
  const shape = name === undefined ? '' : ` <a href="#shape-${name}">${name}</a>`;
  return `<code>${escaped(contentType)}</code>${shape}`;
}

function exampleOf(body: ApiBody | null, language: DocsLanguage): string {
  if (body?.example === undefined) return '';
  const title = CHROME.example?.[language] ?? '';
  return `<details><summary>${escaped(title)}</summary>${code(exampleText(body.example))}</details>`;
}

/** JSON with places and other short lists on one line. */
function exampleText(example: unknown): string {
  return JSON.stringify(example, null, 2).replace(/\[\s+([^[\]{}]{1,80}?)\s+\]/g, (_, inside: string) => {
    return `[${inside.replace(/\s+/g, ' ')}]`;
  });
}

function badge(method: ApiOperation['method']): string {
  return `<span class="${method}">${method.toUpperCase()}</span>`;
}

function code(text: string): string {
  return `<pre>${escaped(text)}</pre>`;
}

/** Text with its `code` set as such. */
function marked(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
