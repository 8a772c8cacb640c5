import { describe, expect, it } from 'vitest'
import { notesHtml } from './notes.ts'

describe('release notes', () => {
  it.each([
    ['# Title\n\n### Below', '<h3>Title</h3>\n<h4>Below</h4>', 'begin below the headings of a page'],
    ['- **new**\n- ~~old~~', '<ul>\n<li><strong>new</strong></li>\n<li><s>old</s></li>\n</ul>', 'may be lists'],
    ['[site](https://example.org)', '<p><a href="https://example.org">site</a></p>', 'may lead to the web'],
    ['[page](/apps/viewer)', '<p><a href="/apps/viewer">page</a></p>', 'may lead within the site'],
    ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>', 'lead to no script'],
    ['[x](//example.org)', '<p>[x](//example.org)</p>', 'lead to no other site under the protocol of this one'],
    ['<b onclick="x()">a</b>', '<p>&lt;b onclick=&quot;x()&quot;&gt;a&lt;/b&gt;</p>', 'show HTML as text'],
    ['```\n<script>\n```', '<pre><code>&lt;script&gt;\n</code></pre>', 'show code as text'],
    ['![a <b>](https://example.org/a.png)', '<p>a &lt;b&gt;</p>', 'fetch no picture'],
    [' \n', '', 'are nothing when nothing was written'],
  ])('%j becomes %j: they %s', (text, html) => {
    expect(notesHtml(text)).toBe(html)
  })
})
