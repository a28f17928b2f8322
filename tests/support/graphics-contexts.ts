import type { Page } from 'playwright-core';

/** Graphics contexts that the page still holds, drawn or not. */
export async function graphicsContexts(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  const expression = 'WebGL2RenderingContext.prototype';
  const { result } = await devtools.send('Runtime.evaluate', { expression });
  const { objects } = await devtools.send('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '' });
  const { result: length } = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.length; }',
  });
  await devtools.detach();
  return Number(length.value);
}
