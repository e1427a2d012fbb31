// What does a form look like in Discord, as a page to take a picture of?
import { escapeHtml } from './html-markdown.ts';
import { htmlStyle } from './html-style.ts';
import { componentType } from './limits/component-limits.ts';
import { asPayload, asPayloads, asText, type Payload } from './payload.ts';

const formStyle = `
.form { background: #313338; border: 1px solid #1e1f22; border-radius: 8px; width: 440px; padding: 16px; margin: 0 auto; }
.form .title { color: #f2f3f5; font-size: 20px; font-weight: 600; margin-bottom: 8px; }
.form .label { color: #f2f3f5; font-weight: 600; margin: 14px 0 2px; } .form .label b { color: #f23f43; }
.form .hint { color: #949ba4; font-size: 13px; margin-bottom: 4px; }
.form .input { background: #1e1f22; border-radius: 6px; padding: 8px 10px; min-height: 22px; white-space: pre-wrap; overflow-wrap: anywhere; }
.form .tall { min-height: 66px; }
.form .foot { display: flex; justify-content: flex-end; gap: 8px; margin-top: 18px; }
`;

/** A modal's payload as a self-contained page in Discord's dark look, as it opens: with what stands in its fields. */
export function renderFormHtml(modal: Payload): string {
  const fields = asPayloads(modal.components).map((part) => {
    const input =
      part.type === componentType.label ? asPayload(part.component) : asPayload(asPayloads(part.components)[0]);
    const label = asText(part.label) || asText(input.label);
    const mark = input.required === false ? '' : ' <b>*</b>';
    const hint = part.description ? `<div class="hint">${escapeHtml(asText(part.description))}</div>` : '';
    return `<div class="label">${escapeHtml(label)}${mark}</div>${hint}${inputHtml(input)}`;
  });
  const foot = '<div class="foot"><span class="button">Cancel</span><span class="button style1">Submit</span></div>';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Discord</title><style>${htmlStyle}${formStyle}</style></head>
<body><div class="form"><div class="title">${escapeHtml(asText(modal.title))}</div>${fields.join('\n')}${foot}</div></body></html>
`;
}

function inputHtml(input: Payload): string {
  if (input.type === componentType.textInput) {
    const tall = input.style === 2 ? ' tall' : '';
    return `<div class="input${tall}">${escapeHtml(asText(input.value))}</div>`;
  }
  const chosen = asPayloads(input.options).find((option) => option.default);
  const shown = asText(chosen?.label) || asText(input.placeholder) || 'Make a selection';
  return `<div class="select" style="width:auto"><span>${escapeHtml(shown)}</span><span>⌄</span></div>`;
}
