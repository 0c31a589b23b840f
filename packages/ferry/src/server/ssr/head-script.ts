/** What stands first in every head: the configuration of the browser runtime and the capture of early submissions. */
import type { BrowserConfig } from '../../protocol/browser-config.ts'
import { CONFIG_GLOBAL } from '../../protocol/names.ts'

/** Content that was streamed late is moved into place by scripts; without them it shows where it stands. */
const LATE_CONTENT =
  'div[hidden][id^="S:"]{display:block!important}table[hidden][id^="S:"]{display:table!important}svg[hidden][id^="S:"],math[hidden][id^="S:"]{display:inline!important}'

/** @returns HTML in latin-1: bytes as characters */
export function headScript(config: BrowserConfig, captureScript: string, nonce: string | undefined): string {
  const attribute = nonceAttribute(nonce)
  const script = `self.${CONFIG_GLOBAL}=${escapeJson(config)};${captureScript}`
  return `<script${attribute}>${script}</script><noscript><style${attribute}>${LATE_CONTENT}</style></noscript>`
}

export function nonceAttribute(nonce: string | undefined): string {
  return nonce === undefined ? '' : ` nonce="${nonce}"`
}

/** JSON inside a script element; ASCII only, so its latin-1 and UTF-8 are the same. */
function escapeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
