import { MISSING_BROWSER, openBrowser } from '../../tests/support/browser.ts';

/** A page in a browser of its own that waits for alarms as the wall does. */
export interface AlarmPage {
  /** For every alarm it was told of, milliseconds from the event that set it off to the page. */
  ages(): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Null where there is no browser. */
export async function openAlarmPage(serverUrl: string, live: string): Promise<AlarmPage | null> {
  if (MISSING_BROWSER !== null) return null;
  const browser = await openBrowser({ width: 400, height: 300 });
  try {
    const { page } = await browser.open();
    // Any page of the server may open its streams.
    await page.goto(new URL('/api/health', serverUrl).href);
    await page.evaluate((address) => {
      const happened = new Map<string, number>();
      const ages: number[] = [];
      Reflect.set(globalThis, 'alarmAges', ages);
      const source = new EventSource(address);
      source.addEventListener('events', ({ data }) => {
        const arrivedMs = Date.now();
        for (const { event } of JSON.parse(String(data)).events) {
          if (event.kind === 'cover') happened.set(event.id, event.eventTimeMs);
          const beganMs = event.kind === 'alarm' ? happened.get(event.value.thingId) : undefined;
          if (beganMs === undefined) continue;
          ages.push(arrivedMs - beganMs);
          happened.delete(event.value.thingId);
        }
      });
      return new Promise<void>((resolve) => source.addEventListener('snapshot', () => resolve()));
    }, `${live}?kinds=cover,alarm`);
    return {
      ages: () => page.evaluate(() => Reflect.get(globalThis, 'alarmAges') as number[]),
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
