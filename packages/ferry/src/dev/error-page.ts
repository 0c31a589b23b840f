/** The page shown in place of an app that cannot be built or started; it comes back by itself when that is mended. */
import { DEV_EVENTS_PATH } from '../protocol/names.ts'

export function errorPage(text: string, basePath: string): string {
  const events = JSON.stringify(basePath + DEV_EVENTS_PATH).replaceAll('<', '\\u003c')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Error · Ferry</title>
<noscript><meta http-equiv="refresh" content="2"></noscript>
<style>
:root { color-scheme: light dark }
body { margin: 0; padding: 2rem; font: 14px/1.5 ui-monospace, monospace; background: Canvas; color: CanvasText }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
</style>
</head>
<body>
<pre role="alert">${escapeHtml(text)}</pre>
<script>
new EventSource(${events}).onmessage = function (event) {
  if (JSON.parse(event.data).error === null) location.replace(location.href)
}
</script>
</body>
</html>
`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
