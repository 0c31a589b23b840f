/** The page shown in place of what cannot be built, started or rendered; it comes back by itself when that is mended. */
import type { DevProblem } from '../protocol/dev-problem.ts'
import { DEV_EVENTS_PATH } from '../protocol/names.ts'

export interface ErrorPageOptions {
  /** Mount path included. */
  readonly basePath: string
  /** Of the content security policy. */
  readonly nonce?: string | undefined
  /** Build id of the app whose page failed: another one is a reason to try again. */
  readonly build?: string | undefined
}

/** @returns HTML that says the same with and without JavaScript */
export function errorPage(problems: readonly DevProblem[], { basePath, nonce, build }: ErrorPageOptions): string {
  const attribute = nonce === undefined ? '' : ` nonce="${nonce}"`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>Error · Ferry</title>
<noscript><meta http-equiv="refresh" content="2"></noscript>
<style${attribute}>${STYLE}</style>
</head>
<body>
<main role="alert">
${problems.map(problemHtml).join('\n<hr>\n')}
</main>
<script${attribute}>
new EventSource(${scriptText(basePath + DEV_EVENTS_PATH)}).onmessage = function (event) {
  var message = JSON.parse(event.data)
  if (message.error === null && message.build !== ${scriptText(build ?? '')}) location.replace(location.href)
}
</script>
</body>
</html>
`
}

const STYLE = `
:root { color-scheme: light dark }
body { margin: 0; padding: 2rem; font: 15px/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText }
main { max-width: 70rem; margin: auto }
h1 { font-size: 1.25rem; margin: .25rem 0 1rem; white-space: pre-wrap; overflow-wrap: anywhere }
pre, code, .place { font: 14px/1.5 ui-monospace, monospace }
pre { margin: 1rem 0; padding: 1rem; overflow: auto; border-radius: 8px; background: color-mix(in srgb, CanvasText 7%, Canvas) }
.kind { margin: 0; font-weight: 600; color: light-dark(#b42318, #ff8a80) }
hr { margin: 2rem 0; border: 0; border-top: 1px solid color-mix(in srgb, CanvasText 20%, Canvas) }
`

function problemHtml(problem: DevProblem): string {
  const { name, title, message, place, frame, chain = [], hint, docs, stack, cause, request } = problem
  return [
    `<p class="kind">${escapeHtml(title === undefined ? name : `${name} · ${title}`)}</p>`,
    `<h1>${escapeHtml(message)}</h1>`,
    place ? `<p class="place">${escapeHtml(placeText(place))}</p>` : '',
    frame ? `<pre>${escapeHtml(frame)}</pre>` : '',
    request ? `<p>While answering <code>${escapeHtml(request)}</code></p>` : '',
    chain.length > 1 ? `<p>Imported through:</p><pre>${escapeHtml(chain.join('\n  → '))}</pre>` : '',
    hint ? `<p><b>To mend it:</b> ${escapeHtml(hint)}</p>` : '',
    docs ? `<p>More: <code>${escapeHtml(docs)}</code></p>` : '',
    stack.length > 0
      ? `<details open><summary>Stack</summary><pre>${escapeHtml(stackText(problem))}</pre></details>`
      : '',
    cause ? `<p>Caused by:</p>${problemHtml(cause)}` : '',
  ].join('\n')
}

function stackText({ stack }: DevProblem): string {
  return stack
    .map(({ name, place }) => `at ${name || '(anonymous)'}${place ? ` (${placeText(place)})` : ''}`)
    .join('\n')
}

function placeText({ file, line, column }: NonNullable<DevProblem['place']>): string {
  return [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':')
}

function scriptText(text: string): string {
  return JSON.stringify(text).replaceAll('<', '\\u003c')
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
