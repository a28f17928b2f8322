import type { Page } from 'playwright-core';

/** Three words of Latin letters in a row: no name of a format or a code, but a sentence. */
const SENTENCE = /[A-Za-z][a-z'’-]+(?:[ ,;:]+[A-Za-z][a-z'’-]+){2,}/g;

/** What reads as an English sentence in words, names and hints within an element of the page: none on a Chinese one. */
export async function latinSentences(page: Page, selector: string): Promise<readonly string[]> {
  const texts = await page.locator(selector).evaluateAll((roots) =>
    roots.flatMap((root) => {
      const found: string[] = [];
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode() !== null) {
        // The server's own words about a failure stand folded beside the Chinese ones, and are marked as English.
        if (walker.currentNode.parentElement?.closest('.data-error [lang="en"]') != null) continue;
        found.push(walker.currentNode.textContent ?? '');
      }
      for (const element of root.querySelectorAll('[title], [aria-label], [placeholder]')) {
        for (const name of ['title', 'aria-label', 'placeholder']) found.push(element.getAttribute(name) ?? '');
      }
      return found;
    }),
  );
  return [...new Set(texts.flatMap((text) => text.match(SENTENCE) ?? []))];
}
