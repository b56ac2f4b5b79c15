import { describe, expect, it } from '@jest/globals';
import { mailHtml } from './mail-html.js';

describe('a mail as a page', () => {
  it('says the subject, the words and the way to the page, in the language of the subject', () => {
    const zh = mailHtml({
      subject: '账单已出：PB2026-000001',
      body: '本期应付 ¥1.00。\n\nhttps://p.example/invoices/1\n',
    });
    expect(zh).toContain('<html lang="zh-CN">');
    expect(zh).toContain('<a href="https://p.example/invoices/1"');
    expect(zh).toContain('打开查看');
    expect(mailHtml({ subject: 'Invoice issued', body: 'x' })).toContain('<html lang="en">');
  });

  it('takes nothing that somebody typed for markup, and loads nothing from elsewhere', () => {
    const body = '<script>x</script> & "a"\n\nhttps://p.example/?a=1&b="2\n';
    const html = mailHtml({ subject: '<b>停机</b>', body });
    expect(html).toContain('&lt;script&gt;x&lt;/script&gt; &amp; &quot;a&quot;');
    expect(html).toContain('&lt;b&gt;停机&lt;/b&gt;');
    expect(html).toContain('href="https://p.example/?a=1&amp;b=&quot;2"');
    expect(html).not.toMatch(/<(script|img|link|style)\b/);
  });
});
