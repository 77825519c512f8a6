import { array, assert, constantFrom, property, string, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { typed } from '../../src/simulator/formatted.ts'
import { escapeHtml, parseHtml } from '../../src/simulator/html.ts'
import { renderHtml } from '../../src/simulator/render.ts'

describe('Telegram reads', () => {
  test.each([
    ['<b>bold</b>', 'bold', [{ type: 'bold', offset: 0, length: 4 }]],
    [
      '<strong>b</strong> <em>i</em>',
      'b i',
      [
        { type: 'bold', offset: 0, length: 1 },
        { type: 'italic', offset: 2, length: 1 },
      ],
    ],
    [
      '<ins>u</ins><strike>s</strike>',
      'us',
      [
        { type: 'underline', offset: 0, length: 1 },
        { type: 'strikethrough', offset: 1, length: 1 },
      ],
    ],
    ['<span class="tg-spoiler">x</span>', 'x', [{ type: 'spoiler', offset: 0, length: 1 }]],
    ['<tg-spoiler>x</tg-spoiler>', 'x', [{ type: 'spoiler', offset: 0, length: 1 }]],
    ['<a href="https://t.me">x</a>', 'x', [{ type: 'text_link', offset: 0, length: 1, url: 'https://t.me/' }]],
    ['<a href="tel:102">102</a>', '102', []],
    [
      "<a href='tg://user?id=5'>x</a>",
      'x',
      [{ type: 'text_mention', offset: 0, length: 1, user: { id: 5, is_bot: false, first_name: '' } }],
    ],
    ['<code>x</code>', 'x', [{ type: 'code', offset: 0, length: 1 }]],
    ['<pre>x</pre>', 'x', [{ type: 'pre', offset: 0, length: 1 }]],
    ['<pre><code class="language-ts">x</code></pre>', 'x', [{ type: 'pre', offset: 0, length: 1, language: 'ts' }]],
    ['<blockquote expandable>x</blockquote>', 'x', [{ type: 'expandable_blockquote', offset: 0, length: 1 }]],
    [
      '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
      '👍',
      [{ type: 'custom_emoji', offset: 0, length: 2, custom_emoji_id: '5368324170671202286' }],
    ],
    ['👍<b>x</b>', '👍x', [{ type: 'bold', offset: 2, length: 1 }]],
    ['<B>x</B>', 'x', [{ type: 'bold', offset: 0, length: 1 }]],
    ['<b>x</>', 'x', [{ type: 'bold', offset: 0, length: 1 }]],
    ['&lt;&gt;&amp;&quot;&#33;&#x1F44D;', '<>&"!👍', []],
    ['&nbsp; & &foo;', '&nbsp; & &foo;', []],
    ['<b></b>x', 'x', []],
  ])('%s', (html, text, entities) => {
    expect(parseHtml(html)).toEqual({ text, entities })
  })
})

describe('Telegram refuses', () => {
  test.each([
    ['<x>', 'Unsupported start tag "x" at byte offset 0'],
    ['привет <br>', 'Unsupported start tag "br" at byte offset 13'],
    ['<b>unclosed', 'Can\'t find end tag corresponding to start tag "b"'],
    ['<b><i>test</b></i>', 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'],
    ['x</b>', 'Unexpected end tag at byte offset 1'],
    ['1 <2', 'Unclosed start tag at byte offset 2'],
    ['<a href="x', 'Unclosed start tag at byte offset 0'],
    ['<a href=', 'Unclosed start tag "a" at byte offset 0'],
    ['<a href>x</a>', 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'],
    ['<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
    ['<b>x</b', 'Unclosed end tag at byte offset 4'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<tg-emoji emoji-id="9999999999999999999">x</tg-emoji>', 'Invalid custom emoji identifier specified'],
  ])('%s', (html, reason) => {
    expect(() => parseHtml(html)).toThrow(`Bad Request: can't parse entities: ${reason}`)
  })
})

test('escaped text of any kind comes back as it was', () => {
  assert(
    property(string({ unit: 'grapheme' }), (text) => {
      expect(parseHtml(escapeHtml(text))).toEqual({ text, entities: [] })
    }),
  )
})

test('formatted text rendered and parsed again is the same', () => {
  const piece = tuple(
    constantFrom('b', 'i', 'u', 's', 'code', 'tg-spoiler'),
    string({ unit: 'grapheme', minLength: 1 }),
  )
  assert(
    property(array(piece), (pieces) => {
      const html = pieces.map(([tag, text]) => `${escapeHtml(text)}<${tag}>${escapeHtml(text)}</${tag}>`).join('')
      const { text, entities } = parseHtml(html)
      expect(parseHtml(renderHtml(text, entities))).toEqual({ text, entities })
    }),
  )
})

describe('what a person types', () => {
  test.each([
    ['/start abc', [{ type: 'bot_command', offset: 0, length: 6 }]],
    ['see @somebody', [{ type: 'mention', offset: 4, length: 9 }]],
    ['https://pana.kz/a.', [{ type: 'url', offset: 0, length: 17 }]],
    ['go to egov.kz now', [{ type: 'url', offset: 6, length: 7 }]],
    ['call +7 701 123 45 67', [{ type: 'phone_number', offset: 5, length: 16 }]],
    ['a/b and 1/2', []],
    ['  hi  ', []],
  ])('%s', (text, entities) => {
    expect(typed(text)).toEqual({ text: text.trim(), entities })
  })
})
