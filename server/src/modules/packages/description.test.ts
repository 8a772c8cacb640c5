import { describe, expect, it } from 'vitest'
import { cleanDescription } from './description.ts'

describe('descriptions of extensions', () => {
  it.each([
    ['a & b < c > d', 'a &amp; b &lt; c &gt; d'],
    ['x &amp; y &lt;b&gt;', 'x &amp; y &lt;b&gt;'],
    ['line1\nline2\n\tline3', 'line1 line2 line3'],
    ['<b>bold</b> <i>it</i>', '<strong>bold</strong> <em>it</em>'],
    [
      '<span style="font-weight: bold">b</span><span style="font-style:italic">i</span><span>n</span>',
      '<strong>b</strong><em>i</em>n',
    ],
    ['<form>f</form>', '<p>f</p>'],
    ['<script>alert(1)</script>ok', 'ok'],
    ['<style>p{}</style><!-- no -->ok', 'ok'],
    ['<a href="javascript:alert(1)" onclick="x">l</a>', '<a href="#">l</a>'],
    ['<a href="docs/x.html">l</a>', '<a href="#">l</a>'],
    ['<a href="//evil.test/x">l</a>', '<a href="#">l</a>'],
    ['<a href=" JaVaScRiPt:alert(1)">l</a>', '<a href="#">l</a>'],
    ['<a href="mailto:a@ex.test">l</a>', '<a href="mailto:a@ex.test">l</a>'],
    [
      '<a href="https://ex.test/a?b=1&c=2" target="_blank" class="k">l</a>',
      '<a href="https://ex.test/a?b=1&amp;c=2" target="_blank" rel="noopener">l</a>',
    ],
    ['<img src="https://ex.test/i.png">txt', 'txt'],
    ['<iframe src="x">in</iframe>t', 'int'],
    ['<table><tr><td>c</td></tr></table>', 'c'],
    ['<h1>T</h1><h4>U</h4>', '<h1>T</h1>U'],
    ['<ul><li>a</li><li></li></ul>', '<ul><li>a</li></ul>'],
    ['a<br><br><br>b', 'a<br>b'],
    ['<p></p><strong></strong>x', 'x'],
    ['<strong>a</strong> <strong>b</strong>', '<strong>a b</strong>'],
    ['Tom "x" \'y\'', 'Tom "x" \'y\''],
    ['no\u00a0break ﬁne', 'no break fine'],
    ['', ''],
  ])('%j becomes %j', (given, expected) => {
    expect(cleanDescription(given)).toBe(expected)
  })

  it('is the same when cleaned again', () => {
    const once = cleanDescription('<h1>A & B</h1><p>x <b>y</b> <i>z</i></p><a href="#x">l</a>')
    expect(cleanDescription(once)).toBe(once)
  })
})
