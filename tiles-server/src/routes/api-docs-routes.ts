import { ROUTES } from '@undercroft/core/protocol/routes';
import { Router } from 'express';
import { z } from 'zod';
import { DOCS_LANGUAGES, type DocsLanguage, docsPage } from '../openapi/docs-page.ts';
import { openApiDocument } from '../openapi/openapi-document.ts';
import { ALL_OPERATIONS } from '../openapi/operations/all-operations.ts';
import { parsed } from '../parsed.ts';

const docsQuery = z.object({ lang: z.enum(DOCS_LANGUAGES).optional() });

/** The description of the interface, for programs and for people. Made when it is first asked for. */
export function apiDocsRoutes(version: string): Router {
  const router = Router({ caseSensitive: true, strict: true });
  let made: ReturnType<typeof openApiDocument> | null = null;
  const pages = new Map<DocsLanguage, string>();
  const document = () => {
    made ??= openApiDocument(version);
    return made;
  };

  router.get(ROUTES.openApi, (_request, response) => {
    response.json(document());
  });

  router.get(ROUTES.apiDocs, (request, response) => {
    const { lang } = parsed(docsQuery, request.query);
    const language = lang ?? (request.acceptsLanguages('en', 'zh') === 'zh' ? 'zh' : 'en');
    const page = pages.get(language) ?? docsPage(document(), ALL_OPERATIONS, language);
    pages.set(language, page);
    response.set('Vary', 'Accept-Language').type('html').send(page);
  });

  return router;
}
