const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

const isAddress = (line: string): boolean => /^https?:\/\/\S+$/.test(line);
const font = `font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif`;

const button = (address: string, label: string): string =>
  `<p style="margin:20px 0 8px"><a href="${address}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#1f5fd0;color:#fff;text-decoration:none">${label}</a></p>
<p style="margin:0;font-size:12px;color:#667085;word-break:break-all">${address}</p>`;

/**
 * The words of a mail as a page for mail programs: the subject as heading, paragraphs, an address on a line of its own as
 * a button. Only styles within the elements and nothing from elsewhere: programs drop the one and block the other.
 */
export function mailHtml({ subject, body }: { readonly subject: string; readonly body: string }): string {
  const isChinese = /\p{Script=Han}/u.test(subject);
  const label = isChinese ? '打开查看' : 'Open it';
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  const parts = lines.map((line) =>
    isAddress(line) ? button(escaped(line), label) : `<p style="margin:0 0 10px">${escaped(line)}</p>`,
  );
  return `<!doctype html>
<html lang="${isChinese ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;padding:24px 12px;background:#f4f6f8;color:#1d2939;font-size:15px;line-height:1.6;${font}">
<div style="max-width:560px;margin:0 auto;padding:24px 28px;border:1px solid #e4e7ec;border-radius:8px;background:#fff">
<h1 style="margin:0 0 14px;font-size:19px;line-height:1.4;font-weight:600">${escaped(subject)}</h1>
${parts.join('\n')}
</div></body></html>
`;
}
