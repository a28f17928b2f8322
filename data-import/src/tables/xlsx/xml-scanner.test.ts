import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportError } from '../../import-error.ts';
import { bulkXmlFeed, type XmlFeed, type XmlHandlers, xmlFeed } from './xml-events.ts';

type Event = readonly [kind: 'open' | 'close' | 'text', name: string, attributes?: Readonly<Record<string, string>>];

/** Everything a feed hands on, its text joined; or the code of its refusal. */
function eventsOf(
  feed: (name: string, handlers: XmlHandlers) => XmlFeed,
  xml: string,
  cut = 1 << 20,
): readonly Event[] | string {
  const events: Event[] = [];
  let depth = 0;
  const handlers: XmlHandlers = {
    open(name, attributes) {
      depth++;
      events.push(['open', name, { ...attributes }]);
    },
    close(name) {
      depth--;
      events.push(['close', name]);
    },
    text(text) {
      const last = events.at(-1);
      if (depth === 0) return;
      if (last?.[0] === 'text') events[events.length - 1] = ['text', last[1] + text];
      else if (text !== '') events.push(['text', text]);
    },
  };
  try {
    const target = feed('part.xml', handlers);
    const bytes = Buffer.from(xml);
    for (let at = 0; at < bytes.length; at += cut) target.write(bytes.subarray(at, at + cut));
    target.end();
    return events;
  } catch (cause) {
    if (cause instanceof ImportError) return cause.code;
    throw cause;
  }
}

const PARTS = [
  '<x:c r="A1" t=\'s\'>',
  '</x:c>',
  '<v>',
  '</v>',
  '<v/>',
  '<f a = "1>2" />',
  'text & ',
  '12.5',
  '管径',
  '&amp;',
  '&#65;',
  '&#x7ba1;',
  '&lt;b&gt;',
  '&quot;',
  '<!-- <v> -->',
  '<![CDATA[<a>&b;]]>',
  '<?pi <x> ?>',
  ' \n',
  '"',
  '>',
  '<',
  '/>',
];

describe('bulkXmlFeed', () => {
  it('hands on what sax hands on', () => {
    const xml = `<?xml version="1.0"?>\n<x:r xmlns:x="u"><!-- c --><x:c r="A1" t='s'><v a="1>2 &quot;">12&amp;管&#x5f84;</v></x:c><v/><![CDATA[<&]]></x:r>\n`;
    expect(eventsOf(bulkXmlFeed, xml)).toEqual(eventsOf(xmlFeed, xml));
    expect(eventsOf(bulkXmlFeed, xml)).toContainEqual(['text', '12&管径']);
  });

  it('is sound XML to it exactly if sax reads the same, and the pieces it comes in make no difference', () => {
    const content = fc.array(fc.constantFrom(...PARTS), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(content, fc.integer({ min: 1, max: 9 }), (inner, cut) => {
        const xml = `<r>${inner}</r>`;
        const ours = eventsOf(bulkXmlFeed, xml);
        expect(eventsOf(bulkXmlFeed, xml, cut)).toEqual(ours);
        if (typeof ours !== 'string') expect(ours).toEqual(eventsOf(xmlFeed, xml));
      }),
      { numRuns: 3000 },
    );
  });

  it('reads nested elements with any text and attributes', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '管', '<', '&', '"', "'", '>', ' ', ';') });
    const escaped = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 6 }), fc.integer({ min: 1, max: 20 }), (cells, cut) => {
        const xml = `<r>${cells.map(([value, attribute]) => `<c a="${escaped(attribute)}">${escaped(value)}</c>`).join('')}</r>`;
        const wanted = cells.flatMap(([value, a]): Event[] => [
          ['open', 'c', { a }],
          ...(value === '' ? [] : [['text', value] as const]),
          ['close', 'c'],
        ]);
        expect(eventsOf(bulkXmlFeed, xml, cut)).toEqual([['open', 'r', {}], ...wanted, ['close', 'r']]);
      }),
    );
  });

  it.each([
    ['<!DOCTYPE r><r/>', 'unsafe-file'],
    ['<r><管径&amp;/></r>', 'damaged-file'],
    ['<r>&nbsp;</r>', 'damaged-file'],
    ['<r>a & b</r>', 'damaged-file'],
    ['<r>&#0;</r>', 'damaged-file'],
    ['<r><a></b></r>', 'damaged-file'],
    ['<r><a>', 'damaged-file'],
    ['<r/><r/>', 'damaged-file'],
    ['<r/>text', 'damaged-file'],
    ['<r a=1/>', 'damaged-file'],
    ['<r a/>', 'damaged-file'],
    ['', 'damaged-file'],
    ['no xml', 'damaged-file'],
    [`<r>${'<a>'.repeat(100)}`, 'unsafe-file'],
    [`<r a="${'x'.repeat(200_000)}`, 'unsafe-file'],
  ])('refuses what is no sound XML or beyond all need: %#', (xml, code) => {
    expect([eventsOf(bulkXmlFeed, xml), eventsOf(bulkXmlFeed, xml, 3)]).toEqual([code, code]);
  });
});
