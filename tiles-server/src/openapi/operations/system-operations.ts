import { healthSchema } from '@undercroft/core/protocol/answers';
import { type ApiOperation, bytesAnswer, jsonAnswer } from '../api-operation.ts';

export const SYSTEM_OPERATIONS: readonly ApiOperation[] = [
  {
    route: 'health',
    method: 'get',
    id: 'getHealth',
    tag: 'system',
    title: { en: 'Health', zh: '运行状况' },
    text: 'Status 200 once the default scene can be served; the same document with status 503 before.',
    answers: jsonAnswer('All is well.', healthSchema, { status: 'ok', scene: 'demo', version: '0.1.0', detail: null }),
    problems: [],
  },
  {
    route: 'openApi',
    method: 'get',
    id: 'getOpenApi',
    tag: 'system',
    title: { en: 'This description', zh: '本接口描述' },
    text: 'OpenAPI 3.1, made from the schemas that requests are parsed with.',
    answers: bytesAnswer('The document.', 'application/json'),
    problems: [],
  },
  {
    route: 'apiDocs',
    method: 'get',
    id: 'readApiDocs',
    tag: 'system',
    title: { en: 'This description, for people', zh: '接口文档' },
    text: 'The same as a page, in English or Chinese (`lang=zh`).',
    answers: bytesAnswer('The page.', 'text/html'),
    problems: [],
  },
];
