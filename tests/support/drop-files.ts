import type { Page } from 'playwright-core';
import type { DroppedFile } from './data-story-files.ts';

/** Drags files over the page and lets them go, as a hand does. */
export async function dropFiles(page: Page, files: readonly DroppedFile[]): Promise<void> {
  await drag(page, ['dragenter', 'dragover', 'drop'], files);
}

/** Drags files over the page and holds them there. */
export async function holdFilesOver(page: Page, files: readonly DroppedFile[]): Promise<void> {
  await drag(page, ['dragenter', 'dragover'], files);
}

async function drag(page: Page, events: readonly string[], files: readonly DroppedFile[]): Promise<void> {
  const sent = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
  await page.evaluate(
    ({ names, dropped }) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of dropped) {
        transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
      }
      for (const name of names) {
        document.body.dispatchEvent(new DragEvent(name, { dataTransfer: transfer, bubbles: true, cancelable: true }));
      }
    },
    { names: events, dropped: sent },
  );
}
